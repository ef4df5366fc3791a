// How levels are written in a cell: short, and unlike the other levels of their scale.

import type { Asked, Scale } from "./grid";

/** What stands for "required, and no level stated". */
export const UNLEVELED = "•";

const SHORT = 3;

/** The levels of a scale in at most a few letters; a notation that is short stays as it is. */
export function marksOf(scale: Scale): Map<string, string> {
  const notations = scale.levels.map(({ notation }) => notation);
  if (notations.every((each) => each.length <= SHORT))
    return new Map(notations.map((each) => [each, each]));
  return new Map(
    notations.map((each) => {
      let length = 1;
      const clashes = () =>
        notations.some((other) => other !== each && other.slice(0, length) === each.slice(0, length));
      while (length < each.length && clashes()) length += 1;
      return [each, each.slice(0, length)];
    }),
  );
}

/** A cell in words. */
export function inWords(asked: Asked, scales: ReadonlyMap<string, Scale>): string {
  if (asked.level === null) return "required, no level stated";
  const scale = asked.scale === null ? undefined : scales.get(asked.scale);
  return scale ? `${asked.level}, of ${scale.label}` : asked.level;
}
