import { Loading, useLoaded } from "../../loading";
import { classGradeLink, compareLink, competencyLink } from "../../links";
import { LevelBar } from "../../parts/level";
import type { Source } from "../../source";
import type { LatticeData } from "../../types";
import { called } from "../lattice/choice";
import type { Grid, Scale } from "./grid";

/** More than these are not listed. */
const MOST = 60;

/** What is said of the selected cell: the level in words, and who else asks for the competency. */
export function Selected(props: {
  data: LatticeData;
  cells: Grid["cells"];
  scales: ReadonlyMap<string, Scale>;
  label: string;
  at: string;
  of: string;
  source: Source;
  onClose: () => void;
}) {
  const { data, cells, scales, label, at, of, source } = props;
  const node = data.nodes.find((each) => each.id === at);
  const asked = cells.get(at)?.get(of);
  const level = asked?.level ?? null;
  const meaning = useLoaded(`${of} ${level}`, async (signal) => {
    if (level === null) return [];
    const { rows } = await source.ask("level-meaning", { competency: label, level }, signal);
    return rows.filter((row) => row["iri"] === of && row["part"] === "level");
  });
  const others = data.nodes.filter((each) => each.id !== at && cells.get(each.id)?.has(of));
  const bar = (id: string) => {
    const cell = cells.get(id)?.get(of);
    const steps = cell?.scale ? scales.get(cell.scale)?.levels : undefined;
    const place = steps?.findIndex((each) => each.notation === cell?.level) ?? -1;
    return <LevelBar level={cell?.level ?? null} rank={place + 1} of={steps?.length ?? null} />;
  };
  return (
    <aside class="cell-details" aria-label="The selected cell">
      <button type="button" class="close" onClick={props.onClose}>
        Close
      </button>
      <h2 dir="auto">{label}</h2>
      <p>
        <a href={competencyLink(of)}>About the competency</a>
      </p>
      <p>
        <a href={classGradeLink(at)} dir="auto">
          {node ? called(node) : at}
        </a>{" "}
        {asked ? "asks for it:" : "does not ask for it."} {asked && bar(at)}
      </p>
      {level !== null && (
        <Loading of={meaning} what="what the level means">
          {(rows) =>
            rows.length > 0 ? (
              rows.map((row) => (
                <p class="meaning" dir="auto" key={String(row["text"])}>
                  {row["text"]}
                </p>
              ))
            ) : (
              <p class="muted">No document says what this level means here.</p>
            )
          }
        </Loading>
      )}
      <h3>Who else asks for it</h3>
      {others.length === 0 && <p class="none">Nobody else.</p>}
      <ul class="others">
        {others.slice(0, MOST).map((row) => (
          <li key={row.id}>
            <a href={classGradeLink(row.id)} dir="auto">
              {called(row)}
            </a>
            {bar(row.id)}
            <a href={compareLink(at, row.id)}>
              compare<span class="unseen"> with {called(row)}</span>
            </a>
          </li>
        ))}
      </ul>
      {others.length > MOST && <p class="muted">and {others.length - MOST} more</p>}
    </aside>
  );
}
