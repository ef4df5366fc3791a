import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { classGradeLink, competencyLink } from "../../links";
import { called } from "../lattice/choice";
import { type Grid, type Scale, shade } from "./grid";
import { inWords, marksOf, UNLEVELED } from "./marks";

/** Rows that are put into the page at once; the next follow with the next picture. */
const AT_ONCE = 30;

/**
 * The table itself. One of its links is in the order of the tab key; the arrow keys go to the
 * next one in the row or column.
 */
export function HeatTable(props: {
  grid: Grid;
  scales: ReadonlyMap<string, Scale>;
  /** The address that selects a cell; it changes with *linkKey*. */
  link: (classGrade: string, competency: string) => string;
  linkKey: string;
  at: string;
  of: string;
}) {
  const { grid, scales, link, linkKey, at, of } = props;
  const box = useRef<HTMLDivElement>(null);
  const marks = useMemo(
    () => new Map([...scales.values()].map((scale) => [scale.iri, marksOf(scale)])),
    [scales],
  );
  const shown = useGrowing(grid.rows.length, grid);
  // The same elements again are passed over, so that a row that stands is not drawn anew.
  const rows = useMemo(
    () =>
      grid.rows.map((row) => {
        const asked = grid.cells.get(row.id);
        return (
          <tr key={row.id}>
            <th scope="row">
              <a href={classGradeLink(row.id)} tabIndex={-1} title={called(row)}>
                <RowName name={called(row)} grade={row.grade} />
              </a>
            </th>
            {grid.columns.map(({ id }) => {
              const cell = asked?.get(id);
              if (!cell) return <td key={id} />;
              const step = shade(cell, scales);
              const mark =
                cell.level === null
                  ? UNLEVELED
                  : (marks.get(cell.scale ?? "")?.get(cell.level) ?? cell.level);
              return (
                <td key={id} class={`heat heat-${step ?? 0}`}>
                  <a href={link(row.id, id)} tabIndex={-1} data-at={row.id} data-of={id}>
                    {cell.level === mark ? (
                      mark
                    ) : (
                      <>
                        <span aria-hidden="true">{mark}</span>
                        <span class="unseen">{inWords(cell, scales)}</span>
                      </>
                    )}
                  </a>
                </td>
              );
            })}
          </tr>
        );
      }),
    [grid, scales, marks, linkKey],
  );

  useEffect(() => {
    const links = box.current?.querySelectorAll<HTMLAnchorElement>("td a") ?? [];
    const chosen = [...links].find((a) => a.dataset["at"] === at && a.dataset["of"] === of);
    chosen?.setAttribute("aria-current", "true");
    const first = chosen ?? box.current?.querySelector<HTMLAnchorElement>("tbody a");
    if (first && !box.current?.querySelector('a[tabindex="0"]')) first.tabIndex = 0;
    return () => chosen?.removeAttribute("aria-current");
  }, [rows, shown, at, of]);

  return (
    <div
      class="scroll heat-scroll"
      ref={box}
      role="region"
      aria-label="Class-grades and competencies"
      tabIndex={0}
      onKeyDown={(event) => {
        const link = event.target instanceof HTMLAnchorElement ? event.target : null;
        const next = link && !modified(event) && neighbour(link, event.key);
        if (!next) return;
        event.preventDefault();
        next.focus();
      }}
      onFocusIn={(event) => {
        if (!(event.target instanceof HTMLAnchorElement)) return;
        for (const each of box.current?.querySelectorAll<HTMLAnchorElement>('a[tabindex="0"]') ?? [])
          each.tabIndex = -1;
        event.target.tabIndex = 0;
      }}
    >
      <table class="heat-table">
        <caption class="unseen">
          Levels of competencies that class-grades ask for; an empty cell is not required
        </caption>
        <thead>
          <tr>
            <th scope="col" class="corner">
              Class-grade
            </th>
            {grid.columns.map(({ id, label }) => (
              <th scope="col" key={id} class="competency">
                <a href={competencyLink(id)} tabIndex={-1} dir="auto" title={label}>
                  {label}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.slice(0, shown)}</tbody>
      </table>
    </div>
  );
}

/** A class-grade's name: its title may be cut, the grade at its end is always there. */
function RowName(props: { name: string; grade: string | null }) {
  const { name, grade } = props;
  const at = grade === null ? -1 : name.lastIndexOf(", ");
  const tail = at < 0 ? "" : name.slice(at + 2);
  if (!tail || !tail.toLowerCase().endsWith(grade?.toLowerCase() ?? ""))
    return (
      <span class="title" dir="auto">
        {name}
      </span>
    );
  return (
    <>
      <span class="title" dir="auto">
        {name.slice(0, at)}
        <span class="unseen">, </span>
      </span>
      <span class="grade" dir="auto">
        {tail}
      </span>
    </>
  );
}

const modified = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

/** The link that a key leads to; null where the key leads nowhere. */
function neighbour(link: HTMLAnchorElement, key: string): HTMLAnchorElement | null {
  const cell = link.closest<HTMLTableCellElement>("td, th");
  const row = cell?.parentElement;
  const table = cell?.closest("table");
  if (!cell || !(row instanceof HTMLTableRowElement) || !table) return null;
  const along = (cells: Iterable<Element | undefined>) => {
    for (const each of cells) {
      const found = each?.querySelector("a");
      if (found) return found;
    }
    return null;
  };
  const cells = [...row.cells];
  const column = () => [...table.rows].map((each) => each.cells[cell.cellIndex]);
  switch (key) {
    case "ArrowRight":
      return along(cells.slice(cell.cellIndex + 1));
    case "ArrowLeft":
      return along(cells.slice(0, cell.cellIndex).reverse());
    case "ArrowDown":
      return along(column().slice(row.rowIndex + 1));
    case "ArrowUp":
      return along(column().slice(0, row.rowIndex).reverse());
    case "Home":
      return along(cells);
    case "End":
      return along(cells.reverse());
    default:
      return null;
  }
}

/** A number that grows to *goal*, a little with each picture; it begins anew with another *of*. */
function useGrowing(goal: number, of: unknown): number {
  const [now, setNow] = useState({ of, count: AT_ONCE });
  const count = now.of === of ? now.count : AT_ONCE;
  useEffect(() => {
    if (count >= goal) return;
    const timer = setTimeout(() => setNow({ of, count: count + AT_ONCE }));
    return () => clearTimeout(timer);
  }, [goal, of, count]);
  return count;
}
