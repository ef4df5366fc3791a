// Which words of two texts are the same, and which texts of two lists say nearly the same.

/** Words that both texts have, or only one of them; joined they are that text. */
export interface Run {
  text: string;
  same: boolean;
}

/** Longer texts are not compared word by word: the effort grows with the square. */
const MOST_WORDS = 600;
/** The part of their words that two texts must share to be one text reworded. */
export const ALIKE = 0.6;

/** Words with the white space after them. */
function wordsOf(text: string): string[] {
  return text.trim().match(/\S+\s*/gu) ?? [];
}

/** A word without its case and the punctuation around it. */
function bare(word: string): string {
  const plain = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return plain || word.trim();
}

/** The lengths of the longest common subsequences of all the ends of two lists. */
function lengths(one: readonly string[], other: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1)
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const [row, below] = [table[i], table[i + 1]] as [Uint16Array, Uint16Array];
      row[j] =
        one[i] === other[j]
          ? (below[j + 1] ?? 0) + 1
          : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
}

/** Two texts as runs of words that both have, in the same order, and words that one has. */
export function changed(before: string, after: string): { before: Run[]; after: Run[] } {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  if (one.length > MOST_WORDS || other.length > MOST_WORDS)
    return {
      before: [{ text: before, same: before === after }],
      after: [{ text: after, same: before === after }],
    };
  const [left, right] = [one, other].map((words) => words.map((word) => word.trim())) as [
    string[],
    string[],
  ];
  const table = lengths(left, right);
  const runs = { before: [] as Run[], after: [] as Run[] };
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      add(runs.before, one[i++] ?? "", true);
      add(runs.after, other[j++] ?? "", true);
    } else if (j >= right.length || (i < left.length && (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)))
      add(runs.before, one[i++] ?? "", false);
    else add(runs.after, other[j++] ?? "", false);
  }
  return runs;
}

function add(runs: Run[], text: string, same: boolean): void {
  const last = runs.at(-1);
  if (last && last.same === same) last.text += text;
  else runs.push({ text, same });
}

/** How much of two texts are the same words in the same order, from 0 to 1. */
export function likeness(one: string, other: string): number {
  const [left, right] = [wordsOf(one).map(bare), wordsOf(other).map(bare)];
  const all = left.length + right.length;
  if (!all || left.length > MOST_WORDS || right.length > MOST_WORDS) return one === other ? 1 : 0;
  // No order of words shares more of them than there are in the shorter text.
  if ((2 * Math.min(left.length, right.length)) / all < ALIKE) return 0;
  return (2 * (lengths(left, right)[0]?.[0] ?? 0)) / all;
}

/**
 * Pairs of places in two lists of texts that are alike, each place once, the likest pairs first;
 * *may* says which places can be a pair at all.
 */
export function alike(
  before: readonly string[],
  after: readonly string[],
  may: (i: number, j: number) => boolean = () => true,
): [number, number][] {
  const pairs = before.flatMap((one, i) =>
    after.flatMap((other, j) => {
      const how = may(i, j) ? likeness(one, other) : 0;
      return how >= ALIKE ? [{ i, j, how }] : [];
    }),
  );
  pairs.sort((one, other) => other.how - one.how || one.i - other.i || one.j - other.j);
  const [left, right] = [new Set<number>(), new Set<number>()];
  return pairs.flatMap(({ i, j }): [number, number][] => {
    if (left.has(i) || right.has(j)) return [];
    left.add(i);
    right.add(j);
    return [[i, j]];
  });
}
