// What stands beside the picture: the selected class-grade, and the moves from it and to it.

import { useState } from "preact/hooks";
import { useLoaded } from "../../loading";
import { Table } from "../../parts/table";
import { Tag } from "../../parts/tag";
import { classGradeLink, compareLink, egoLink } from "../../links";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { LatticeData, Move } from "../../types";
import { called, fits } from "./choice";

/** So many moves are listed at first. */
const LISTED = 12;

interface Props {
  data: LatticeData;
  node: number;
  source: Source;
  budget: number | null;
  /** Whether the data hold all moves of this class-grade. */
  exact: boolean;
  select: (id: string) => string;
  onClose: () => void;
}

export function Beside(props: Props) {
  const { node: at, exact, source } = props;
  const id = props.data.nodes[at]?.id ?? "";
  // Of thousands the picture holds a few moves each; the source knows the others.
  const around = useLoaded(exact ? "" : id, async () =>
    exact ? null : source.resource<LatticeData>(`ego/${id}`).catch(() => null),
  );
  const more = around.state === "ready" ? around.value : null;
  const data = more ?? props.data;
  const here = more ? more.nodes.findIndex((each) => each.id === id) : at;
  const node = data.nodes[here];
  if (!node) return null;
  const moves = data.moves
    .filter((each) => fits(each[2], props.budget))
    .sort((one, other) => one[2] - other[2] || one[0] - other[0] || one[1] - other[1]);
  const pay = node.pay.join("; ");
  const codes = [
    ...node.groups.map((each) => data.groups[each]?.label),
    ...node.units.map((each) => data.units[each]?.label),
  ].filter(Boolean);
  return (
    <aside class="beside-lattice" aria-label="The selected class-grade">
      <div class="beside-head">
        <h2 dir="auto">{called(node)}</h2>
        <button type="button" class="no-print" onClick={props.onClose} aria-label="Close">
          ×
        </button>
      </div>
      <p class="muted">
        {[
          data.publishers[node.publisher]?.label,
          ...codes,
          pay,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <ul class="ways no-print">
        <li>
          <a href={classGradeLink(node.id)}>Open the class-grade</a>
        </li>
        <li>
          <a href={compareLink(node.id)}>Compare with another</a>
        </li>
        <li>
          <a href={egoLink(node.id)}>Only what is around it</a>
        </li>
      </ul>
      <MoveList {...props} data={data} title="Moves from here" node={here} moves={moves.filter((each) => each[0] === here)} />
      <MoveList {...props} data={data} title="Moves to here" node={here} moves={moves.filter((each) => each[1] === here)} />
    </aside>
  );
}

function MoveList(props: {
  data: LatticeData;
  title: string;
  node: number;
  moves: readonly Move[];
  select: (id: string) => string;
}) {
  const { data, moves, node } = props;
  const [all, setAll] = useState(false);
  const out = moves[0]?.[0] === node;
  const listed = all ? moves : moves.slice(0, LISTED);
  const selected = data.nodes[node]?.id ?? "";
  return (
    <section>
      <h3>
        {props.title} <span class="muted">({moves.length.toLocaleString("en")})</span>
      </h3>
      <Table
        caption={props.title}
        none="None."
        rows={listed}
        keyOf={(move) => `${selected} ${move[0]} ${move[1]}`}
        columns={[
          { name: "Cost", numeric: true, cell: (move) => move[2] },
          {
            name: out ? "To" : "From",
            cell: (move) => {
              const other = data.nodes[out ? move[1] : move[0]];
              if (!other) return null;
              const [from, to] = out ? [selected, other.id] : [other.id, selected];
              return (
                <>
                  <a href={props.select(other.id)} dir="auto">
                    {called(other)}
                  </a>{" "}
                  {move[4] === 1 && <Tag tone="good">next grade</Tag>}
                  {other.publisher !== data.nodes[node]?.publisher && (
                    <span class="muted"> {data.publishers[other.publisher]?.label}</span>
                  )}
                  <br />
                  <span class="words">{data.words[move[3]] ?? ""}</span>{" "}
                  <a class="no-print" href={compareLink(from, to)} aria-label={`Compare with ${called(other)}`}>
                    compare
                  </a>
                </>
              );
            },
          },
        ]}
      />
      {moves.length > LISTED && (
        <button type="button" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show all ${counted(moves.length, "move")}`}
        </button>
      )}
    </section>
  );
}
