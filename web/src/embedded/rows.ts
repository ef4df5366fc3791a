// SPARQL results as rows of plain values, as the server's API gives them.

import { shortId } from "../links";
import type { Answer, SparqlJson, Term, Value } from "../types";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  (
    "integer decimal double float int long short byte nonNegativeInteger positiveInteger" +
    " unsignedInt unsignedLong unsignedShort unsignedByte negativeInteger nonPositiveInteger"
  )
    .split(" ")
    .map((name) => XSD + name),
);

/** The rows of a SELECT. */
export function rowsOf(json: SparqlJson): Answer {
  const columns = json.head.vars ?? [];
  const rows = (json.results?.bindings ?? []).map((binding) =>
    Object.fromEntries(columns.map((column) => [column, valueOf(binding[column])])),
  );
  return { columns, rows };
}

function valueOf(term: Term | undefined): Value {
  if (!term) return null;
  if (term.type === "uri") return shortId(term.value);
  const { value, datatype = "" } = term;
  if (NUMBERS.has(datatype) && value.trim() !== "" && Number.isFinite(Number(value)))
    return Number(value);
  if (datatype === `${XSD}boolean`) return value === "true" || value === "1";
  return value;
}
