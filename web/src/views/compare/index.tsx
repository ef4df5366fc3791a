// Two class-grades compared: what one would have to gain, and what the work becomes.

import type { ComponentChildren } from "preact";
import { classGradeLink, compareLink, competencyLink, shortId } from "../../links";
import { Loading, useLoaded } from "../../loading";
import { LevelBar } from "../../parts/level";
import { Page } from "../../parts/page";
import { ClassGradePicker } from "../../parts/picker";
import { Tag, type Tone } from "../../parts/tag";
import { change, go, href, type Route } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { ViewProps } from "../../views";
import "./compare.css";
import {
  type Change,
  CHANGES,
  type Comparison,
  type Entry,
  type Outcome,
  OUTCOMES,
  type Pair,
  readComparison,
  type Side,
} from "./reading";
import { changed, type Run } from "./words";

/** Every outcome with its sign, its colour, and what it means. */
const OUTCOME: Record<Outcome, { sign: string; tone: Tone; means: string }> = {
  missing: { sign: "+", tone: "gain", means: "asked for there, and not here" },
  "must rise": { sign: "↑", tone: "rise", means: "asked for at a higher level" },
  same: { sign: "=", tone: "good", means: "asked for at the same level" },
  "already above": { sign: "↓", tone: "good", means: "asked for at a lower level than here" },
  "level not stated": { sign: "?", tone: "plain", means: "asked for on both sides, by one without a level" },
  "not comparable": {
    sign: "≠",
    tone: "unsure",
    means: "on two scales, or of two publishers, with nothing accepted that relates them",
  },
};

/** Changes in words: of one row, and of many. */
type ChangeWords = Record<Change, [one: string, many: string]>;
const OF_DUTIES: ChangeWords = {
  continues: ["continues", "continue"],
  reworded: ["reworded", "reworded"],
  starts: ["starts", "start"],
  stops: ["stops", "stop"],
};
const OF_QUALIFICATIONS: ChangeWords = {
  continues: ["same", "the same"],
  reworded: ["reworded", "reworded"],
  starts: ["only there", "only there"],
  stops: ["only here", "only here"],
};

const CHANGE: Record<Change, { sign: string; tone: Tone }> = {
  continues: { sign: "=", tone: "good" },
  reworded: { sign: "~", tone: "rise" },
  starts: { sign: "+", tone: "gain" },
  stops: { sign: "−", tone: "plain" },
};

export default function CompareView({ route, source }: ViewProps) {
  const [from, to] = [route.params["from"] ?? "", route.params["to"] ?? ""].map(shortId) as [
    string,
    string,
  ];
  const loaded = useLoaded(`${from} ${to}`, async (signal) =>
    from && to ? readComparison(source, from, to, signal) : null,
  );
  const read = loaded.state === "ready" && loaded.value && "entries" in loaded.value ? loaded.value : null;
  return (
    <Page title={read ? `${read.from.title} → ${read.to.title}` : "Compare"}>
      <Choice from={from} to={to} read={read} route={route} source={source} />
      <Loading of={loaded} what="the comparison">
        {(comparison) =>
          comparison === null ? (
            <p class="none">
              Choose two class-grades: what one would have to gain on the way, and how the work
              differs, is shown here.
            </p>
          ) : "missing" in comparison ? (
            <p class="failure" role="alert">
              There is no class-grade “{comparison.missing}” in this graph.
            </p>
          ) : (
            <Compared read={comparison} route={route} />
          )
        }
      </Loading>
    </Page>
  );
}

function Choice(props: {
  from: string;
  to: string;
  read: Comparison | null;
  route: Route;
  source: Source;
}) {
  const { from, to, read, route, source } = props;
  return (
    <div class="choice no-print">
      <ClassGradePicker
        source={source}
        label="From"
        chosen={read?.from.title ?? from}
        onChoose={(id) => change(route, { from: id, show: null })}
      />
      <button
        type="button"
        onClick={() => go(compareLink(to, from))}
        disabled={!from && !to}
        aria-label="Swap the two"
        title="Swap the two"
      >
        ⇄
      </button>
      <ClassGradePicker
        source={source}
        label="To"
        chosen={read?.to.title ?? to}
        onChoose={(id) => change(route, { to: id, show: null })}
      />
    </div>
  );
}

