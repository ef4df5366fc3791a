// Which class-grade asks for which competency at which level: the cells, and the order of both.

import type { LatticeData, LatticeNode } from "../../types";

/** A scale: its levels from the lowest up. */
export interface Scale {
  iri: string;
  label: string;
  levels: { notation: string; rank: number | null }[];
}

/** What a class-grade asks for in one competency. */
export interface Asked {
  /** The level as its publisher writes it; null is required without a level. */
  level: string | null;
  rank: number | null;
  scale: string | null;
}

/** A competency that is asked for; *id* is its IRI. */
export interface Wanted {
  id: string;
  label: string;
}

export interface Grid {
  rows: LatticeNode[];
  columns: Wanted[];
  /** By class-grade, then by competency. */
  cells: Map<string, Map<string, Asked>>;
}

export const ROW_ORDERS = ["grade", "similarity", "alphabet"] as const;
export const COLUMN_ORDERS = ["frequency", "rows", "similarity", "alphabet"] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];
export type ColumnOrder = (typeof COLUMN_ORDERS)[number];

/** A row of the query that `index.tsx` asks. */
export interface LevelRow {
  class_grade: string;
  competency: string;
  level: string | null;
  rank: number | null;
  scale: string | null;
}

/** The cells; where one competency is asked for twice, the highest level that is stated counts. */
export function cellsOf(rows: readonly LevelRow[]): Map<string, Map<string, Asked>> {
  const cells = new Map<string, Map<string, Asked>>();
  for (const { class_grade, competency, level, rank, scale } of rows) {
    let row = cells.get(class_grade);
    if (!row) cells.set(class_grade, (row = new Map()));
    const before = row.get(competency);
    const higher = !before || (level !== null && (before.level === null || (rank ?? 0) > (before.rank ?? 0)));
    if (higher) row.set(competency, { level, rank, scale });
  }
  return cells;
}

/** The part of a scale that a level reaches, from 1 for the lowest to *steps* for the highest. */
export function shade(asked: Asked, scales: ReadonlyMap<string, Scale>, steps = 5): number | null {
  const scale = asked.scale === null ? undefined : scales.get(asked.scale);
  const at = scale?.levels.findIndex((each) => each.notation === asked.level) ?? -1;
  if (!scale || at < 0 || scale.levels[at]?.rank === null) return null;
  const last = scale.levels.length - 1;
  return last === 0 ? steps : 1 + Math.round((at / last) * (steps - 1));
}

/** Rows in an order; equals by title and grade. */
export function orderRows(
  data: LatticeData,
  rows: readonly LatticeNode[],
  cells: Grid["cells"],
  order: RowOrder,
): LatticeNode[] {
  const byName = [...rows].sort(
    (a, b) =>
      compare(a.title, b.title) ||
      (a.rank ?? Infinity) - (b.rank ?? Infinity) ||
      compare(a.id, b.id),
  );
  if (order === "alphabet") return byName;
  // Ranks are places in one structure, and say nothing between two.
  const structure = (node: LatticeNode) =>
    node.structure === null ? "\uffff" : (data.structures[node.structure]?.label ?? "");
  const byGrade = byName.sort(
    (a, b) =>
      compare(structure(a), structure(b)) ||
      (a.structure ?? -1) - (b.structure ?? -1) ||
      (a.rank ?? Infinity) - (b.rank ?? Infinity),
  );
  if (order === "grade") return byGrade;
  const sets = byGrade.map((node) => new Set(cells.get(node.id)?.keys() ?? []));
  return chain(sets).map((at) => byGrade[at] as LatticeNode);
}

/** Columns in an order; equals by the alphabet. */
export function orderColumns(
  columns: readonly Wanted[],
  rows: readonly LatticeNode[],
  cells: Grid["cells"],
  order: ColumnOrder,
): Wanted[] {
  const byName = [...columns].sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
  if (order === "alphabet") return byName;
  const askers = new Map<string, Set<string>>(byName.map(({ id }) => [id, new Set()]));
  const first = new Map<string, number>();
  rows.forEach((row, at) => {
    for (const id of cells.get(row.id)?.keys() ?? []) {
      askers.get(id)?.add(row.id);
      if (!first.has(id)) first.set(id, at);
    }
  });
  if (order === "rows")
    return byName.sort((a, b) => (first.get(a.id) ?? Infinity) - (first.get(b.id) ?? Infinity));
  const byCount = byName.sort(
    (a, b) => (askers.get(b.id)?.size ?? 0) - (askers.get(a.id)?.size ?? 0),
  );
  if (order === "frequency") return byCount;
  const sets = byCount.map(({ id }) => askers.get(id) ?? new Set<string>());
  return chain(sets).map((at) => byCount[at] as Wanted);
}

/**
 * Places of sets so that neighbours share much: from the first, always to the one most like it;
 * of equals, to the one most like any before.
 */
export function chain(sets: readonly ReadonlySet<string>[]): number[] {
  const left = new Set(sets.keys());
  const likest = new Map<number, number>();
  const order: number[] = [];
  let at: number | undefined = sets.length ? 0 : undefined;
  while (at !== undefined) {
    order.push(at);
    left.delete(at);
    const from: ReadonlySet<string> = sets[at] ?? new Set();
    let best: { other: number; like: number; before: number } | undefined;
    for (const other of left) {
      const like = likeness(from, sets[other] ?? new Set());
      const before = Math.max(likest.get(other) ?? 0, like);
      likest.set(other, before);
      if (!best || like > best.like || (like === best.like && before > best.before))
        best = { other, like, before };
    }
    at = best?.other;
  }
  return order;
}

/** The share of two sets that is in both. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const each of small) if (large.has(each)) both += 1;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}

const collator = new Intl.Collator("en", { numeric: true });
const compare = (a: string, b: string): number => collator.compare(a, b);
