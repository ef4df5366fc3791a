import { describe, expect, it } from "vitest";
import { around } from "../src/embedded/around";
import { bind, term } from "../src/embedded/binding";
import { finder } from "../src/embedded/finding";
import { rowsOf } from "../src/embedded/rows";
import type { Hit, LatticeData, Parameter, Question } from "../src/types";

const parameter = (type: Parameter["type"], name = "x", required = true): Parameter => ({
  name,
  type,
  required,
  description: "",
  example: null,
});

describe("a value becomes a term", () => {
  const cases: [Parameter["type"], string, string][] = [
    ["class-grade", "us-xx/clerk/2", "<https://w3id.org/careerlattice/id/class/us-xx/clerk/2>"],
    [
      "class-grade",
      "https://w3id.org/careerlattice/id/class/us-xx/clerk/2",
      "<https://w3id.org/careerlattice/id/class/us-xx/clerk/2>",
    ],
    ["class", "us-xx/clerk", "<https://w3id.org/careerlattice/id/class/us-xx/clerk>"],
    ["publisher", "us-xx", "<https://w3id.org/careerlattice/id/publisher/us-xx>"],
    ["thing", "us-xx/clerk", "<https://w3id.org/careerlattice/id/class/us-xx/clerk>"],
    ["thing", "https://example.org/a", "<https://example.org/a>"],
    ["integer", "-07", "-7"],
    ["date", "2009-05-26", '"2009-05-26"^^<http://www.w3.org/2001/XMLSchema#date>'],
    ["string", 'a "b"\n\\', '"a \\"b\\"\\n\\\\"'],
    ["string", '" } DROP ALL #', '"\\" } DROP ALL #"'],
  ];
  it.each(cases)("%s %s", (type, value, written) => {
    expect(term(parameter(type), value)).toBe(written);
  });

  const wrong: [Parameter["type"], string][] = [
    ["class-grade", "us-xx/clerk"],
    ["class-grade", "us-xx/clerk/2> } #"],
    ["class", "us-xx/../clerk/x"],
    ["publisher", "us xx"],
    ["thing", "javascript:alert(1)"],
    ["thing", "https://example.org/a> <b"],
    ["integer", "1e3"],
    ["date", "2009-13-26"],
  ];
  it.each(wrong)("%s %s is refused", (type, value) => {
    expect(() => term(parameter(type), value)).toThrow("is not");
  });
});

describe("a question is bound", () => {
  const question = {
    slug: "gap",
    params: [parameter("class-grade", "from"), parameter("string", "words", false)],
    parts: ["VALUES ?from {", { param: "from" }, "} VALUES ?words {", { param: "words" }, "}"],
  } as unknown as Question;

  it("with the terms in its slots, and UNDEF where nothing is given", () => {
    expect(bind(question, { from: "us-xx/clerk/2" })).toBe(
      "VALUES ?from { <https://w3id.org/careerlattice/id/class/us-xx/clerk/2> }" +
        " VALUES ?words { UNDEF }",
    );
  });
  it("only with parameters that it has, and with all that it needs", () => {
    expect(() => bind(question, { from: "us-xx/clerk/2", to: "x" })).toThrow("no parameter");
    expect(() => bind(question, {})).toThrow("needs from");
  });
});

it("results become rows of plain values", () => {
  const xsd = "http://www.w3.org/2001/XMLSchema#";
  const answer = rowsOf({
    head: { vars: ["a", "b", "c", "d", "e"] },
    results: {
      bindings: [
        {
          a: { type: "uri", value: "https://w3id.org/careerlattice/id/class/us-xx/clerk/2" },
          b: { type: "literal", value: "12", datatype: `${xsd}integer` },
          c: { type: "literal", value: "true", datatype: `${xsd}boolean` },
          d: { type: "literal", value: "12" },
        },
      ],
    },
  });
  expect(answer.rows).toEqual([{ a: "us-xx/clerk/2", b: 12, c: true, d: "12", e: null }]);
});

describe("search without a server", () => {
  const hit = (kind: Hit["kind"], id: string, label: string): Hit => ({ kind, id, label, context: "" });
  const find = finder([
    hit("class", "us-xx/100", "Office Clerk"),
    hit("class", "us-xx/200", "Clerk"),
    hit("competency", "https://example.org/competency/9f", "Filing in the café"),
  ]);
  const labels = (typed: string) => find(typed, 10).map((each) => each.label);

  it("finds the beginnings of words, those that begin so first", () => {
    expect(labels("cle")).toEqual(["Clerk", "Office Clerk"]);
    expect(labels("CAFE fil")).toEqual(["Filing in the café"]);
    expect(labels("us-xx/100")).toEqual(["Office Clerk"]);
  });
  it("finds nothing for nothing, nor the hash of an IRI", () => {
    expect(labels("")).toEqual([]);
    expect(labels("9f")).toEqual([]);
  });
});

it("the lattice around a class-grade is its moves, its ladder, and the places kept right", () => {
  const node = (id: string, of: number) => ({ id, class: of }) as LatticeData["nodes"][number];
  const whole = {
    complete: true,
    nodes: [node("a/1", 0), node("a/2", 0), node("b/1", 1), node("c/1", 2)],
    moves: [
      [0, 1, 2, 0, 1],
      [2, 0, 5, 0, 0],
      [3, 2, 1, 0, 0],
    ],
  } as unknown as LatticeData;
  const found = around(whole, "b/1");
  expect(found.nodes.map((each) => each.id)).toEqual(["a/1", "b/1", "c/1"]);
  expect(found.moves).toEqual([
    [1, 0, 5, 0, 0],
    [2, 1, 1, 0, 0],
  ]);
  expect(() => around(whole, "z/1")).toThrow("no class-grade");
});
