import { describe, expect, it } from "vitest";
import type { Term } from "../src/types";
import { countedBy, findingsOf } from "../src/views/completeness/findings";

const literal = (value: string): Term => ({ type: "literal", value });

describe("findings", () => {
  it("are one each, at the first place they point at", () => {
    const row = (start: string) => ({
      finding: { type: "uri" as const, value: "f" },
      document: { type: "uri" as const, value: "d" },
      kind: literal("unplaced"),
      start: literal(start),
    });
    const found = findingsOf({ head: {}, results: { bindings: [row("3"), row("9")] } });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ iri: "f", document: "d", kind: "unplaced", start: 3, line: null });
    expect(findingsOf(null)).toEqual([]);
  });

  it("are counted, the most frequent first", () => {
    expect(countedBy(["b", "a", "c", "c"], (each) => each)).toEqual([["c", 2], ["a", 1], ["b", 1]]);
  });
});
