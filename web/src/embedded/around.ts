// The lattice around one class-grade, cut out of the whole.

import { SourceError } from "../source";
import type { LatticeData, LatticeNode, Move } from "../types";

/** How many of the cheapest moves from it, and to it. */
const MOST = 24;

/** One class-grade, the cheapest moves from it and to it, and the rest of its ladder. */
export function around(whole: LatticeData, id: string): LatticeData {
  const at = whole.nodes.findIndex((node) => node.id === id);
  const own = whole.nodes[at];
  if (!own) throw new SourceError(`There is no class-grade “${id}” in force.`);
  const cheapest = (end: 0 | 1) =>
    whole.moves
      .filter((move) => move[end] === at)
      .sort((one, other) => one[2] - other[2])
      .slice(0, MOST)
      .map((move) => move[end === 0 ? 1 : 0]);
  const ladder = whole.nodes.flatMap((node, place) => (node.class === own.class ? [place] : []));
  const kept = [...new Set([at, ...cheapest(0), ...cheapest(1), ...ladder])].sort((a, b) => a - b);
  const place = new Map(kept.map((each, number) => [each, number]));
  const moves = whole.moves.flatMap(([from, to, ...rest]): Move[] => {
    const [start, goal] = [place.get(from), place.get(to)];
    const touches = from === at || to === at || rest[2] === 1;
    return start !== undefined && goal !== undefined && touches ? [[start, goal, ...rest]] : [];
  });
  const nodes = kept.map((each) => whole.nodes[each] as LatticeNode);
  return { ...whole, complete: false, nodes, moves };
}
