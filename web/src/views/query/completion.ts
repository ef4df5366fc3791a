// What can be written at a place of a query: terms of our vocabulary, and the query's variables.

import type { Vocabulary } from "../../types";

/** At most so many are offered. */
const MOST = 40;

/** Whether what is being written is something that can be completed. */
export const completable = (token: string): boolean =>
  /^[\w-]*:[\w-]*$/.test(token) || /^[?$]\w*$/.test(token) || /^[a-z]\w{2,}$/.test(token);

/** Makes the completion of a vocabulary. */
export function completer(vocabulary: Vocabulary): (token: string, query: string) => string[] {
  const terms = vocabulary.terms.filter(({ name }) => !name.startsWith("<"));
  return (token, query) => {
    const typed = token.toLowerCase();
    if (/^[?$]/.test(token)) {
      const variables = new Set(query.match(/[?$]\w+/g) ?? []);
      return [...variables]
        .filter((each) => each.toLowerCase().startsWith(typed) && each !== token)
        .sort()
        .slice(0, MOST);
    }
    const begins = terms.filter(({ name }) => name.toLowerCase().startsWith(typed));
    // Without a prefix, the words of the term's own name or label.
    const says = token.includes(":")
      ? []
      : terms.filter(
          ({ name, label }) =>
            name.slice(name.indexOf(":") + 1).toLowerCase().startsWith(typed) ||
            label.toLowerCase().startsWith(typed),
        );
    return [...new Set([...begins, ...says].map(({ name }) => name))].slice(0, MOST);
  };
}

/** The query with the prefixes declared that it uses, knows not, and that we know. */
export function withPrefixes(query: string, prefixes: Record<string, string>): string {
  const declared = new Set([...query.matchAll(/\bprefix\s+([\w-]*)\s*:/gi)].map((each) => each[1]));
  // Not what stands in texts, IRIs and comments.
  const bare = query.replace(/"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>|#.*/g, " ");
  const used = new Set([...bare.matchAll(/(?<![\w?$-])([a-z][\w-]*):/gi)].map((each) => each[1]));
  const missing = Object.keys(prefixes)
    .filter((prefix) => used.has(prefix) && !declared.has(prefix))
    .sort();
  return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + query;
}
