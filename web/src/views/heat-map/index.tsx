// The heat map: class-grades × competencies, each cell the level asked for on its own scale.

import { useMemo } from "preact/hooks";
import { Loading, useLoaded } from "../../loading";
import { csv } from "../../parts/csv";
import { Download } from "../../parts/download";
import { Page } from "../../parts/page";
import { change, href, type Route } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { LatticeData, Named, SparqlJson } from "../../types";
import type { ViewProps } from "../../views";
import { called } from "../lattice/choice";
import {
  cellsOf,
  COLUMN_ORDERS,
  type ColumnOrder,
  type Grid,
  type LevelRow,
  orderColumns,
  orderRows,
  ROW_ORDERS,
  type RowOrder,
  type Scale,
} from "./grid";
import "./heat-map.css";
import { Legend } from "./legend";
import { Selected } from "./selected";
import { HeatTable } from "./table";

/** More cells than these are narrowed down until the reader asks for all. */
const MOST_CELLS = 6_000;

interface Levels {
  cells: Grid["cells"];
  scales: ReadonlyMap<string, Scale>;
  labels: ReadonlyMap<string, string>;
}

export default function HeatMapView({ route, source }: ViewProps) {
  const loaded = useLoaded("heat-map", async () => {
    const [data, levels] = await Promise.all([
      source.resource<LatticeData>("lattice"),
      levelsOf(source),
    ]);
    return { data, levels };
  });
  return (
    <Page title="Heat map" wide>
      <p class="no-print">
        Which class-grade asks for which competency, at which level. The darker a cell, the higher
        the level <em>on its own scale</em>; levels of two scales do not compare.
      </p>
      <Loading of={loaded} what="the levels">
        {({ data, levels }) => (
          <HeatMap data={data} levels={levels} route={route} source={source} />
        )}
      </Loading>
    </Page>
  );
}

function HeatMap(props: { data: LatticeData; levels: Levels; route: Route; source: Source }) {
  const { data, levels, route, source } = props;
  const choice = useMemo(() => chosen(data, levels, route.params), [data, levels, route.params]);
  const { publisher, class: of, group, words, rowOrder, columnOrder } = choice;
  const key = JSON.stringify(choice);
  const grid = useMemo<Grid>(() => {
    const nodes = nodesOf(data, choice);
    const rows = orderRows(data, nodes, levels.cells, rowOrder);
    const ids = new Set(rows.flatMap((row) => [...(levels.cells.get(row.id)?.keys() ?? [])]));
    const looked = words.toLowerCase();
    const wanted = [...ids]
      .map((id) => ({ id, label: levels.labels.get(id) ?? id }))
      .filter(({ label }) => label.toLowerCase().includes(looked));
    return { rows, columns: orderColumns(wanted, rows, levels.cells, columnOrder), cells: levels.cells };
  }, [data, levels, key]);
  const used = useMemo(() => scalesOf(grid, levels.scales), [grid, levels]);
  const asked = grid.rows.reduce(
    (sum, row) => sum + grid.columns.filter(({ id }) => grid.cells.get(row.id)?.has(id)).length,
    0,
  );
  const { at = "", of: column = "" } = route.params;
  const kept = { ...route.params, at: null, of: null };
  const empty = !grid.rows.length || !grid.columns.length;
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Choose route={route} name="publisher" label="Publisher" of={data.publishers} value={publisher} />
        <Choose route={route} name="class" label="Class" of={data.classes} value={of} />
        <Choose route={route} name="group" label="Occupational group" of={data.groups} value={group} />
        <label>
          Competencies with the words
          <input
            type="search"
            name="words"
            value={words}
            onInput={(event) =>
              change(route, { words: event.currentTarget.value }, { replace: true })
            }
          />
        </label>
        <label>
          Rows by
          <select
            name="rows"
            value={rowOrder}
            onChange={(event) => change(route, { rows: event.currentTarget.value })}
          >
            <option value="grade">grade</option>
            <option value="similarity">similarity</option>
            <option value="alphabet">alphabet</option>
          </select>
        </label>
        <label>
          Columns by
          <select
            name="columns"
            value={columnOrder}
            onChange={(event) => change(route, { columns: event.currentTarget.value })}
          >
            <option value="frequency">how many ask</option>
            <option value="rows">who asks first</option>
            <option value="similarity">similarity</option>
            <option value="alphabet">alphabet</option>
          </select>
        </label>
      </form>
      <p class="told" role="status">
        {counted(grid.rows.length, "class-grade")} × {counted(grid.columns.length, "competency", "competencies")},{" "}
        {counted(asked, "requirement")}.
        {choice.narrowed && (
          <>
            {" "}
            All together would be {choice.narrowed}.{" "}
            <a href={href("heat-map", "", { ...kept, all: "1" })}>Show all</a>
          </>
        )}
        {!choice.narrowed && (publisher || of || group || words) && (
          <>
            {" "}
            <a href={href("heat-map", "", { rows: route.params["rows"], columns: route.params["columns"] })}>
              Without filters
            </a>
          </>
        )}
      </p>
      {empty ? (
        <p class="none">No class-grade with a competency fits these filters.</p>
      ) : (
        <>
          <Legend scales={used.scales} unleveled={used.unleveled} />
          <p class="hint no-print">
            <Download name="heat-map.csv" media="text/csv" text={() => asCsv(grid, levels.scales)}>
              Download as CSV
            </Download>{" "}
            <span class="muted">In the table the arrow keys go from cell to cell, Enter shows one.</span>
          </p>
          <div class={at && column ? "heat-map with-cell" : "heat-map"}>
            <HeatTable
              grid={grid}
              scales={levels.scales}
              link={(row, id) => href("heat-map", "", { ...kept, at: row, of: id })}
              linkKey={JSON.stringify(kept)}
              at={at}
              of={column}
            />
            {at && column && (
              <Selected
                key={`${at} ${column}`}
                data={data}
                cells={levels.cells}
                scales={levels.scales}
                label={levels.labels.get(column) ?? column}
                at={at}
                of={column}
                source={source}
                onClose={() => change(route, { at: null, of: null })}
              />
            )}
          </div>
        </>
      )}
    </>
  );
}

