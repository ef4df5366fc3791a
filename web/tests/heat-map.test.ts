import { describe, expect, it } from "vitest";
import { cellsOf, chain, orderColumns, orderRows, type Scale, shade } from "../src/views/heat-map/grid";
import { inWords, marksOf } from "../src/views/heat-map/marks";
import { lattice, node } from "./data";

const scale = (iri: string, ...notations: string[]): Scale => ({
  iri,
  label: `scale ${iri}`,
  levels: notations.map((notation, at) => ({ notation, rank: at + 1 })),
});
const row = (class_grade: string, competency: string, level: string | null = null, rank: number | null = null) => ({
  class_grade,
  competency,
  level,
  rank,
  scale: level === null ? null : "s",
});
const SCALES = new Map([scale("s", "A", "B", "C"), scale("t", "1", "2")].map((each) => [each.iri, each]));

describe("a cell", () => {
  it("is the higher level where a competency is asked for twice", () => {
    const cells = cellsOf([row("a", "x", "A", 1), row("a", "x", "C", 3), row("a", "x", "B", 2)]);
    expect(cells.get("a")?.get("x")?.level).toBe("C");
  });

  it("is a level rather than none, whichever comes first", () => {
    for (const rows of [[row("a", "x"), row("a", "x", "A", 1)], [row("a", "x", "A", 1), row("a", "x")]])
      expect(cellsOf(rows).get("a")?.get("x")?.level).toBe("A");
  });

  it("is shaded by its place on its own scale", () => {
    const asked = (level: string | null, of: string | null) => shade({ level, rank: 1, scale: of }, SCALES);
    expect(["A", "B", "C"].map((level) => asked(level, "s"))).toEqual([1, 3, 5]);
    expect(["1", "2"].map((level) => asked(level, "t"))).toEqual([1, 5]);
    expect(asked(null, null)).toBeNull();
    expect(asked("A", "t")).toBeNull();
  });

  it("of a scale without ranks has no shade", () => {
    const unranked = { ...scale("u", "x"), levels: [{ notation: "x", rank: null }] };
    expect(shade({ level: "x", rank: null, scale: "u" }, new Map([["u", unranked]]))).toBeNull();
  });

  it("says in words what it is", () => {
    expect(inWords({ level: "B", rank: 2, scale: "s" }, SCALES)).toBe("B, of scale s");
    expect(inWords({ level: null, rank: null, scale: null }, SCALES)).toContain("no level");
  });
});

describe("the letters for levels", () => {
  it("are the notations where these are short", () => {
    expect([...marksOf(scale("s", "A", "B")).values()]).toEqual(["A", "B"]);
  });

  it("are as long as needed to tell the levels apart", () => {
    const marks = marksOf(scale("s", "Practised", "Practitioner", "Working"));
    expect([...marks.values()]).toEqual(["Practis", "Practit", "W"]);
  });
});

describe("the order", () => {
  const data = lattice([
    node("b2", { title: "B", rank: 2, structure: 0 }),
    node("a9", { title: "A", rank: 9, structure: 0 }),
    node("c", { title: "C" }),
    node("b10", { title: "B", rank: 10, structure: 0 }),
  ]);
  const cells = cellsOf([row("b2", "x"), row("b2", "y"), row("a9", "z"), row("c", "y"), row("b10", "x")]);
  const rows = (order: "grade" | "similarity" | "alphabet") =>
    orderRows(data, data.nodes, cells, order).map(({ id }) => id);

  it("of rows goes up the grades, those without a rank last", () => {
    expect(rows("grade")).toEqual(["b2", "a9", "b10", "c"]);
  });

  it("of rows by the alphabet goes up the grades of one title", () => {
    expect(rows("alphabet")).toEqual(["a9", "b2", "b10", "c"]);
  });

  it("by similarity puts beside one another what shares most", () => {
    expect(rows("similarity")[0]).toBe("b2");
    expect(rows("similarity").at(-1)).toBe("a9");
    const sets = [["x", "y"], ["z"], ["x"], ["z", "w"]].map((each) => new Set(each));
    expect(chain(sets)).toEqual([0, 2, 1, 3]);
  });

  it("of columns is by how many ask, or by who asks first", () => {
    const columns = ["x", "y", "z"].map((id) => ({ id, label: id }));
    const order = (by: "frequency" | "rows" | "alphabet") =>
      orderColumns(columns, orderRows(data, data.nodes, cells, "alphabet"), cells, by).map(({ id }) => id);
    expect(order("frequency")).toEqual(["x", "y", "z"]);
    expect(order("rows")).toEqual(["z", "x", "y"]);
    expect(order("alphabet")).toEqual(["x", "y", "z"]);
  });
});
