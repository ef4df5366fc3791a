import { describe, expect, it } from "vitest";
import { called, choiceOf, chosenMoves, chosenNodes, reached } from "../src/views/lattice/choice";
import { lattice, node } from "./data";

const DATA = lattice(
  [
    node("a", { competencies: [0, 1], groups: [0], units: [0] }),
    node("b", { class: 1, competencies: [1] }),
    node("c", { publisher: 1, groups: [0] }),
  ],
  [
    [0, 1, 7, 0, 0],
    [1, 0, 2.5, 0, 1],
    [0, 2, 9, 0, 0],
  ],
);
const chosen = (params: Record<string, string>) => chosenNodes(DATA, choiceOf(params));

describe("what the address asks for", () => {
  it.each([
    [{}, [0, 1, 2]],
    [{ publisher: "publisher-1" }, [2]],
    [{ class: "class-1" }, [1]],
    [{ group: "group-0" }, [0, 2]],
    [{ group: "group-0", publisher: "publisher-0" }, [0]],
    [{ unit: "unit-0" }, [0]],
    [{ competency: "competency-1" }, [0, 1]],
    [{ competency: "unheard of" }, []],
  ])("%o shows %o", (params, nodes) => {
    expect(chosen(params)).toEqual(nodes);
  });

  it.each([
    ["", null],
    ["7", 7],
    ["2.5", 2.5],
    ["0", 0],
    ["-1", null],
    ["much", null],
  ])("a budget of %o is %o", (budget, most) => {
    expect(choiceOf({ budget }).budget).toBe(most);
  });

  it("moves stay between what is shown and in the budget, the cheapest first", () => {
    expect(chosenMoves(DATA, new Set([0, 1]), null).map((each) => each[2])).toEqual([2.5, 7]);
    expect(chosenMoves(DATA, new Set([0, 1, 2]), 7).map((each) => each[2])).toEqual([2.5, 7]);
  });

  it("around one class-grade stays its ladder and what the budget reaches", () => {
    expect(reached(DATA, [0, 1, 2], "a", null)).toEqual([0, 1, 2]);
    expect(reached(DATA, [0, 1, 2], "a", 3)).toEqual([0, 1, 2]);
    expect(reached(DATA, [0, 1, 2], "b", 3)).toEqual([0, 1]);
    expect(reached(DATA, [0, 1, 2], "b", 1)).toEqual([1]);
  });
});

describe("a class-grade is called", () => {
  it.each([
    ["Clerk", "9", "Clerk, grade 9"],
    ["Clerk, grade 9", "9", "Clerk, grade 9"],
    ["Senior clerk", "Senior clerk", "Senior clerk"],
    ["Clerk", null, "Clerk"],
  ])("%s at %s: %s", (title, grade, words) => {
    expect(called(node("x", { title, grade }))).toBe(words);
  });
});
