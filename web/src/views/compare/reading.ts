// Two class-grades side by side: what the questions say of the move from one to the other.

import { grouped, numberOf, select, sparql, textOf, texts, things } from "../../asking";
import type { Source } from "../../source";
import type { LatticeData, Row } from "../../types";
import {
  type Asked, type ClassGrade, type Qualification, qualificationsOf, readAsked, readAttributes, readSteps,
  type Step,
} from "../class-grade/reading";
import { alike } from "./words";

export const OUTCOMES = [
  "missing", "must rise", "same", "already above", "level not stated", "not comparable",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What one competency asks of someone who moves. */
export interface Entry {
  outcome: Outcome;
  competency: string;
  iri: string;
  core: boolean;
  fromLevel: string | null;
  toLevel: string | null;
  /** The same levels on their scales. */
  from: Asked | null;
  to: Asked | null;
  rise: number | null;
  riseAtMost: number | null;
  fromGuidance: string | null;
  toGuidance: string | null;
  reason: string | null;
  word: Word | null;
}

/** On whose word a competency of another publisher stands for the one wanted. */
export interface Word {
  fromCompetency: string;
  relation: string | null;
  mapping: string;
  author: string | null;
  confidence: string | null;
  comment: string | null;
  interval: string | null;
  justification: string | null;
}

export const CHANGES = ["continues", "reworded", "starts", "stops"] as const;
export type Change = (typeof CHANGES)[number];

/** Words of the one, of the other, or of both. */
export interface Pair {
  change: Change;
  before: string | null;
  after: string | null;
  /** What stands before the words, such as a modality. */
  beforeTags: string[];
  afterTags: string[];
}

export interface Side extends Pick<ClassGrade, "title" | "attributes"> {
  id: string;
}

export interface Comparison {
  from: Side;
  to: Side;
  entries: Entry[];
  /** What the first asks for and the second does not. */
  dropped: Asked[];
  steps: Step[];
  duties: Pair[];
  qualifications: Pair[];
  /** What else differs: the name of it, and the values of both. */
  other: { name: string; from: string[]; to: string[] }[];
  cost: Cost | null;
}

export interface Cost {
  total: number;
  words: string;
  next: boolean;
}

/** Compare two class-grades; the text says which of them is not there. */
export async function readComparison(
  source: Source,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Comparison | { missing: string }> {
  const ask = async (question: string, params: Record<string, string>) =>
    (await source.ask(question, params, signal)).rows;
  const [one, other] = await Promise.all([
    readAttributes(source, from, signal),
    readAttributes(source, to, signal),
  ]);
  if (!one || !other) return { missing: one ? to : from };
  const both = { from, to };
  const [gap, difference, moving, fromAsked, toAsked, fromAsks, toAsks, cost] = await Promise.all([
    ask("gap", both),
    ask("difference", both),
    ask("duties-moving-up", both),
    readAsked(source, from, signal),
    readAsked(source, to, signal),
    ask("qualifications", { class: one.classId }),
    ask("qualifications", { class: other.classId }),
    readCost(source, from, to),
  ]);
  const mappings = texts(gap, "mapping");
  const told = grouped(await select(source, WORDS, { mappings }, signal), "mapping");
  const wanted = new Set(toAsked.map((each) => each.competency));
  const scales = [...fromAsked, ...toAsked].flatMap(({ scaleId }) => scaleId ?? []);
  return {
    from: { id: from, title: one.title, attributes: one.attributes },
    to: { id: to, title: other.title, attributes: other.attributes },
    entries: gap.map((row) => entryOf(row, fromAsked, toAsked, told)),
    dropped: fromAsked.filter((each) => !wanted.has(each.competency)),
    steps: await readSteps(source, [...new Set(scales)], signal),
    duties: dutyPairs(moving),
    qualifications: qualificationPairs(
      qualificationsOf(fromAsks, from),
      qualificationsOf(toAsks, to),
    ),
    other: othersOf(difference),
    cost,
  };
}

function entryOf(
  row: Row,
  from: readonly Asked[],
  to: readonly Asked[],
  told: ReadonlyMap<string, readonly Row[]>,
): Entry {
  const iri = String(row["iri"]);
  const mapping = textOf(row, "mapping");
  const stands = textOf(row, "from_competency");
  const word = mapping ? (told.get(mapping)?.[0] ?? {}) : {};
  const level = textOf(row, "from_level");
  return {
    iri,
    outcome: OUTCOMES.find((each) => each === row["outcome"]) ?? "not comparable",
    competency: String(row["competency"]),
    core: row["core"] === "yes",
    fromLevel: level,
    toLevel: textOf(row, "to_level"),
    from: from.find(
      (each) =>
        (stands === null ? each.competency === iri : each.name === stands) && each.level === level,
    ) ?? null,
    to: to.find((each) => each.competency === iri) ?? null,
    rise: numberOf(row, "levels_to_rise"),
    riseAtMost: numberOf(row, "levels_at_most"),
    fromGuidance: textOf(row, "from_guidance"),
    toGuidance: textOf(row, "to_guidance"),
    reason: textOf(row, "reason"),
    word: mapping
      ? {
          fromCompetency: stands ?? "",
          relation: textOf(row, "relation"),
          mapping,
          author: textOf(word, "author"),
          confidence: textOf(word, "confidence"),
          comment: textOf(word, "comment"),
          interval: textOf(row, "interval"),
          justification: textOf(row, "justification"),
        }
      : null,
  };
}

/** Duties of both in the order of the goal; what only the start has stands last. */
export function dutyPairs(rows: readonly Row[]): Pair[] {
  const of = (change: string) => rows.filter((row) => row["change"] === change);
  const place = (row: Row) => numberOf(row, "position") ?? Infinity;
  const continued = of("continue").map((row) => ({ row, text: String(row["duty"]) }));
  const starts = of("start");
  const stops = of("stop");
  const words = (list: readonly Row[]) => list.map((row) => String(row["duty"]));
  const pairs = new Map(alike(words(stops), words(starts)).map(([i, j]) => [j, i]));
  const reworded = new Set(pairs.values());
  const group = (row: Row | undefined) => (row ? texts([row], "group") : []);
  const goal = [
    ...continued.map(({ row, text }) => ({
      place: place(row),
      pair: pairOf("continues", text, text, group(row), group(row)),
    })),
    ...starts.map((row, j) => {
      const stop = stops[pairs.get(j) ?? -1];
      const after = String(row["duty"]);
      return {
        place: place(row),
        pair: stop
          ? pairOf("reworded", String(stop["duty"]), after, group(stop), group(row))
          : pairOf("starts", null, after, [], group(row)),
      };
    }),
  ].sort((one, other) => (one.place === other.place ? 0 : one.place - other.place));
  return [
    ...goal.map(({ pair }) => pair),
    ...stops.flatMap((row, i) =>
      reworded.has(i) ? [] : [pairOf("stops", String(row["duty"]), null, group(row), [])],
    ),
  ];
}

/** Qualifications of both: word for word the same, reworded, or of one alone. */
export function qualificationPairs(
  from: readonly Qualification[],
  to: readonly Qualification[],
): Pair[] {
  const tags = (each: Qualification | undefined) =>
    each ? [each.kind, each.modality ?? ""].filter(Boolean) : [];
  const left = from.map((each) => each.asks);
  const right = to.map((each) => each.asks);
  const ofOneKind = (i: number, j: number) => from[i]?.kind === to[j]?.kind;
  const pairs = new Map(alike(left, right, ofOneKind).map(([i, j]) => [j, i]));
  const used = new Set(pairs.values());
  return [
    ...to.map((each, j) => {
      const before = from[pairs.get(j) ?? -1];
      const change = !before ? "starts" : before.asks === each.asks ? "continues" : "reworded";
      return pairOf(change, before?.asks ?? null, each.asks, tags(before), tags(each));
    }),
    ...from.flatMap((each, i) =>
      used.has(i) ? [] : [pairOf("stops", each.asks, null, tags(each), [])],
    ),
  ];
}

function pairOf(
  change: Change,
  before: string | null,
  after: string | null,
  beforeTags: string[],
  afterTags: string[],
): Pair {
  return { change, before, after, beforeTags, afterTags };
}

/** What the question "difference" says of neither duties, competencies nor qualifications. */
function othersOf(rows: readonly Row[]): Comparison["other"] {
  const shown = new Set(["duty", "competency", "level", "qualification"]);
  const parts = grouped(rows.filter((row) => !shown.has(String(row["part"]))), "part");
  return [...parts].map(([name, group]) => ({
    name,
    from: texts(group, "from_value"),
    to: texts(group, "to_value"),
  }));
}

/** The cost of the move, where the lattice has it: not of every pair of thousands. */
async function readCost(source: Source, from: string, to: string): Promise<Cost | null> {
  const data = await source.resource<LatticeData>("lattice").catch(() => null);
  if (!data) return null;
  const [start, goal] = [from, to].map((id) => data.nodes.findIndex((node) => node.id === id));
  const move = data.moves.find((each) => each[0] === start && each[1] === goal);
  return move
    ? { total: move[2], words: data.words[move[3]] ?? "", next: move[4] === 1 }
    : null;
}

/** Who says that two competencies correspond, how surely and why. */
const WORDS = sparql`
SELECT DISTINCT ?mapping ?author ?confidence ?comment
WHERE {
  VALUES ?mapping { ${things("mappings")} }
  OPTIONAL { ?mapping pav:authoredBy ?by }
  OPTIONAL { ?mapping sssom:mapping_tool ?tool }
  OPTIONAL { ?mapping sssom:reviewer_label ?reviewer }
  OPTIONAL { ?mapping sssom:confidence ?sure }
  OPTIONAL { ?mapping rdfs:comment ?remark }
  BIND(COALESCE(STR(?reviewer), REPLACE(STR(?by), "^.*[/#]", ""), STR(?tool)) AS ?author)
  BIND(STR(?sure) AS ?confidence)
  BIND(STR(?remark) AS ?comment)
}
ORDER BY ?mapping ?author ?comment
`;
