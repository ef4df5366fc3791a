import { describe, expect, it } from "vitest";
import { counted, Offsets } from "../src/text";

describe("offsets", () => {
  it("count code points, as documents do", () => {
    const offsets = new Offsets("a😀b😀c");
    expect([0, 1, 2, 3, 4, 5].map((at) => offsets.unit(at))).toEqual([0, 1, 3, 4, 6, 7]);
    expect(offsets.slice(1, 3)).toBe("😀b");
    expect(offsets.slice(4, 5)).toBe("c");
  });

  it("are the same where no character is wide", () => {
    expect(new Offsets("line\r\nnext").slice(6, 10)).toBe("next");
  });
});

it("counts in words", () => {
  expect([counted(1, "move"), counted(1200, "move"), counted(2, "class", "classes")]).toEqual([
    "1 move",
    "1,200 moves",
    "2 classes",
  ]);
});
