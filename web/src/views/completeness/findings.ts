// What was found while documents were read, and what they lack: the answers put together.

import type { Source } from "../../source";
import type { DocumentEntry, Row, SparqlJson } from "../../types";

export const SEVERITIES = ["Violation", "Warning", "Info"] as const;

/** A finding of the reader, with the first place in the document that it points at. */
export interface Finding {
  iri: string;
  /** The document's IRI. */
  document: string;
  kind: string;
  severity: string;
  message: string;
  readAs: string | null;
  takenFor: string | null;
  line: number | null;
  start: number | null;
  end: number | null;
  /** The words it points at. */
  quote: string | null;
}

/** A part that no document states: of a class or class-grade. */
export interface Absence {
  document: string;
  missing: string;
  about: string;
}

/** How much of a document is accounted for, in percent of its characters that are not blank. */
export interface Coverage {
  characters: number;
  placed: number | null;
  label: number | null;
  unplaced: number | null;
  unplacedCharacters: number;
}

export interface Completeness {
  documents: DocumentEntry[];
  findings: Finding[];
  absences: Absence[];
  coverage: Map<string, Coverage>;
  unused: Row[];
}

/** Everything there is to say, of one publisher or of all. */
export async function completenessOf(
  source: Source,
  publisher: string,
  signal: AbortSignal,
): Promise<Completeness> {
  const params = { publisher };
  const documents = await source.resource<DocumentEntry[]>("documents");
  const wanted = documents.filter((each) => !publisher || each.publisher === publisher);
  // Of a publisher that there is not, nothing can be asked.
  if (publisher && !wanted.length)
    return { documents: [], findings: [], absences: [], coverage: new Map(), unused: [] };
  const [found, incomplete, coverage, unused] = await Promise.all([
    source.query(FINDINGS, signal),
    source.ask("incomplete", params, signal),
    source.ask("coverage", params, signal),
    source.ask("defined-and-used", params, signal),
  ]);
  const known = new Set(wanted.map(({ iri }) => iri));
  return {
    documents: wanted,
    findings: findingsOf(found.kind === "rows" ? found.json : null).filter(({ document }) =>
      known.has(document),
    ),
    absences: incomplete.rows
      .filter((row) => row["told_by"] === "graph")
      .map((row) => ({
        document: text(row["source"]),
        missing: text(row["missing"]),
        about: text(row["about"]),
      })),
    coverage: coverageOf(coverage.rows),
    unused: unused.rows,
  };
}

/** One finding for each IRI: the rows come with the earliest place first. */
export function findingsOf(json: SparqlJson | null): Finding[] {
  const found = new Map<string, Finding>();
  for (const row of json?.results?.bindings ?? []) {
    const value = (name: string) => row[name]?.value ?? null;
    const number = (name: string) => (row[name] ? Number(row[name].value) : null);
    const iri = value("finding") ?? "";
    if (found.has(iri)) continue;
    found.set(iri, {
      iri,
      document: value("document") ?? "",
      kind: value("kind") ?? "",
      severity: value("severity") ?? "",
      message: value("message") ?? "",
      readAs: value("read_as"),
      takenFor: value("taken_for"),
      line: number("line"),
      start: number("start"),
      end: number("end"),
      quote: value("quote"),
    });
  }
  return [...found.values()];
}

function coverageOf(rows: readonly Row[]): Map<string, Coverage> {
  const number = (row: Row, name: string) => (typeof row[name] === "number" ? row[name] : null);
  return new Map(
    rows.map((row) => [
      text(row["source"]),
      {
        characters: number(row, "characters") ?? 0,
        placed: number(row, "placed_percent"),
        label: number(row, "label_percent"),
        unplaced: number(row, "unplaced_percent"),
        unplacedCharacters: number(row, "unplaced") ?? 0,
      },
    ]),
  );
}

/** How often each thing is there, the most frequent first. */
export function countedBy<T>(all: readonly T[], by: (each: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(by(each), (counts.get(by(each)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en"));
}

const text = (value: Row[string] | undefined): string =>
  value === null || value === undefined ? "" : String(value);

const FINDINGS = `
SELECT DISTINCT ?finding ?document ?kind ?severity ?message ?read_as ?taken_for ?line ?start ?end ?quote
WHERE {
  ?finding a career:Finding ;
    career:inDocument ?document ;
    career:findingKind ?sort ;
    career:message ?message .
  OPTIONAL { ?sort rdfs:label ?label }
  BIND(COALESCE(STR(?label), STRAFTER(STR(?sort), "#")) AS ?kind)
  OPTIONAL { ?finding career:severity ?weight }
  BIND(REPLACE(STR(?weight), "^.*[/#]", "") AS ?severity)
  OPTIONAL { ?finding career:readAs ?read_as }
  OPTIONAL { ?finding career:takenFor ?taken_for }
  OPTIONAL {
    ?finding prov:wasQuotedFrom ?span .
    ?span oa:hasSource ?document ;
      career:line ?line ;
      oa:hasSelector ?position, ?words .
    ?position oa:start ?start ;
      oa:end ?end .
    ?words oa:exact ?quote .
  }
}
ORDER BY ?document ?start ?end ?finding`;
