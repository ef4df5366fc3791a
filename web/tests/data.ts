import type { LatticeData, LatticeNode, Move } from "../src/types";

/** A class-grade with what a test does not speak of left empty. */
export function node(id: string, about: Partial<LatticeNode> = {}): LatticeNode {
  return {
    id,
    title: id,
    class: 0,
    publisher: 0,
    grade: null,
    rank: null,
    structure: null,
    groups: [],
    units: [],
    competencies: [],
    pay: [],
    ...about,
  };
}

/** A lattice of these nodes; lists are named by their places. */
export function lattice(nodes: LatticeNode[], moves: Move[] = []): LatticeData {
  const list = (what: string, most: number) =>
    Array.from({ length: most + 1 }, (_, at) => ({ id: `${what}-${at}`, label: `${what} ${at}` }));
  const most = (numbers: number[]) => Math.max(-1, ...numbers);
  return {
    complete: true,
    nodes,
    moves,
    words: ["1 to gain"],
    publishers: list("publisher", most(nodes.map((each) => each.publisher))),
    classes: list("class", most(nodes.map((each) => each.class))),
    structures: list("structure", most(nodes.map((each) => each.structure ?? -1))),
    groups: list("group", most(nodes.flatMap((each) => each.groups))),
    units: list("unit", most(nodes.flatMap((each) => each.units))),
    competencies: list("competency", most(nodes.flatMap((each) => each.competencies))),
  };
}
