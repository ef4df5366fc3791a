// Mapping review: one suggested link after the other, decided on by a key, on disk at once.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Failure } from "../../loading";
import { Page } from "../../parts/page";
import { Table } from "../../parts/table";
import { Tag, type Tone } from "../../parts/tag";
import { change, href, type Route } from "../../router";
import { type Review, type Source, SourceError } from "../../source";
import type { ViewProps } from "../../views";
import "./review.css";
import { Side } from "./side";
import {
  type Item,
  MEANINGS,
  type Overview,
  type Relation,
  RELATIONS,
  type Status,
  Walk,
  type Wish,
} from "./walk";

/** The id in the address behind the last mapping. */
const END = "end";
const STATUSES = ["proposed", "accepted", "rejected", "all"];
const TONES: Record<Status, Tone> = { accepted: "good", rejected: "bad", proposed: "unsure" };

const KEYS: readonly [keys: string, what: string][] = [
  ["a", "accept: answers rest on it from the next build on"],
  ["r", "reject: it stays as a negative mapping and is not proposed again"],
  ["A, R", "the same, and say why"],
  ["1 … 5", "change the relation to exact, close, broad, narrow, related; then accept it"],
  ["x", "reject all that is still open for the left side"],
  ["c", "write a comment"],
  ["s", "skip (also: the right arrow)"],
  ["b", "back to the one before, as it stands (also: the left arrow)"],
  ["u", "undo the last decision (also: backspace)"],
  ["d", "show all there is"],
  ["?", "show this help"],
];

export default function ReviewView({ route, source }: ViewProps) {
  const { review } = source;
  return (
    <Page title="Mapping review" wide>
      {review ? (
        <Desk review={review} route={route} source={source} />
      ) : (
        <p>Here mappings can be read, and not decided on.</p>
      )}
    </Page>
  );
}

