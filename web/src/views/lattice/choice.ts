// What of the lattice the address asks for: which class-grades, which moves.

import type { LatticeData, LatticeNode, Move, Named } from "../../types";

/** The filters an address may hold, by the names of its parameters. */
export interface Choice {
  publisher: string;
  class: string;
  group: string;
  unit: string;
  competency: string;
  /** The most a move may cost; null is any cost. */
  budget: number | null;
}

export function choiceOf(params: Record<string, string>): Choice {
  const budget = params["budget"] ? Number(params["budget"]) : Number.NaN;
  return {
    publisher: params["publisher"] ?? "",
    class: params["class"] ?? "",
    group: params["group"] ?? "",
    unit: params["unit"] ?? "",
    competency: params["competency"] ?? "",
    budget: Number.isFinite(budget) && budget >= 0 ? budget : null,
  };
}

/** The places of the class-grades that fit, in the order of the data. */
export function chosenNodes(data: LatticeData, choice: Choice): number[] {
  const place = (list: readonly Named[], id: string) => list.findIndex((each) => each.id === id);
  const publisher = place(data.publishers, choice.publisher);
  const of = place(data.classes, choice.class);
  const group = place(data.groups, choice.group);
  const unit = place(data.units, choice.unit);
  const competency = place(data.competencies, choice.competency);
  return data.nodes.flatMap((node, at) =>
    (!choice.publisher || node.publisher === publisher) &&
    (!choice.class || node.class === of) &&
    (!choice.group || node.groups.includes(group)) &&
    (!choice.unit || node.units.includes(unit)) &&
    (!choice.competency || node.competencies.includes(competency))
      ? [at]
      : [],
  );
}

/** The moves between shown class-grades that the budget allows, the cheapest first. */
export function chosenMoves(
  data: LatticeData,
  shown: ReadonlySet<number>,
  budget: number | null,
): Move[] {
  return data.moves
    .filter(([from, to, cost]) => shown.has(from) && shown.has(to) && fits(cost, budget))
    .sort((one, other) => one[2] - other[2] || one[0] - other[0] || one[1] - other[1]);
}

/** Of the nodes around one class-grade those on its ladder, and those a move of it leads to. */
export function reached(
  data: LatticeData,
  nodes: readonly number[],
  ego: string,
  budget: number | null,
): number[] {
  const at = data.nodes.findIndex((node) => node.id === ego);
  const of = data.nodes[at]?.class;
  const near = new Set(
    data.moves
      .filter(([from, to, cost]) => (from === at || to === at) && fits(cost, budget))
      .flatMap(([from, to]) => [from, to]),
  );
  return nodes.filter((node) => near.has(node) || data.nodes[node]?.class === of);
}

export function fits(cost: number, budget: number | null): boolean {
  return budget === null || cost <= budget;
}

/** A class-grade as people call it: its title, with the grade unless the title says it. */
export function called(node: LatticeNode): string {
  const { title, grade } = node;
  if (grade === null || title.toLowerCase().endsWith(grade.toLowerCase())) return title;
  return `${title}, grade ${grade}`;
}
