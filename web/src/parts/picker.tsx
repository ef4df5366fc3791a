// A field that finds a class-grade as one types.

import { useEffect, useId, useState } from "preact/hooks";
import type { Source } from "../source";
import type { Hit } from "../types";
import "./picker.css";

/** Milliseconds of rest after a key before the source is asked. */
const REST = 120;
const LISTED = 12;
/** So many are asked for, since things of other kinds are found too. */
const ASKED = 60;

export function ClassGradePicker(props: {
  source: Source;
  label: string;
  /** What is chosen now, in words. */
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const { source } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [told, setTold] = useState("");
  const [at, setAt] = useState(-1);

  useEffect(() => {
    const words = typed?.trim() ?? "";
    if (!words) {
      setHits([]);
      setTold("");
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      source.search(words, ASKED, stop.signal).then(
        (found) => {
          if (stop.signal.aborted) return;
          const fitting = found.filter((hit) => hit.kind === "class-grade").slice(0, LISTED);
          setHits(fitting);
          setAt(-1);
          setTold(fitting.length ? `${fitting.length} found` : "No class-grade is called so");
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          setHits([]);
          setTold(error instanceof Error ? error.message : String(error));
        },
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed, source]);

  const choose = (hit: Hit) => {
    setTyped(null);
    props.onChoose(hit.id);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (hits.length) setAt(((at + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    } else if (event.key === "Enter") {
      const hit = hits[at] ?? hits[0];
      event.preventDefault();
      if (hit) choose(hit);
    } else if (event.key === "Escape") setTyped(null);
  };
  const open = typed !== null && hits.length > 0;
  return (
    <div
      class="picker"
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (!(next instanceof Node && event.currentTarget.contains(next))) setTyped(null);
      }}
    >
      <label for={`${id}-field`}>{props.label}</label>
      <input
        id={`${id}-field`}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        placeholder="Type a title"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={typed ?? props.chosen}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={`Found for: ${props.label}`} hidden={!open}>
        {hits.map((hit, number) => (
          <li
            key={hit.id}
            id={`${id}-${number}`}
            role="option"
            aria-selected={number === at}
            // Before the field loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <span dir="auto">{hit.label}</span>
            <span class="muted" dir="auto">
              {hit.context}
            </span>
          </li>
        ))}
      </ul>
      <p class={typed?.trim() && told && !hits.length ? "muted" : "unseen"} role="status">
        {typed?.trim() ? told : ""}
      </p>
    </div>
  );
}