function Compared({ read, route }: { read: Comparison; route: Route }) {
  return (
    <>
      <div class="sides">
        <SideCard side={read.from} name="From" />
        <SideCard side={read.to} name="To" />
      </div>
      {read.cost && (
        <p class="move-cost">
          <strong>The move costs {read.cost.total}</strong> {read.cost.next && <Tag tone="good">next grade</Tag>}{" "}
          <span class="muted">{read.cost.words}</span>
        </p>
      )}
      <Gap read={read} route={route} />
      <Dropped read={read} />
      <Pairs title="Duties" words={OF_DUTIES} pairs={read.duties} read={read} />
      <Pairs
        title="Education and experience"
        words={OF_QUALIFICATIONS}
        pairs={read.qualifications}
        read={read}
      />
    </>
  );
}

/** What of a class-grade is told before the rest. */
const TOLD: readonly [property: string, name: string][] = [
  ["publisher", "Publisher"],
  ["atGrade", "Grade"],
  ["occupationalGroup", "Group"],
  ["bargainingUnit", "Unit"],
  ["eeoCategory", "EEO"],
  ["appointmentType", "Appointment"],
];

function SideCard({ side, name }: { side: Side; name: string }) {
  return (
    <section class="side" aria-label={name}>
      <p class="side-title">
        <span class="muted">{name}: </span>
        <a href={classGradeLink(side.id)} dir="auto">
          {side.title}
        </a>
      </p>
      <dl>
        {TOLD.map(([property, words]) => {
          const values = side.attributes.filter((each) => each.property === property);
          return values.length > 0 ? (
            <div key={property}>
              <dt>{words}</dt>
              <dd dir="auto">{values.map((each) => each.label).join("; ")}</dd>
            </div>
          ) : null;
        })}
      </dl>
    </section>
  );
}

function Gap({ read, route }: { read: Comparison; route: Route }) {
  const counts = new Map<Outcome, number>();
  for (const { outcome } of read.entries) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const shown = OUTCOMES.find((each) => each === route.params["show"]);
  const entries = shown ? read.entries.filter((each) => each.outcome === shown) : read.entries;
  const rise = read.entries.reduce((sum, each) => sum + (each.rise ?? 0), 0);
  // One change that holds for all is told once, above the list.
  const guides = new Set(
    read.entries.filter(guidanceCounts).map((each) => `${each.fromGuidance} → ${each.toGuidance}`),
  ).size;
  const guidance = read.other.find((each) => each.name === "guidance");
  const link = (show: Outcome | null) => href(route.view, route.path, { ...route.params, show });
  return (
    <section>
      <h2>
        Competencies <span class="muted count">{read.entries.length}</span>
      </h2>
      <ul class="outcomes">
        {OUTCOMES.map((outcome) => {
          const count = counts.get(outcome) ?? 0;
          const { sign, tone, means } = OUTCOME[outcome];
          const face = (
            <>
              <span class="outcome-count">{count}</span>{" "}
              <span>
                <span aria-hidden="true">{sign} </span>
                {outcome}
              </span>
            </>
          );
          return (
            <li key={outcome} class={`outcome ${tone} ${count ? "" : "empty"}`} title={means}>
              {count ? (
                <a
                  href={link(shown === outcome ? null : outcome)}
                  aria-current={shown === outcome ? "true" : undefined}
                >
                  {face}
                </a>
              ) : (
                <span>{face}</span>
              )}
            </li>
          );
        })}
      </ul>
      {(rise > 0 || guidance) && (
        <p>
          {rise > 0 && <>Together {counted(rise, "level")} to rise. </>}
          {guidance && (
            <>
              Guidance goes from {guidance.from.join(", ") || "none stated"} to{" "}
              {guidance.to.join(", ") || "none stated"}.
            </>
          )}
        </p>
      )}
      {shown && (
        <p class="no-print" role="status">
          Only “{shown}” is shown: {OUTCOME[shown].means}. <a href={link(null)}>Show all</a>
        </p>
      )}
      <Levels read={read} />
      {read.entries.length === 0 && <p class="none">{read.to.title} asks for no competency.</p>}
      <ul class="gap">
        {entries.map((each) => (
          <GapRow key={each.iri} entry={each} guided={guides > 1} />
        ))}
      </ul>
    </section>
  );
}

