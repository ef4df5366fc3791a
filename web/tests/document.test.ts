import { describe, expect, it } from "vitest";
import type { Span } from "../src/types";
import { inWords, leading, sortOf } from "../src/views/document/kinds";
import { PAGE_LINES, PAGE_UNITS, Text } from "../src/views/document/pages";

const span = (start: number, end: number, fact: string | null = "urn:f", kind = "Duty"): Span => ({
  start, end, line: 1, fact, kind, about: null,
});

/** The text that the pages of a document show, line by line. */
function shown(text: Text): string {
  return text.pages
    .flatMap((page) => text.lines(page))
    .map((line) => (line.continued ? "" : "\n") + line.pieces.map((each) => each.text).join(""))
    .join("")
    .slice(1);
}

describe("a document in pages", () => {
  it("loses no line, and counts them", () => {
    const words = Array.from({ length: 3 * PAGE_LINES + 7 }, (_, at) => `line ${at + 1}`).join("\n");
    const text = new Text({ text: words, spans: [] });
    expect(text.pages.length).toBe(4);
    expect(shown(text)).toBe(words);
    const numbers = text.pages.flatMap((page) => text.lines(page).map((line) => line.number));
    expect(numbers).toEqual(Array.from({ length: 3 * PAGE_LINES + 7 }, (_, at) => at + 1));
  });

  it("cuts a line that is longer than a page, and no character", () => {
    const words = `short\n${"😀".repeat(PAGE_UNITS)}\nend`;
    const text = new Text({ text: words, spans: [] });
    expect(text.pages.length).toBeGreaterThan(2);
    expect(Math.max(...text.pages.map((page) => page.end - page.start))).toBeLessThanOrEqual(PAGE_UNITS + 1);
    expect(shown(text)).toBe(words);
    expect(text.lines(text.pages[2] ?? { start: 0, end: 0, line: 0 })[0]?.continued).toBe(true);
  });

  it("finds the page of a place, by code points", () => {
    const words = `${"😀\n".repeat(PAGE_LINES)}x\n`;
    const text = new Text({ text: words, spans: [] });
    expect(text.pageOf(0)).toBe(0);
    expect(text.pageOf(2 * PAGE_LINES - 1)).toBe(0);
    expect(text.pageOf(2 * PAGE_LINES)).toBe(1);
    expect(text.pageOf(10 ** 9)).toBe(text.pages.length - 1);
  });

  it("is one page where there is no text", () => {
    expect(new Text({ text: "", spans: [] }).pages).toEqual([{ start: 0, end: 0, line: 1 }]);
  });
});

describe("a line in pieces", () => {
  const pieces = (words: string, spans: Span[], asked = null as null | { start: number; end: number }) => {
    const text = new Text({ text: words, spans });
    return text.lines(text.pages[0] ?? { start: 0, end: 0, line: 1 }, asked).map((line) =>
      line.pieces.map((each) => [each.text, ...each.spans, ...(each.asked ? ["asked"] : [])]),
    );
  };

  it("is cut where spans begin and end, which may overlap", () => {
    expect(pieces("one two three", [span(0, 7), span(4, 13)])).toEqual([
      [["one ", 0], ["two", 0, 1], [" three", 1]],
    ]);
  });

  it("holds a span that goes over several lines in each of them", () => {
    expect(pieces("ab\ncd\nef", [span(1, 7)])).toEqual([[["a"], ["b", 0]], [["cd", 0]], [["e", 0], ["f"]]]);
  });

  it("counts code points, as documents do", () => {
    expect(pieces("😀 a😀b", [span(2, 4)])).toEqual([[["😀 "], ["a😀", 0], ["b"]]]);
  });

  it("marks words that are asked for, spans or none", () => {
    expect(pieces("one two", [], { start: 4, end: 7 })).toEqual([[["one "], ["two", "asked"]]]);
  });

  it("shows no carriage returns, and counts them", () => {
    expect(pieces("a\r\nb", [span(3, 4)])).toEqual([[["a"]], [["b", 0]]]);
  });
});

describe("the sort of words", () => {
  it("is that of the fact that says something before that of what labels it", () => {
    expect(leading(["label", "finding", "work", "class"])).toBe("work");
    expect(leading(["class", "unplaced"])).toBe("unplaced");
  });

  it("tells a finding of words without a place from others", () => {
    const finding = span(0, 1, "urn:finding", "Finding");
    expect(sortOf(finding, new Set())).toBe("finding");
    expect(sortOf(finding, new Set(["urn:finding"]))).toBe("unplaced");
    expect(sortOf(span(0, 1, "urn:x", "SomethingNew"), new Set())).toBe("other");
  });

  it("is called in words", () => {
    expect(["CompetencyRequirement", "EEOCategory", "atGrade"].map(inWords)).toEqual([
      "competency requirement", "EEO category", "at grade",
    ]);
  });
});
