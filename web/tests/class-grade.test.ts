import { describe, expect, it } from "vitest";
import { filled, grouped, names, sparql, texts, things } from "../src/asking";
import { bestPlace, type Place, placesIn } from "../src/places";
import { taxonomyName } from "../src/views/class-grade/beside";
import { nested, qualificationsOf, spanOfTime } from "../src/views/class-grade/reading";

describe("a view's own query", () => {
  const query = sparql`SELECT * { VALUES ?a { ${things("a")} } VALUES ?b { ${things("b")} } }`;

  it("holds its values as terms, one or many", () => {
    const text = filled(query, { a: "us-xx/clerk/9", b: ["urn:one", "https://x.example/two"] });
    expect(text).toContain("VALUES ?a { <https://w3id.org/careerlattice/id/class/us-xx/clerk/9> }");
    expect(text).toContain("VALUES ?b { <urn:one> <https://x.example/two> }");
  });

  it("takes no text that is no term", () => {
    const hostile = ["> } DROP ALL #", 'urn:x" }', "urn:x> <urn:y", "", "urn:a b"];
    for (const a of hostile) expect(() => filled(query, { a, b: "urn:b" })).toThrow();
    expect(() => filled(query, { a: "urn:a" })).toThrow("needs b");
  });

  it("is not asked about what is no identifier", () => {
    expect(["us-xx/clerk/9", "urn:x:y", "<script>", "a b", ""].map(names)).toEqual([
      true, true, false, false, false,
    ]);
  });

  it("keeps the order of what it groups", () => {
    const rows = [{ k: "b", v: "1" }, { k: "a", v: null }, { k: "b", v: "2" }, { k: "b", v: "1" }];
    expect([...grouped(rows, "k").keys()]).toEqual(["b", "a"]);
    expect(texts(rows, "v")).toEqual(["1", "2"]);
  });
});

describe("the place to show first", () => {
  const row = (line: number, about: string) => ({
    fact: "urn:f", about, document: "a.txt", line, start: line, end: line + 1, source: "urn:d",
  });
  const places = placesIn([row(1, "guidance"), row(4, "competency"), row(9, "competency")]);
  const of = (options: { line?: number; about?: string }): number | undefined =>
    bestPlace(places.get("urn:f"), options)?.line;

  it("is of the whole fact before one of its values, in the line asked for", () => {
    expect(of({})).toBe(4);
    expect(of({ line: 9 })).toBe(9);
    expect(of({ line: 77 })).toBe(4);
  });

  it("is of a property where one is asked for, and nowhere else", () => {
    expect(of({ about: "guidance" })).toBe(1);
    expect(of({ about: "level" })).toBeUndefined();
    expect(bestPlace(undefined)).toBeNull();
  });

  it("is of a value where the fact as a whole has no place", () => {
    const only: Place[] = [...(placesIn([row(3, "level")]).get("urn:f") ?? [])];
    expect(bestPlace(only)?.line).toBe(3);
  });
});

describe("duties", () => {
  const duty = (assignment: string, kind = "duty") => ({
    assignment, duty: assignment, kind, time_share: null, essential: null, line: 1,
  });

  it("stand in their groups, also groups in groups", () => {
    const rows = [duty("g", "group"), duty("a"), duty("h", "group"), duty("b"), duty("c")];
    const parents = [
      { fact: "a", text: "g" }, { fact: "h", text: "g" }, { fact: "b", text: "h" },
    ];
    const [group, last] = nested(rows, parents);
    expect(group?.parts.map((each) => each.id)).toEqual(["a", "h"]);
    expect(group?.parts[1]?.parts.map((each) => each.id)).toEqual(["b"]);
    expect(last?.id).toBe("c");
  });

  it("whose group is not there stand alone, and none holds itself", () => {
    const rows = [duty("a"), duty("b")];
    const found = nested(rows, [{ fact: "a", text: "gone" }, { fact: "b", text: "b" }]);
    expect(found.map((each) => each.id)).toEqual(["a", "b"]);
  });
});

it("qualifications are those of one grade, each once, with what was read in words", () => {
  const row = (class_grade: string, qualification: string | null, more = {}) => ({
    class_grade, qualification, kind: "experience", modality: "required", asks: "Three years.",
    months: 36, ...more,
  });
  const [one, ...others] = qualificationsOf(
    [
      row("us-xx/a/1", "urn:q", { qualifying_class: "Clerk" }),
      row("us-xx/a/1", "urn:q", { qualifying_class: "Typist" }),
      row("us-xx/a/2", "urn:other"),
      row("us-xx/a/1", null),
    ],
    "us-xx/a/1",
  );
  expect(others).toEqual([]);
  expect(one?.classes).toEqual(["Clerk", "Typist"]);
  expect(one?.read).toEqual(["3 years"]);
});

it("months are years where they are whole years", () => {
  expect([1, 6, 12, 18, 36].map(spanOfTime)).toEqual([
    "1 month", "6 months", "1 year", "18 months", "3 years",
  ]);
});

it("taxonomies are called as people call them", () => {
  expect(taxonomyName("https://w3id.org/careerlattice/graph/taxonomy/onet-29.3", "29.3")).toBe("O*NET 29.3");
  expect(taxonomyName("http://data.europa.eu/esco/concept-scheme/isco", "08")).toBe("ISCO 08");
  expect(taxonomyName("https://x.example/tax/mine/", null)).toBe("mine");
});
