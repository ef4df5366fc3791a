// Values become RDF terms, and terms stand in the query's slots: no value is ever pasted as text.

import { SourceError } from "../source";
import type { Parameter, Question } from "../types";

const ID = "https://w3id.org/careerlattice/id/";
const SEGMENT = "[A-Za-z0-9._~@-](?:[A-Za-z0-9._~@+-]|%[0-9A-Fa-f]{2})*";
const SHAPES = {
  "class-grade": { base: `${ID}class/`, segments: 3 },
  class: { base: `${ID}class/`, segments: 2 },
  publisher: { base: `${ID}publisher/`, segments: 1 },
} as const;
const SHORT = new RegExp(`^${SEGMENT}(?:/${SEGMENT}){1,2}$`);
const IRI = /^(?:https?:\/\/|urn:)[^\s<>"{}|^`\\]+$/;

/** The query of a question with the terms of *given* in its slots; UNDEF where nothing is given. */
export function bind(question: Question, given: Record<string, string>): string {
  const known = new Map(question.params.map((each) => [each.name, each]));
  for (const name of Object.keys(given))
    if (!known.has(name))
      throw new SourceError(`The question “${question.slug}” has no parameter “${name}”.`);
  const terms = new Map<string, string>();
  for (const each of question.params) {
    const value = given[each.name] ?? "";
    if (value === "" && each.required)
      throw new SourceError(`The question “${question.slug}” needs ${each.name}.`);
    terms.set(each.name, value === "" ? "UNDEF" : term(each, value));
  }
  return question.parts
    .map((part) => (typeof part === "string" ? part : ` ${terms.get(part.param) ?? "UNDEF"} `))
    .join("");
}

/** The term that a value stands for, as SPARQL writes it. */
export function term(parameter: Parameter, value: string): string {
  switch (parameter.type) {
    case "string":
      return literal(value);
    case "integer":
      if (!/^[+-]?[0-9]{1,18}$/.test(value)) throw wrong(parameter, value, "a whole number");
      return String(BigInt(value));
    case "date":
      if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) || Number.isNaN(Date.parse(value)))
        throw wrong(parameter, value, "a day such as 2009-05-26");
      return `"${value}"^^<http://www.w3.org/2001/XMLSchema#date>`;
    case "thing":
      if (SHORT.test(value)) return `<${ID}class/${value}>`;
      if (!IRI.test(value)) throw wrong(parameter, value, "an identifier, or an IRI");
      return `<${value}>`;
    default: {
      const { base, segments } = SHAPES[parameter.type];
      const local = value.startsWith(base) ? value.slice(base.length) : value;
      const shape = new RegExp(`^${Array(segments).fill(SEGMENT).join("/")}$`);
      if (!shape.test(local)) throw wrong(parameter, value, `a ${parameter.type}`);
      return `<${base}${local}>`;
    }
  }
}

function literal(text: string): string {
  const escapes: Record<string, string> = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
  };
  return `"${text.replace(/[\\"\n\r\t\b\f]/g, (each) => escapes[each] ?? each)}"`;
}

function wrong(parameter: Parameter, value: string, wanted: string): SourceError {
  return new SourceError(`“${value}” is not ${wanted}, which ${parameter.name} takes.`);
}
