// Search without a server: the same entries, found by the beginnings of their words.

import type { Hit } from "../types";

interface Indexed {
  hit: Hit;
  /** The words of label, context and identifier, plain. */
  words: string[];
  label: string;
}

/** Makes the search of some entries, which stand in the order that people look for them. */
export function finder(entries: readonly Hit[]): (typed: string, limit: number) => Hit[] {
  const indexed: Indexed[] = entries.map((hit) => ({
    hit,
    words: wordsOf(`${hit.label} ${hit.context} ${hit.id.includes("://") ? "" : hit.id}`),
    label: plain(hit.label),
  }));
  return (typed, limit) => {
    const wanted = wordsOf(typed);
    if (!wanted.length) return [];
    const found = indexed.filter(({ words }) =>
      wanted.every((each) => words.some((word) => word.startsWith(each))),
    );
    const beginning = plain(typed.trim());
    const [first, rest] = [true, false].map((begins) =>
      found.filter(({ label }) => label.startsWith(beginning) === begins),
    ) as [Indexed[], Indexed[]];
    return [...first, ...rest].slice(0, limit).map(({ hit }) => hit);
  };
}

function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Small letters without accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
