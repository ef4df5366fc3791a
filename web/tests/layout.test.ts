import { describe, expect, it } from "vitest";
import {
  bandOf,
  bands,
  type Box,
  curve,
  layOut,
  type Layout,
  neighbour,
  type Place,
  wrap,
} from "../src/views/lattice/layout";
import { lattice, node } from "./data";

const WIDE = 4000;

/** Two classes on one grade structure, and a class without grades of another publisher. */
const TWO_PUBLISHERS = lattice([
  node("clerk/9", { rank: 9, grade: "9", structure: 0 }),
  node("clerk/11", { rank: 11, grade: "11", structure: 0 }),
  node("lead/11", { class: 1, rank: 11, grade: "11", structure: 0 }),
  node("agent", { class: 2, publisher: 1 }),
]);

const all = (data: { nodes: unknown[] }) => data.nodes.map((_, at) => at);
const place = (layout: Layout, at: number): Place => {
  const found = layout.places.get(at);
  if (!found) throw new Error(`node ${at} has no place`);
  return found;
};
const meet = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe("the layout", () => {
  const layout = layOut(TWO_PUBLISHERS, all(TWO_PUBLISHERS), WIDE);

  it("puts a grade in one column, and a higher grade further right", () => {
    expect(place(layout, 1).x).toBe(place(layout, 2).x);
    expect(place(layout, 0).x).toBeLessThan(place(layout, 1).x);
    expect(layout.panels[0]?.columns.map((each) => each.label)).toEqual(["grade 9", "grade 11"]);
  });

  it("puts a class in one lane", () => {
    expect(place(layout, 0).y).toBe(place(layout, 1).y);
    expect(place(layout, 1).y).toBeLessThan(place(layout, 2).y);
  });

  it("puts publishers side by side, and below one another where the width ends", () => {
    expect(layout.panels.map((each) => each.y)).toEqual([0, 0]);
    expect(layout.panels[1]?.x).toBeGreaterThan(layout.panels[0]?.width ?? 0);
    const narrow = layOut(TWO_PUBLISHERS, all(TWO_PUBLISHERS), 360);
    expect(narrow.panels.map((each) => each.x)).toEqual([0, 0]);
    expect(narrow.panels[1]?.y).toBeGreaterThan(narrow.panels[0]?.height ?? 0);
    expect(narrow.width).toBeLessThanOrEqual(360);
  });

  it("says of a class-grade without a grade that it has none", () => {
    expect(layout.panels[1]?.columns.map((each) => each.label)).toEqual(["no grade"]);
    expect(place(layout, 3).lines.join(" ")).toBe("no grade");
  });

  it("leaves out what is not shown, and its columns and lanes with it", () => {
    const some = layOut(TWO_PUBLISHERS, [2], WIDE);
    expect([...some.places.keys()]).toEqual([2]);
    expect(some.panels.map((each) => [each.columns.length, each.lanes.length])).toEqual([[1, 1]]);
  });

  it("is empty for nothing", () => {
    expect(layOut(TWO_PUBLISHERS, [], WIDE)).toMatchObject({ width: 0, height: 0, panels: [] });
  });

  it("never compares the ranks of two structures that several classes share", () => {
    const two = lattice([
      node("a/1", { class: 0, structure: 0, rank: 1 }),
      node("b/1", { class: 1, structure: 0, rank: 1 }),
      node("c/1", { class: 2, structure: 1, rank: 1 }),
      node("d/1", { class: 3, structure: 1, rank: 1 }),
    ]);
    const panels = layOut(two, all(two), WIDE).panels;
    expect(panels.map((each) => each.title)).toEqual([
      "publisher 0: structure 0",
      "publisher 0: structure 1",
    ]);
  });

  it("calls the columns of ladders that have each a structure of their own steps", () => {
    const ladders = lattice([
      node("a/junior", { class: 0, structure: 0, rank: 2, grade: "Junior analyst" }),
      node("b/junior", { class: 1, structure: 1, rank: 2, grade: "Junior developer" }),
      node("b/odd", { class: 1, structure: 1, grade: "Odd developer" }),
    ]);
    const [panel, ...more] = layOut(ladders, all(ladders), WIDE).panels;
    expect(more).toEqual([]);
    expect(panel?.columns.map((each) => each.label)).toEqual(["step 2", "step not stated"]);
  });

  it.each([320, 900, WIDE])("lets no two class-grades meet, %i pixels wide", (width) => {
    const nodes = Array.from({ length: 60 }, (_, at) =>
      node(`n${at}`, {
        class: at % 7,
        publisher: at % 3,
        structure: at % 3,
        rank: at % 5 === 4 ? null : at % 5,
        grade: `A grade with a long name ${at}`,
      }),
    );
    const data = lattice(nodes);
    const made = layOut(data, all(data), width);
    const places = [...made.places.values()];
    expect(places).toHaveLength(60);
    for (const [at, one] of places.entries()) {
      expect(places.slice(at + 1).some((other) => meet(one, other))).toBe(false);
      expect(one.x + one.width).toBeLessThanOrEqual(made.width);
      expect(one.y + one.height).toBeLessThanOrEqual(made.height);
      const lane = made.panels[one.panel]?.lanes[one.lane];
      expect(lane && one.y >= lane.y && one.y + one.height <= lane.y + lane.height).toBe(true);
    }
  });
});

describe("a label", () => {
  it.each([
    ["Senior data engineer", 12, 2, ["Senior data", "engineer"]],
    ["Senior data engineer", 12, 1, ["Senior data…"]],
    ["Donaudampfschifffahrt", 8, 3, ["Donaudam", "pfschiff", "fahrt"]],
    ["  one   two ", 20, 2, ["one two"]],
    ["", 10, 2, []],
  ])("%s in %i characters", (text, width, most, lines) => {
    expect(wrap(text, width, most)).toEqual(lines);
  });

  it("is never cut inside a character", () => {
    expect(wrap("😀😀😀😀😀", 2, 2)).toEqual(["😀😀", "😀…"]);
  });
});

describe("moves", () => {
  it("are banded by quarters of their costs", () => {
    const limits = bands([4, 1, 3, 2, 5].map((cost) => [0, 1, cost, 0, 0]));
    expect(limits).toEqual([2, 3, 4]);
    expect([1, 2, 2.5, 4, 9].map((cost) => bandOf(cost, limits))).toEqual([0, 0, 1, 2, 3]);
    expect(bandOf(7, bands([]))).toBe(3);
  });

  it("run from the edge of one class-grade to the edge of the other", () => {
    const box = (x: number, y: number) => ({ x, y, width: 10, height: 4 });
    expect(curve(box(0, 0), box(50, 0))).toBe("M10 2C30 2 30 2 50 2");
    expect(curve(box(50, 0), box(0, 0))).toBe("M50 2C30 2 30 2 10 2");
    expect(curve(box(0, 0), box(0, 20))).toBe("M10 2C28 2 28 22 10 22");
  });
});

describe("the arrow keys", () => {
  const layout = layOut(TWO_PUBLISHERS, all(TWO_PUBLISHERS), WIDE);
  it.each([
    [0, "right", 1],
    [1, "left", 0],
    [1, "down", 2],
    [2, "up", 1],
    [1, "right", 3],
    [0, "left", null],
    [0, "up", null],
  ] as const)("lead from %i %s to %s", (from, direction, to) => {
    expect(neighbour(layout, from, direction)).toBe(to);
  });
});
