// Queries of a view's own, for what no question gives: fixed text with slots, and terms in them.

import { term } from "./embedded/binding";
import { rowsOf } from "./embedded/rows";
import { type Source, SourceError } from "./source";
import type { Parameter, Row } from "./types";

/** A query cut at its slots; no text is ever pasted into it. */
export interface Template {
  texts: readonly string[];
  slots: readonly Slot[];
}

interface Slot {
  name: string;
  type: Parameter["type"];
}

const PREFIXES = {
  career: "https://w3id.org/careerlattice/ontology#",
  dcterms: "http://purl.org/dc/terms/",
  oa: "http://www.w3.org/ns/oa#",
  owl: "http://www.w3.org/2002/07/owl#",
  pav: "http://purl.org/pav/",
  prov: "http://www.w3.org/ns/prov#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  sssom: "https://w3id.org/sssom/",
};

const HEAD = Object.entries(PREFIXES)
  .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`)
  .join("");

/** A slot for things: class-grades and classes by their identifiers, others by IRI. */
export const things = (name: string): Slot => ({ name, type: "thing" });

/** A query with slots, each of which stands where terms may stand, such as in VALUES. */
export function sparql(texts: TemplateStringsArray, ...slots: Slot[]): Template {
  return { texts: [...texts], slots };
}

/** The text of a query with the terms of *given* in its slots, one or many in each. */
export function filled(template: Template, given: Record<string, string | readonly string[]>): string {
  const terms = template.slots.map(({ name, type }) => {
    const value = given[name];
    if (value === undefined) throw new SourceError(`The query needs ${name}.`);
    const parameter = { name, type, required: true, description: "", example: null };
    return [value].flat().map((each) => term(parameter, each)).join(" ");
  });
  return HEAD + template.texts.map((text, at) => text + (terms[at] ?? "")).join("");
}

/** Whether a text can name a thing at all: an identifier, or an IRI. */
export function names(text: string): boolean {
  try {
    return term({ ...things(text), required: true, description: "", example: null }, text) !== "";
  } catch {
    return false;
  }
}

/** The rows that answer a query, with values as a question's answer has them. */
export async function select(
  source: Source,
  template: Template,
  given: Record<string, string | readonly string[]>,
  signal?: AbortSignal,
): Promise<Row[]> {
  // Nothing is asked about nothing.
  if (Object.values(given).some((each) => !each.length)) return [];
  const answer = await source.query(filled(template, given), signal);
  return answer.kind === "rows" ? rowsOf(answer.json).rows : [];
}

/** A value as text; null where there is none. */
export const textOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return value === null || value === undefined || value === "" ? null : String(value);
};

/** A value as a number; null where it is none. */
export const numberOf = (row: Row, column: string): number | null => {
  const value = row[column];
  return typeof value === "number" ? value : null;
};

/** Rows by the value of a column, in the order in which the values first come. */
export function grouped(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column] ?? "");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** The different texts of a column, in order, without the missing ones. */
export function texts(rows: readonly Row[], column: string): string[] {
  return [...new Set(rows.map((row) => textOf(row, column)).filter((each) => each !== null))];
}
