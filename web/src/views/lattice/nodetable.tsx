// The lattice as a table: what the picture shows, for those who would rather read.

import { classGradeLink } from "../../links";
import { Table } from "../../parts/table";
import type { LatticeData, Move } from "../../types";
import { called } from "./choice";

/** More rows than these are no help to anybody. */
const MOST_ROWS = 2000;

export function NodeTable(props: { data: LatticeData; nodes: readonly number[]; moves: readonly Move[] }) {
  const { data, nodes, moves } = props;
  // The cheapest first, so the first of each is its cheapest.
  const cheapest = new Map<number, Move>();
  const next = new Map<number, Move[]>();
  for (const move of moves) {
    if (!cheapest.has(move[0])) cheapest.set(move[0], move);
    if (move[4] === 1) next.set(move[0], [...(next.get(move[0]) ?? []), move]);
  }
  const way = (move: Move) => {
    const to = data.nodes[move[1]];
    return (
      to && (
        <span key={to.id}>
          <a href={classGradeLink(to.id)} dir="auto">
            {called(to)}
          </a>{" "}
          at {move[2]}
        </span>
      )
    );
  };
  return (
    <>
      {nodes.length > MOST_ROWS && (
        <p class="muted">The first {MOST_ROWS.toLocaleString("en")} are listed.</p>
      )}
      <Table
        caption="Class-grades, with the next grade and the cheapest move from each"
        rows={nodes.slice(0, MOST_ROWS)}
        keyOf={(at) => data.nodes[at]?.id ?? at}
        columns={[
          { name: "Publisher", cell: (at) => data.publishers[data.nodes[at]?.publisher ?? -1]?.label },
          {
            name: "Class-grade",
            heads: true,
            cell: (at) => {
              const node = data.nodes[at];
              return (
                node && (
                  <a href={classGradeLink(node.id)} dir="auto">
                    {node.title}
                  </a>
                )
              );
            },
          },
          { name: "Grade", cell: (at) => data.nodes[at]?.grade ?? "none" },
          {
            name: "Competencies",
            numeric: true,
            cell: (at) => data.nodes[at]?.competencies.length ?? 0,
          },
          { name: "Next grade", cell: (at) => next.get(at)?.map(way) ?? "" },
          {
            name: "Cheapest move",
            cell: (at) => {
              const move = cheapest.get(at);
              return move ? way(move) : "";
            },
          },
        ]}
      />
    </>
  );
}
