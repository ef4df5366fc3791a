import { describe, expect, it } from "vitest";
import { hitLink, documentLink } from "../src/links";
import { HOME, href, parse } from "../src/router";

describe("an address", () => {
  it.each([
    ["", { view: HOME, path: "", params: {} }],
    ["#/", { view: HOME, path: "", params: {} }],
    ["#/lattice?publisher=us-mt-dor", { view: "lattice", path: "", params: { publisher: "us-mt-dor" } }],
    ["#/class-grade/us-mt-dor/clerk/9", { view: "class-grade", path: "us-mt-dor/clerk/9", params: {} }],
    ["#/query?q=a%20%26%20b", { view: "query", path: "", params: { q: "a & b" } }],
    ["#/class-grade/50%/x", { view: "class-grade", path: "50%/x", params: {} }],
    ["#//a//b/", { view: "a", path: "b", params: {} }],
  ])("%s", (hash, route) => {
    expect(parse(hash)).toEqual(route);
  });

  it.each([
    ["us-mt-dor/clerk/9", {}],
    ["us-xx/a%27b/cl-16@2009-05-26", {}],
    ["a b/c?d#e", { id: "https://example.org/a?b=c&d#e", words: "äöü ☃ 100%" }],
  ])("made of %s is read as the same", (path, params) => {
    expect(parse(href("view", path, params))).toEqual({ view: "view", path, params });
  });

  it("leaves out what is empty", () => {
    expect(href("lattice", "", { publisher: "", node: null, budget: 0, ego: undefined })).toBe(
      "#/lattice?budget=0",
    );
  });
});

describe("what was found leads", () => {
  const hit = (kind: Parameters<typeof hitLink>[0]["kind"], id: string) =>
    hitLink({ kind, id, label: "", context: "" });
  it.each([
    ["class-grade", "us-xx/a/1", "#/class-grade/us-xx/a/1"],
    ["duty", "us-xx/a/1", "#/class-grade/us-xx/a/1"],
    ["class", "us-xx/a", "#/lattice?class=us-xx%2Fa"],
    ["publisher", "https://w3id.org/careerlattice/id/publisher/us-xx", "#/lattice?publisher=us-xx"],
    ["question", "gap", "#/query?question=gap"],
  ] as const)("a %s", (kind, id, address) => {
    expect(hit(kind, id)).toBe(address);
  });

  it("a document by its path, with the words", () => {
    const iri = "https://w3id.org/careerlattice/id/document/us-xx/0123";
    expect(documentLink(iri, 4, 9)).toBe("#/document?id=us-xx%2F0123&start=4&end=9");
  });
});