/** Guidance changes where one publisher asks for the same competency on both sides. */
function guidanceCounts({ outcome, word, fromGuidance, toGuidance }: Entry): boolean {
  const both = outcome !== "missing" && outcome !== "not comparable" && word === null;
  return both && fromGuidance !== toGuidance;
}

function GapRow({ entry, guided }: { entry: Entry; guided: boolean }) {
  const { outcome, word } = entry;
  const { sign, tone, means } = OUTCOME[outcome];
  const meanings = [entry.from, entry.to].flatMap((each) =>
    each && each.meaning.length ? [each] : [],
  );
  return (
    <li class={tone}>
      <div class="gap-outcome">
        <Tag tone={tone} title={means}>
          <span aria-hidden="true">{sign} </span>
          {outcome}
        </Tag>
      </div>
      <div class="gap-name">
        <a href={competencyLink(entry.iri)} dir="auto">
          {entry.competency}
        </a>
        {entry.core && <span class="muted"> asked of everybody</span>}
        {entry.reason && <div class="muted">{entry.reason}</div>}
        {word && <WordGiven entry={entry} />}
        {meanings.length > 0 && (
          <details class="word">
            <summary>The levels in words</summary>
            {meanings.map((each) => (
              <p key={each.id} dir="auto">
                <strong>{each.level}</strong> {each.meaning.join(" ")}
              </p>
            ))}
          </details>
        )}
      </div>
      <div class="gap-levels">
        <Levelled entry={entry} />
        {guided && guidanceCounts(entry) && (
          <div class="muted">
            {entry.fromGuidance ?? "no guidance stated"} → {entry.toGuidance ?? "none stated"}
          </div>
        )}
      </div>
    </li>
  );
}

function Levelled({ entry }: { entry: Entry }) {
  const { from, to, rise, riseAtMost } = entry;
  if (entry.outcome === "missing")
    return entry.toLevel === null ? null : (
      <span>
        <span class="muted">to </span>
        <LevelBar level={entry.toLevel} rank={to?.rank ?? null} of={to?.top ?? null} />
      </span>
    );
  if (entry.fromLevel === null && entry.toLevel === null) return <span class="muted">no levels stated</span>;
  return (
    <>
      <div class="from-to">
        <LevelBar level={entry.fromLevel} rank={from?.rank ?? null} of={from?.top ?? null} />
        <span aria-hidden="true">→</span>
        <span class="unseen">to</span>
        <LevelBar level={entry.toLevel} rank={to?.rank ?? null} of={to?.top ?? null} />
      </div>
      {rise !== null && (
        <div class="muted">
          up by {counted(rise, "level")}
          {riseAtMost !== null && riseAtMost !== rise && ` or as many as ${riseAtMost}`}
        </div>
      )}
    </>
  );
}

function WordGiven({ entry }: { entry: Entry }) {
  const { word } = entry;
  if (!word) return null;
  return (
    <details class="word">
      <summary>
        held as “<span dir="auto">{word.fromCompetency}</span>”{" "}
        {word.relation && <Tag>{word.relation}</Tag>}
      </summary>
      <p>
        On the word of {word.author ?? "the mapping"}
        {word.confidence && `, with a confidence of ${word.confidence}`}.{" "}
        {word.comment && <span dir="auto">{word.comment}</span>}
      </p>
      {word.interval && <p>Of the levels: {word.interval}.</p>}
      {word.justification && <p dir="auto">{word.justification}</p>}
    </details>
  );
}

