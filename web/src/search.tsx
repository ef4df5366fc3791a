// Search over everything as you type: a text field with a list of what was found.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { hitLink } from "./links";
import { go } from "./router";
import type { Source } from "./source";
import type { Hit } from "./types";

const KINDS: Record<Hit["kind"], string> = {
  "class-grade": "class-grade",
  class: "class",
  competency: "competency",
  document: "document",
  duty: "duty",
  publisher: "publisher",
  question: "question",
};

/** Milliseconds of rest after a key before the source is asked. */
const REST = 120;

export function SearchBox(props: { source: Source }) {
  const { source } = props;
  const list = useId();
  const box = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [told, setTold] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    const wanted = words.trim();
    if (!wanted) {
      setHits([]);
      setTold("");
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      source.search(wanted, 12, stop.signal).then(
        (found) => {
          if (stop.signal.aborted) return;
          setHits(found);
          setAt(-1);
          setTold(found.length ? `${found.length} found` : "Nothing found");
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
  }, [words, source]);

  // "/" takes one to the search, unless one is writing.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      const writing =
        target instanceof HTMLElement &&
        (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
      if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  const choose = (hit: Hit) => {
    setOpen(false);
    setWords("");
    go(hitLink(hit));
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (hits.length) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        // From the field up is the last one, and beyond the last the field again.
        setAt(((at + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
      }
    } else if (event.key === "Enter") {
      const hit = hits[at] ?? hits[0];
      if (open && hit) {
        event.preventDefault();
        choose(hit);
      }
    } else if (event.key === "Escape") {
      if (open && words) setOpen(false);
      else setWords("");
    }
  };

  const showing = open && words.trim() !== "" && (hits.length > 0 || told !== "");
  return (
    <div
      class="search"
      role="search"
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (!(next instanceof Node && event.currentTarget.contains(next))) setOpen(false);
      }}
    >
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label="Search everything"
        aria-autocomplete="list"
        aria-expanded={showing && hits.length > 0}
        aria-controls={list}
        aria-activedescendant={showing && at >= 0 ? `${list}-${at}` : undefined}
        placeholder="Search ( / )"
        autocomplete="off"
        spellcheck={false}
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKey}
      />
      <ul id={list} role="listbox" aria-label="Found" class="found" hidden={!showing || !hits.length}>
        {hits.map((hit, number) => (
          <li
            key={`${hit.kind} ${hit.id} ${number}`}
            id={`${list}-${number}`}
            role="option"
            aria-selected={number === at}
            // Before the field loses the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(hit)}
          >
            <span class="kind">{KINDS[hit.kind] ?? hit.kind}</span>
            <span class="label" dir="auto">
              {hit.label}
            </span>
            {hit.context && (
              <span class="context" dir="auto">
                {hit.context}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class={showing && !hits.length ? "found nothing" : "unseen"} role="status">
        {words.trim() ? told : ""}
      </p>
    </div>
  );
}