function Choose(props: {
  route: Route;
  name: string;
  label: string;
  of: readonly Named[];
  value: string;
}) {
  const { route, name, label, of: options, value } = props;
  if (options.length < 2 && !value) return null;
  return (
    <label>
      {label}
      <select
        name={name}
        value={value}
        onChange={(event) =>
          change(route, { [name]: event.currentTarget.value, all: event.currentTarget.value ? null : "1" })
        }
      >
        <option value="">any</option>
        {value && !options.some((each) => each.id === value) && <option value={value}>{value}</option>}
        {options.map((each) => (
          <option key={each.id} value={each.id}>
            {each.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Choice {
  publisher: string;
  class: string;
  group: string;
  words: string;
  rowOrder: RowOrder;
  columnOrder: ColumnOrder;
  /** How much there would be without the filters that nobody chose; "" if none were set. */
  narrowed: string;
}

/** What the address asks for; of a large graph that nobody narrowed, one group or class. */
function chosen(data: LatticeData, levels: Levels, params: Record<string, string>): Choice {
  const choice: Choice = {
    publisher: params["publisher"] ?? "",
    class: params["class"] ?? "",
    group: params["group"] ?? "",
    words: params["words"] ?? "",
    rowOrder: ROW_ORDERS.find((each) => each === params["rows"]) ?? "grade",
    columnOrder: COLUMN_ORDERS.find((each) => each === params["columns"]) ?? "frequency",
    narrowed: "",
  };
  if (choice.class || choice.group || params["all"]) return choice;
  const nodes = nodesOf(data, choice);
  const wanted = new Set(nodes.flatMap((node) => [...(levels.cells.get(node.id)?.keys() ?? [])]));
  if (nodes.length * wanted.size <= MOST_CELLS) return choice;
  const narrowed = `${nodes.length.toLocaleString("en")} × ${wanted.size.toLocaleString("en")}`;
  const sizes = data.groups.map(({ id }, at) => ({
    id,
    size: nodes.filter((node) => node.groups.includes(at)).length,
  }));
  const largest = sizes.sort((a, b) => b.size - a.size)[0];
  if (largest && largest.size > 0) return { ...choice, group: largest.id, narrowed };
  const first = nodes[0];
  const family = first && data.classes[first.class];
  return family ? { ...choice, class: family.id, narrowed } : choice;
}

function nodesOf(data: LatticeData, choice: Choice) {
  const place = (list: readonly Named[], id: string) => list.findIndex((each) => each.id === id);
  const publisher = place(data.publishers, choice.publisher);
  const of = place(data.classes, choice.class);
  const group = place(data.groups, choice.group);
  return data.nodes.filter(
    (node) =>
      (!choice.publisher || node.publisher === publisher) &&
      (!choice.class || node.class === of) &&
      (!choice.group || node.groups.includes(group)),
  );
}

/** The scales of the cells, and whether some cells have no level. */
function scalesOf(grid: Grid, scales: ReadonlyMap<string, Scale>) {
  const found = new Set<string>();
  let unleveled = false;
  const columns = new Set(grid.columns.map(({ id }) => id));
  for (const row of grid.rows)
    for (const [id, { scale, level }] of grid.cells.get(row.id) ?? []) {
      if (!columns.has(id)) continue;
      if (level === null) unleveled = true;
      else if (scale !== null) found.add(scale);
    }
  return { scales: [...scales.values()].filter(({ iri }) => found.has(iri)), unleveled };
}

function asCsv(grid: Grid, scales: ReadonlyMap<string, Scale>): string {
  const rows = grid.rows.flatMap((row) =>
    grid.columns.flatMap(({ id, label }) => {
      const asked = grid.cells.get(row.id)?.get(id);
      if (!asked) return [];
      const scale = asked.scale === null ? null : scales.get(asked.scale)?.label;
      return [[row.id, called(row), id, label, asked.level, asked.rank, scale]];
    }),
  );
  return csv(
    ["class_grade", "title", "competency", "competency_label", "level", "rank", "scale"],
    rows,
  );
}

async function levelsOf(source: Source): Promise<Levels> {
  const [levels, steps, names] = await Promise.all(
    [LEVELS, SCALES, LABELS].map(async (query) => rowsOf(await source.query(query))),
  );
  const scales = new Map<string, Scale>();
  for (const { scale = "", label, notation = "", rank } of steps ?? []) {
    let known = scales.get(scale);
    if (!known) scales.set(scale, (known = { iri: scale, label: label ?? "scale", levels: [] }));
    known.levels.push({ notation, rank: rank === undefined ? null : Number(rank) });
  }
  const rows: LevelRow[] = (levels ?? []).map((row) => ({
    class_grade: row["class_grade"] ?? "",
    competency: row["competency"] ?? "",
    level: row["level"] ?? null,
    rank: row["rank"] === undefined ? null : Number(row["rank"]),
    scale: row["scale"] ?? null,
  }));
  const labels = new Map((names ?? []).map((row) => [row["competency"] ?? "", row["label"] ?? ""]));
  return { cells: cellsOf(rows), scales, labels };
}

function rowsOf(answer: { kind: string; json?: SparqlJson }): Record<string, string | undefined>[] {
  return (answer.json?.results?.bindings ?? []).map((binding) =>
    Object.fromEntries(Object.entries(binding).map(([name, term]) => [name, term.value])),
  );
}

const LEVELS = `
SELECT DISTINCT ?class_grade ?competency ?level ?rank ?scale
WHERE {
  ?own career:status career:inForce ;
    career:hasRequirement ?requirement .
  ?requirement career:competency ?competency .
  OPTIONAL {
    ?requirement career:level ?step .
    ?step skos:notation ?level .
    OPTIONAL { ?step skos:inScheme ?scale }
    OPTIONAL { ?step career:rank ?rank }
  }
  BIND(STRAFTER(STR(?own), "/id/class/") AS ?class_grade)
}
ORDER BY ?class_grade ?competency ?rank ?level`;

const SCALES = `
SELECT ?scale (MIN(STR(?name)) AS ?label) ?notation (MIN(?place) AS ?rank)
WHERE {
  ?step a career:ProficiencyLevel ;
    skos:inScheme ?scale ;
    skos:notation ?notation .
  OPTIONAL { ?scale skos:prefLabel ?name }
  OPTIONAL { ?step career:rank ?place }
  FILTER NOT EXISTS { ?step career:status career:superseded }
}
GROUP BY ?scale ?notation
ORDER BY ?scale ?rank ?notation`;

const LABELS = `
SELECT ?competency (MIN(STR(?name)) AS ?label)
WHERE {
  ?competency a career:Competency ;
    skos:prefLabel ?name .
}
GROUP BY ?competency`;