function Desk(props: { review: Review; route: Route; source: Source }) {
  const { review, route, source } = props;
  const { set = "", id = "" } = route.params;
  const status = STATUSES.find((each) => each === route.params["status"]) ?? "proposed";
  const walk = useMemo(() => new Walk(review, status, set), [review, status, set]);
  const [overview, setOverview] = useState<Overview>();
  const [item, setItem] = useState<Item | null>();
  const [error, setError] = useState<Error>();
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<{ what: string; text: string; status?: Status }>();
  const [everything, setEverything] = useState(false);
  const [help, setHelp] = useState(false);
  const [keys, setKeys] = useState(true);
  const field = useRef<HTMLInputElement>(null);
  const waiting = useRef<string[]>([]);

  const count = () =>
    review.get<Overview>("").then(setOverview, (failed: unknown) => setError(errorOf(failed)));
  useEffect(() => void count(), [review]);

  // Before any key can come that is for the mapping that is shown from now on.
  useLayoutEffect(() => {
    setEverything(false);
    setAsking(undefined);
  }, [walk, id]);

  // The address says which mapping is shown.
  useEffect(() => {
    let left = false;
    if (id === END) {
      setItem(null);
      return;
    }
    walk.find(id).then(
      (found) => {
        if (left) return;
        setError(undefined);
        setItem(found);
        if (found && !id) change(route, { id: found.id }, { replace: true });
      },
      (failed: unknown) => !left && setError(errorOf(failed)),
    );
    return () => {
      left = true;
    };
  }, [walk, id]);

  // At once, so that whoever asks for the field and types on types into it.
  useLayoutEffect(() => field.current?.focus(), [asking?.what]);

  /** Do something that may take a while and may fail; one such thing at a time. */
  const doing = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failed) {
      waiting.current = [];
      const problem = errorOf(failed);
      setError(problem);
      setTold("");
      // Somebody else was faster: what they made of it is shown, and can be decided on.
      if (problem instanceof SourceError && problem.status === 409 && item)
        setItem(await walk.reread(item.id).catch(() => item));
    } finally {
      setBusy(false);
    }
  };

  // At once, so that no key that comes before the address has changed is for the one left.
  const show = (next: Item | null) => {
    setItem(next);
    change(route, { id: next?.id ?? END });
  };

  const decide = (wish: Wish) =>
    doing(async () => {
      if (!item) return;
      const after = await walk.decide(item, wish);
      setItem(after);
      setAsking(undefined);
      void count();
      if (wish.status) {
        setTold(`${after.status}: ${nameOf(after)}`);
        show(await walk.after(after.id));
      } else if (wish.relation) {
        const relation = wish.relation as Relation;
        setTold(`${relation} match: ${MEANINGS[relation]}. a accepts it.`);
      } else setTold("Comment saved.");
    });

  const rejectRest = () =>
    doing(async () => {
      if (!item) return;
      try {
        const many = await walk.rejectRest(item);
        setTold(`rejected: ${many} for ${item.subject.label}`);
      } finally {
        void count();
      }
      let next = await walk.after(item.id);
      while (next && next.subject.iri === item.subject.iri) next = await walk.after(next.id);
      show(next);
    });

  const undo = () =>
    doing(async () => {
      const before = await walk.undo();
      setTold(before ? `Undone: ${nameOf(before)} is ${before.status} again` : "There is nothing to undo.");
      if (!before) return;
      void count();
      setItem(before);
      show(before);
    });

  const skip = () =>
    doing(async () => {
      if (!item) return;
      setTold("");
      show(await walk.after(item.id));
    });

  const back = () => {
    const before = walk.before(item?.id ?? END);
    if (before) show(before);
    setTold(before ? "" : "This is the first.");
  };

  const ask = (what: string, of?: Status) =>
    setAsking({ what, text: of ? "" : (item?.comment ?? ""), ...(of ? { status: of } : {}) });

  const press = (key: string): boolean => {
    if (key === "?") setHelp(!help);
    else if (key === "u" || key === "Backspace") void undo();
    else if (key === "b" || key === "ArrowLeft") back();
    else if (!item) return false;
    else if (key === "a") void decide({ status: "accepted" });
    else if (key === "r") void decide({ status: "rejected" });
    else if (key === "A") ask("Why accept it?", "accepted");
    else if (key === "R") ask("Why reject it?", "rejected");
    else if (key === "x") void rejectRest();
    else if (key === "c") ask("Comment");
    else if (key === "d") setEverything(!everything);
    else if (key === "s" || key === "ArrowRight") void skip();
    else if (/^[1-5]$/.test(key)) void decide({ relation: RELATIONS[Number(key) - 1] ?? "exact" });
    else return false;
    return true;
  };
  // Who types faster than files are written: the keys wait until the next mapping is there.
  const settled =
    !busy && (id === END ? item === null : item?.id === id || error !== undefined);
  const type = (key: string): boolean => {
    if (settled) return press(key);
    waiting.current.push(key);
    return true;
  };
  const pressing = useRef(type);
  pressing.current = type;
  useEffect(() => {
    const key = settled ? waiting.current.shift() : undefined;
    if (key !== undefined) press(key);
  });

  useEffect(() => {
    if (!keys) return;
    const listen = (event: KeyboardEvent) => {
      const { target } = event;
      const elsewhere =
        target instanceof HTMLElement &&
        (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest("header, .scroll"));
      if (elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
      if (pressing.current(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [keys]);

  const open = overview?.sets.filter((each) => !set || each.name === set) ?? [];
  const total = open.reduce((sum, each) => sum + each.total, 0);
  const left = open.reduce((sum, each) => sum + each.open, 0);
  return (
    <div class="review">
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Mapping set
          <select
            name="set"
            value={set}
            onChange={(event) => change(route, { set: event.currentTarget.value, id: null })}
          >
            <option value="">all</option>
            {overview?.sets.map((each) => (
              <option key={each.name} value={each.name}>
                {each.name} ({each.open} open)
              </option>
            ))}
          </select>
        </label>
        <label>
          Status
          <select
            name="status"
            value={status}
            onChange={(event) => change(route, { status: event.currentTarget.value, id: null })}
          >
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <label class="keys-choice">
          <span>Keys decide</span>
          <input
            type="checkbox"
            checked={keys}
            onChange={(event) => setKeys(event.currentTarget.checked)}
          />
        </label>
      </form>
      {overview && (
        <div class="progress">
          <progress max={total || 1} value={total - left} aria-label="Decided">
            {total - left} of {total}
          </progress>{" "}
          <span>
            {total - left} of {total} decided, {left} open. You decide as {overview.reviewer}; every
            decision is in its file at once.
          </span>
        </div>
      )}
      <p class="said" role="status" aria-live="polite">
        {told}
      </p>
      {error && <Failure error={error} />}
      {item === undefined && !error && (
        <p class="loading" role="status">
          Loading the mappings…
        </p>
      )}
      {item === null && (
        <p>
          {walk.items.length ? "That was the last." : "There is no such mapping."}{" "}
          {left ? `${left} still open.` : "Nothing is left open."}{" "}
          <a href={href("review", "", { set, status })}>From the beginning</a>
        </p>
      )}
      {item && (
        <Card
          item={item}
          source={source}
          everything={everything}
          link={(rival) => href("review", "", { ...route.params, id: rival })}
        />
      )}
      <div class="deciding no-print" role="group" aria-label="Decide">
        {item && (
          <>
            <Key k="a" main disabled={busy} press={press}>
              Accept
            </Key>
            <Key k="r" disabled={busy} press={press}>
              Reject
            </Key>
            <Key k="x" disabled={busy} press={press} title="Reject all open for the left side">
              Reject all
            </Key>
            <div class="relations" role="group" aria-label="Relation">
              {RELATIONS.map((relation, at) => (
                <Key
                  key={relation}
                  k={String(at + 1)}
                  disabled={busy}
                  press={press}
                  pressed={item.relation === relation}
                  title={MEANINGS[relation]}
                >
                  {relation}
                </Key>
              ))}
            </div>
            <Key k="c" press={press}>
              Comment
            </Key>
            <Key k="s" disabled={busy} press={press}>
              Skip
            </Key>
          </>
        )}
        <Key k="b" press={press}>
          Back
        </Key>
        <Key k="u" disabled={busy || !walk.canUndo} press={press}>
          Undo
        </Key>
        {item && (
          <Key k="d" press={press} pressed={everything}>
            All there is
          </Key>
        )}
        <Key k="?" press={press} pressed={help}>
          Help
        </Key>
      </div>
      {asking && (
        <form
          class="asking"
          onSubmit={(event) => {
            event.preventDefault();
            const comment = field.current?.value.trim() ?? "";
            const { status: of } = asking;
            if (of) void decide({ status: of, ...(comment ? { comment } : {}) });
            else if (comment === (item?.comment ?? "")) {
              setAsking(undefined);
              setTold("No comment was written.");
            } else void decide({ comment });
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            setAsking(undefined);
            setTold("Nothing was written.");
          }}
        >
          <label>
            {asking.what}
            <input ref={field} type="text" name="comment" maxLength={10000} defaultValue={asking.text} />
          </label>
          <button type="submit" class="main" disabled={busy}>
            Save
          </button>
          <button type="button" onClick={() => setAsking(undefined)}>
            Cancel
          </button>
        </form>
      )}
      {help && (
        <section aria-label="Keys">
          <h2>Keys</h2>
          <dl class="keys">
            {KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

function Card(props: {
  item: Item;
  source: Source;
  everything: boolean;
  link: (id: string) => string;
}) {
  const { item, source, everything, link } = props;
  return (
    <article class="card" aria-label={nameOf(item)}>
      <div class="sides">
        <Side side={item.subject} source={source} name="Left side" everything={everything} />
        <div class="between">
          <p class="relation">
            <strong>{item.relation}</strong> match
          </p>
          <p class="muted">{MEANINGS[item.relation as Relation] ?? ""}</p>
          <p>
            <Tag tone={TONES[item.status]}>{item.status}</Tag>
          </p>
          {item.confidence !== null && <p>confidence {item.confidence.toFixed(2)}</p>}
          <p class="muted">
            {spaced(item.justification)}
            {item.tool && `, by ${item.tool}`}
          </p>
          {item.reviewed && (
            <p class="muted">
              decided {item.reviewed}
              {item.reviewer && ` by ${item.reviewer}`}
            </p>
          )}
          <p class="muted">{item.set}</p>
        </div>
        <Side side={item.object} source={source} name="Right side" everything={everything} />
      </div>
      {item.comment && (
        <p class="comment">
          <span class="muted">Comment:</span> <span dir="auto">{item.comment}</span>
        </p>
      )}
      {item.rivals.length > 0 && (
        <>
          <h2>Other candidates for the left side</h2>
          <Table
            caption="Other candidates for the left side"
            columns={[
              {
                name: "Candidate",
                heads: true,
                cell: (row) => (
                  <a href={link(row.id)} dir="auto">
                    {row.object_label}
                  </a>
                ),
              },
              { name: "Relation", cell: (row) => row.relation },
              {
                name: "Confidence",
                numeric: true,
                cell: (row) => row.confidence?.toFixed(2) ?? "",
              },
              { name: "Status", cell: (row) => <Tag tone={TONES[row.status]}>{row.status}</Tag> },
            ]}
            rows={item.rivals}
            keyOf={(row) => row.id}
          />
        </>
      )}
    </article>
  );
}

/** A button that says its key. */
function Key(props: {
  k: string;
  press: (key: string) => void;
  children: string;
  main?: boolean;
  disabled?: boolean;
  pressed?: boolean;
  title?: string;
}) {
  return (
    <button
      type="button"
      class={props.main ? "main" : ""}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.k}
      title={props.title}
      onClick={() => props.press(props.k)}
    >
      {props.children} <kbd aria-hidden="true">{props.k}</kbd>
    </button>
  );
}

const nameOf = (item: Item): string =>
  `${item.subject.label || item.subject.iri} – ${item.object.label || item.object.iri}`;

/** SSSOM writes its justifications in one word. */
const spaced = (word: string): string => word.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

const errorOf = (failed: unknown): Error =>
  failed instanceof Error ? failed : new Error(String(failed));
