// Where documents say a thing: places by fact, and the one to show first.

import { numberOf, select, sparql, textOf, things } from "./asking";
import type { Source } from "./source";
import type { Row } from "./types";

/** Words of a document; offsets count code points. */
export interface Place {
  document: string;
  /** The document's file. */
  name: string;
  line: number;
  start: number;
  end: number;
  /** Which property of the fact the words state; null for the fact as a whole. */
  about: string | null;
}

/** The places that facts rest on. */
export type Places = ReadonlyMap<string, readonly Place[]>;

/** What the question "source" calls a quote that is not of one property. */
const WHOLE = new Set([
  "itself", "duty", "competency", "qualification", "statement", "pay", "detail", "",
]);

/** Places by fact, from the rows of the question "source" or of `PLACES`. */
export function placesIn(rows: readonly Row[]): Places {
  const found = new Map<string, Place[]>();
  for (const row of rows) {
    const fact = String(row["fact"]);
    const about = textOf(row, "about") ?? "";
    const place = {
      document: String(row["source"]),
      name: String(row["document"]),
      line: numberOf(row, "line") ?? 1,
      start: numberOf(row, "start") ?? 0,
      end: numberOf(row, "end") ?? 0,
      about: WHOLE.has(about) ? null : about,
    };
    const places = found.get(fact);
    if (places) places.push(place);
    else found.set(fact, [place]);
  }
  return found;
}

/** The places of many facts. */
export async function placesOf(
  source: Source,
  facts: readonly string[],
  signal?: AbortSignal,
): Promise<Places> {
  return placesIn(await select(source, PLACES, { facts }, signal));
}

/**
 * The place to show first: of *about* where that is given, else of the fact as a whole, in *line*
 * where one of them is there; null if the fact has none.
 */
export function bestPlace(
  places: readonly Place[] | undefined,
  { line = null, about = null }: { line?: number | null; about?: string | null } = {},
): Place | null {
  const fitting = (places ?? []).filter((each) => each.about === about);
  const among = fitting.length || about !== null ? fitting : (places ?? []);
  return among.find((each) => each.line === line) ?? among[0] ?? null;
}

/** The place of a level's own words, else of the level itself. */
export function definedAt(places: Places, step: { id: string }): Place | null {
  const own = places.get(step.id);
  return bestPlace(own, { about: "definition" }) ?? bestPlace(own);
}

const PLACES = sparql`
SELECT DISTINCT ?fact ?about ?document ?line ?start ?end ?source
WHERE {
  VALUES ?fact { ${things("facts")} }
  ?fact prov:wasQuotedFrom ?span .
  ?span oa:hasSource ?source ;
    career:line ?line ;
    oa:hasSelector ?position .
  ?position oa:start ?start ;
    oa:end ?end .
  OPTIONAL { ?source career:fileName ?fileName }
  OPTIONAL { ?source dcterms:title ?title }
  BIND(COALESCE(STR(?fileName), STR(?title), STR(?source)) AS ?document)
  OPTIONAL { ?span career:evidenceProperty ?told }
  BIND(REPLACE(STR(?told), "^.*[/#]", "") AS ?about)
}
ORDER BY ?document ?start ?end ?about ?fact
`;
