import { describe, expect, it } from "vitest";
import { dutyPairs, qualificationPairs } from "../src/views/compare/reading";
import { alike, changed, likeness } from "../src/views/compare/words";
import type { Qualification } from "../src/views/class-grade/reading";

const marked = (runs: { text: string; same: boolean }[]) =>
  runs.map((run) => (run.same ? run.text : `[${run.text}]`)).join("");

describe("changed words", () => {
  it("are those that are not in both, in the same order", () => {
    const { before, after } = changed("Sort and file all mail", "Sort, file and index all mail");
    expect(marked(before)).toBe("[Sort and ]file all mail");
    expect(marked(after)).toBe("[Sort, ]file [and index ]all mail");
  });

  it("make up both texts again", () => {
    const texts: [string, string][] = [
      ["", "new words"], ["a b c", "c b a"], ["one  two\tthree", "one two  three"], ["x", "x"],
    ];
    for (const [one, other] of texts) {
      const { before, after } = changed(one, other);
      expect(before.map((run) => run.text).join("")).toBe(one);
      expect(after.map((run) => run.text).join("")).toBe(other);
    }
  });

  it("are not looked for in texts that are too long", () => {
    const long = "word ".repeat(5000);
    expect(changed(long, `${long} more`).after).toEqual([{ text: `${long} more`, same: false }]);
  });
});

describe("likeness", () => {
  it("is 1 for the same words in other case and punctuation, 0 for none in common", () => {
    expect(likeness("Sort the mail.", "sort THE mail")).toBe(1);
    expect(likeness("Sort the mail", "Audit large accounts")).toBe(0);
  });

  it("counts words in their order", () => {
    expect(likeness("a b c d", "a b x d")).toBe(0.75);
    expect(likeness("a b c d", "d c b a")).toBe(0.25);
  });

  it("pairs nothing that may not be paired", () => {
    expect(alike(["same words"], ["same words"], () => false)).toEqual([]);
  });

  it("pairs the likest first, and each once", () => {
    const before = ["answer calls of customers", "sort mail"];
    const after = ["answer all calls of customers", "answer calls of customers", "sort mail daily"];
    expect(alike(before, after)).toEqual([[0, 1], [1, 2]]);
  });
});

describe("duties side by side", () => {
  const row = (change: string, duty: string, position: number) => ({ change, duty, position, group: null });

  it("stand in the order of the goal, and what stops stands last", () => {
    const pairs = dutyPairs([
      row("continue", "Answer calls.", 2),
      row("start", "Train new staff in the work.", 1),
      row("start", "Sort all the mail that comes in daily.", 3),
      row("stop", "Sort the mail that comes in.", 1),
      row("stop", "Clean the office.", 2),
    ]);
    expect(pairs.map((each) => [each.change, each.before, each.after])).toEqual([
      ["starts", null, "Train new staff in the work."],
      ["continues", "Answer calls.", "Answer calls."],
      ["reworded", "Sort the mail that comes in.", "Sort all the mail that comes in daily."],
      ["stops", "Clean the office.", null],
    ]);
  });
});

it("qualifications that are asked for on both sides are told from those of one", () => {
  const asks = (text: string): Qualification => ({
    id: text, kind: "education", modality: "typical", asks: text, read: [], within: null, classes: [], instead: [],
  });
  const pairs = qualificationPairs(
    [asks("high school graduation"), asks("one year of office experience"), asks("a licence")],
    [asks("high school graduation"), asks("two years of office experience"), asks("a degree")],
  );
  expect(pairs.map((each) => each.change)).toEqual(["continues", "reworded", "starts", "stops"]);
  expect(pairs[1]?.afterTags).toEqual(["education", "typical"]);
});
