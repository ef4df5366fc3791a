// Answers of free queries in the forms that they are looked at and taken away in.

import { csv } from "../../parts/csv";
import type { SparqlJson, Term } from "../../types";

const XSD = "http://www.w3.org/2001/XMLSchema#";

/** SELECT's rows; the answer to an ASK is a table of one cell. */
export interface Rows {
  columns: string[];
  rows: Record<string, Term>[];
}

export function rowsOf(json: SparqlJson): Rows {
  if (json.boolean !== undefined) {
    const value = String(json.boolean);
    return {
      columns: ["answer"],
      rows: [{ answer: { type: "literal", value, datatype: `${XSD}boolean` } }],
    };
  }
  return { columns: json.head.vars ?? [], rows: json.results?.bindings ?? [] };
}

/** The number that a term is; null if it is none. */
export function numberOf(term: Term | undefined): number | null {
  if (term?.type !== "literal" || !term.datatype?.startsWith(XSD) || !term.value.trim()) return null;
  if (!/(?:decimal|double|float|int|integer|long|short|byte)$/i.test(term.datatype)) return null;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : null;
}

/** The rows as the SPARQL 1.1 CSV results format writes them. */
export const csvOf = ({ columns, rows }: Rows): string =>
  csv(
    columns,
    rows.map((row) => columns.map((column) => row[column]?.value)),
  );

/** Columns that hold numbers, and columns that name things: what a chart can be drawn of. */
export function chartable({ columns, rows }: Rows): { numbers: string[]; names: string[] } {
  const numbers = columns.filter(
    (column) =>
      rows.some((row) => row[column]) &&
      rows.every((row) => !row[column] || numberOf(row[column]) !== null),
  );
  return { numbers, names: columns.filter((column) => !numbers.includes(column)) };
}

/** Where an engine says that a query is wrong, counted from 1; null if it does not say. */
export function placeOf(message: string): { line: number; column: number } | null {
  const found = /\b(?:line\s+)?(\d+)(?::|,?\s+column\s+)(\d+)\b/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}