function Levels({ read }: { read: Comparison }) {
  const scales = new Map<string, Comparison["steps"]>();
  for (const step of read.steps)
    if (step.meaning) scales.set(step.scale, [...(scales.get(step.scale) ?? []), step]);
  if (!scales.size) return null;
  return (
    <details class="levels-meant">
      <summary>What the levels mean</summary>
      {[...scales].map(([scale, steps]) => (
        <dl key={scale}>
          {steps.map((step) => (
            <div key={step.notation}>
              <dt>{step.notation}</dt>
              <dd dir="auto">{step.meaning}</dd>
            </div>
          ))}
        </dl>
      ))}
    </details>
  );
}

function Dropped({ read }: { read: Comparison }) {
  if (!read.dropped.length) return null;
  return (
    <details class="dropped">
      <summary>
        {counted(read.dropped.length, "competency", "competencies")} of the first that the second
        does not ask for
      </summary>
      <ul>
        {read.dropped.map((each) => (
          <li key={each.id}>
            <a href={competencyLink(each.competency)} dir="auto">
              {each.name}
            </a>{" "}
            {each.level !== null && <LevelBar level={each.level} rank={each.rank} of={each.top} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Pairs(props: {
  title: string;
  words: ChangeWords;
  pairs: readonly Pair[];
  read: Comparison;
}) {
  const { title, pairs, read, words } = props;
  const silent = [
    ...(pairs.some((pair) => pair.before !== null) ? [] : [read.from.title]),
    ...(pairs.some((pair) => pair.after !== null) ? [] : [read.to.title]),
  ];
  const counts = CHANGES.map((each) => [each, pairs.filter((pair) => pair.change === each).length] as const);
  return (
    <section>
      <h2>{title}</h2>
      {pairs.length === 0 ? (
        <p class="none">Neither document states any.</p>
      ) : (
        <>
          <p class="muted">
            {counts
              .filter(([, count]) => count)
              .map(([each, count]) => `${count} ${words[each][count === 1 ? 0 : 1]}`)
              .join(", ")}
            {pairs.some((pair) => pair.change === "reworded") &&
              ". Reworded are those that share most of their words; the changed ones are marked"}
            .{silent.length > 0 && ` Of ${silent.join(" and ")} the document states none.`}
          </p>
          <table class="pairs" aria-label={`${title} side by side`}>
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">Change</span>
                </th>
                <th scope="col" dir="auto">
                  {read.from.title}
                </th>
                <th scope="col" dir="auto">
                  {read.to.title}
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair, at) => (
                <PairRow key={at} pair={pair} words={words} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function PairRow({ pair, words }: { pair: Pair; words: ChangeWords }) {
  const { sign, tone } = CHANGE[pair.change];
  const runs =
    pair.change === "reworded" ? changed(pair.before ?? "", pair.after ?? "") : null;
  return (
    <tr class={`pair ${pair.change}`}>
      <th scope="row">
        <Tag tone={tone}>
          <span aria-hidden="true">{sign} </span>
          {words[pair.change][0]}
        </Tag>
      </th>
      <td dir="auto" class={pair.before === null ? "absent" : ""}>
        <Tags of={pair.beforeTags} />
        {runs ? <Marked runs={runs.before} as="del" /> : (pair.before ?? <Absent />)}
      </td>
      <td dir="auto" class={pair.after === null ? "absent" : ""}>
        <Tags of={pair.afterTags} />
        {runs ? <Marked runs={runs.after} as="ins" /> : (pair.after ?? <Absent />)}
      </td>
    </tr>
  );
}

function Tags({ of }: { of: readonly string[] }) {
  return of.length ? <div class="muted pair-tags">{of.join(", ")}</div> : null;
}

function Absent(): ComponentChildren {
  return (
    <span class="muted">
      <span aria-hidden="true">–</span>
      <span class="unseen">nothing</span>
    </span>
  );
}

function Marked({ runs, as: Mark }: { runs: readonly Run[]; as: "ins" | "del" }) {
  return (
    <>
      {runs.map((run, at) => (run.same ? run.text : <Mark key={at}>{run.text}</Mark>))}
    </>
  );
}
