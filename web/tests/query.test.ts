import { describe, expect, it } from "vitest";
import { csv } from "../src/parts/csv";
import { shortIri, thingLink } from "../src/parts/thing";
import type { Term, Vocabulary } from "../src/types";
import { chartable, csvOf, numberOf, placeOf, rowsOf } from "../src/views/query/answer";
import { completable, completer, withPrefixes } from "../src/views/query/completion";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const ID = "https://w3id.org/careerlattice/id/";
const number = (value: string, datatype = "integer"): Term => ({
  type: "literal",
  value,
  datatype: XSD + datatype,
});
const text = (value: string): Term => ({ type: "literal", value });
const PREFIXES = { career: "https://w3id.org/careerlattice/ontology#", skos: "http://www.w3.org/2004/02/skos/core#" };

describe("prefixes", () => {
  it("are declared where a query uses them and does not", () => {
    expect(withPrefixes("SELECT * { ?a skos:prefLabel ?b }", PREFIXES)).toBe(
      `PREFIX skos: <${PREFIXES.skos}>\nSELECT * { ?a skos:prefLabel ?b }`,
    );
  });

  it.each([
    "PREFIX skos: <http://example.org/> SELECT * { ?a skos:b ?c }",
    'SELECT * { ?a ?b "skos:prefLabel" }',
    "SELECT * { ?a ?b <skos:prefLabel> } # career:Duty",
    "SELECT * { ?skos ?b ?c }",
  ])("are left alone in %s", (query) => {
    expect(withPrefixes(query, PREFIXES)).toBe(query);
  });
});

describe("completion", () => {
  const term = (name: string, label: string) => ({
    iri: name,
    name,
    label,
    kind: "class" as const,
    definition: null,
  });
  const vocabulary: Vocabulary = {
    prefixes: PREFIXES,
    terms: [term("career:ClassGrade", "class-grade"), term("career:duty", "duty"), term("<x>", "x")],
  };
  const complete = completer(vocabulary);

  it("offers terms of the vocabulary by what their names begin with", () => {
    expect(complete("career:", "")).toEqual(["career:ClassGrade", "career:duty"]);
    expect(complete("career:cl", "")).toEqual(["career:ClassGrade"]);
    expect(complete("dut", "")).toEqual(["career:duty"]);
  });

  it("offers the variables of the query", () => {
    expect(complete("?g", "SELECT ?grade ?group { ?grade ?p ?g }")).toEqual(["?grade", "?group"]);
  });

  it.each([["career:D", true], ["?x", true], ["dut", true], ["SELECT", false], ["{", false], ["", false]])(
    "has %s to complete: %s",
    (token, is) => expect(completable(token)).toBe(is),
  );
});

describe("an answer", () => {
  it("to an ASK is one cell", () => {
    expect(rowsOf({ head: {}, boolean: true }).rows[0]?.["answer"]?.value).toBe("true");
  });

  it("knows its numbers", () => {
    expect(numberOf(number("12"))).toBe(12);
    expect(numberOf(number("1.5e1", "double"))).toBe(15);
    expect(numberOf(text("12"))).toBeNull();
    expect(numberOf(number("2009", "gYear"))).toBeNull();
    expect(numberOf(undefined)).toBeNull();
  });

  it("is charted by columns of numbers only", () => {
    const rows: Record<string, Term>[] = [{ n: number("1"), name: text("a"), mixed: number("1") }, { n: number("2"), mixed: text("b") }];
    const found = chartable({ columns: ["name", "n", "mixed", "empty"], rows });
    expect(found).toEqual({ numbers: ["n"], names: ["name", "mixed", "empty"] });
  });

  it("is CSV with what must be quoted in quotes", () => {
    const rows: Record<string, Term>[] = [{ a: text('say "x", y\nz') }, { b: number("2") }];
    expect(csvOf({ columns: ["a", "b"], rows })).toBe('a,b\r\n"say ""x"", y\nz",\r\n,2\r\n');
    expect(csv(["a"], [[null], [true], [0]])).toBe("a\r\n\r\ntrue\r\n0\r\n");
  });

  it("that is an error says where", () => {
    expect(placeOf("the query is not SPARQL 1.1: error at 3:15: expected")).toEqual({ line: 3, column: 15 });
    expect(placeOf("line 2, column 7 is wrong")).toEqual({ line: 2, column: 7 });
    expect(placeOf("too slow")).toBeNull();
  });
});

describe("a thing", () => {
  it.each([
    ["class/us-ct/6435cl/cl-16", "#/class-grade/us-ct/6435cl/cl-16"],
    ["class/us-ct/6435cl", "#/lattice?class=us-ct%2F6435cl"],
    ["publisher/us-ct", "#/lattice?publisher=us-ct"],
    ["document/us-ct/fe37", "#/document?id=us-ct%2Ffe37"],
  ])("%s has a page", (local, page) => expect(thingLink(ID + local)).toBe(page));

  it("without a page is described by a query", () => {
    expect(decodeURIComponent(thingLink("http://example.org/x"))).toBe(
      "#/query?query=DESCRIBE+<http://example.org/x>",
    );
  });

  it("is written shortly", () => {
    expect(shortIri(`${PREFIXES.career}Duty`, PREFIXES)).toBe("career:Duty");
    expect(shortIri(`${ID}class/us-ct/6435cl`)).toBe("class/us-ct/6435cl");
    expect(shortIri("http://example.org/x", PREFIXES)).toBe("http://example.org/x");
  });
});
