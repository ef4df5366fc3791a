// Going through the mappings: which come, what was decided, and the way back.

import type { Review } from "../../source";

export const RELATIONS = ["exact", "close", "broad", "narrow", "related"] as const;
export type Relation = (typeof RELATIONS)[number];

/** What each relation says of the two sides, as the terminal says it. */
export const MEANINGS: Record<Relation, string> = {
  exact: "one can replace the other everywhere",
  close: "most of each lies in both",
  broad: "what stands on the right is the broader",
  narrow: "what stands on the right is the narrower",
  related: "they overlap; no answer counts it as a match",
};

export type Status = "proposed" | "accepted" | "rejected";

/** `GET api/review`. */
export interface Overview {
  reviewer: string;
  sets: { name: string; total: number; open: number }[];
  relations: string[];
}

/** What is known of one side of a mapping. */
export interface Side {
  iri: string;
  sort: string;
  label: string;
  code: string;
  text: string;
  facts: [name: string, texts: string[]][];
  quotes: { text: string; document: string; line: number | null }[];
}

/** Another mapping of the same subject. */
export interface Rival {
  id: string;
  status: Status;
  relation: string;
  confidence: number | null;
  object_label: string;
}

export interface Item extends Rival {
  /** Of the row as it was seen: a decision is made on this one, and no later. */
  version: string;
  set: string;
  justification: string;
  tool: string | null;
  comment: string;
  reviewer: string | null;
  reviewed: string | null;
  subject: Side;
  object: Side;
  rivals: Rival[];
}

/** A decision; what is left out stays as it is. */
export interface Wish {
  status?: Status;
  relation?: string;
  comment?: string;
}

/** How many are fetched at once. */
const AT_ONCE = 5;

/** A way through the mappings with one status, of one set or all. */
export class Walk {
  /** Those met so far, as they are now, in the order of the way. */
  readonly items: Item[] = [];
  /** The steps that can be taken back, each with what it changed. */
  readonly #undo: { before: Item; after: Item }[][] = [];

  constructor(
    readonly review: Review,
    readonly status: string,
    readonly set: string,
  ) {}

  /** The mapping *id*, or the first one; null where there is none. */
  async find(id: string): Promise<Item | null> {
    const known = this.items.find((each) => each.id === id);
    if (known) return known;
    if (!id) return this.items[0] ?? (await this.#more()) ?? null;
    const item = await this.review.get<Item>(`/mappings/${encodeURIComponent(id)}`);
    this.items.push(item);
    return item;
  }

  /** The one behind *id*; null behind the last. */
  async after(id: string): Promise<Item | null> {
    const at = this.items.findIndex((each) => each.id === id);
    return this.items[at + 1] ?? (await this.#more());
  }

  /** The one before *id*; null before the first. */
  before(id: string): Item | null {
    const at = this.items.findIndex((each) => each.id === id);
    return this.items[(at < 0 ? this.items.length : at) - 1] ?? null;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  /** Write a decision to its file; the mapping as it is then. */
  async decide(item: Item, wish: Wish): Promise<Item> {
    const after = await this.#post(item, wish);
    this.#undo.push([{ before: item, after }]);
    return after;
  }

  /** Reject all that is still open for the left side of *item*, as one step; how many that were. */
  async rejectRest(item: Item): Promise<number> {
    const step: { before: Item; after: Item }[] = [];
    try {
      for (const { id } of [item, ...item.rivals]) {
        const before = id === item.id ? item : await this.reread(id);
        if (before.status !== "proposed" || (this.set && before.set !== this.set)) continue;
        step.push({ before, after: await this.#post(before, { status: "rejected" }) });
      }
    } finally {
      if (step.length) this.#undo.push(step);
    }
    return step.length;
  }

  /** Take back the last step; the first mapping it changed, null where there is no step. */
  async undo(): Promise<Item | null> {
    const step = this.#undo.at(-1);
    if (!step) return null;
    let first: Item | null = null;
    for (let change = step.at(-1); change; change = step.at(-1)) {
      const { before, after } = change;
      const { status, relation, comment } = before;
      const now = this.items.find((each) => each.id === before.id) ?? after;
      first = await this.#post(now, { status, relation, comment });
      // What is taken back is, even if the rest of the step cannot be.
      step.pop();
    }
    this.#undo.pop();
    return first;
  }

  /** A mapping as it is on disk now, when somebody else has changed it. */
  async reread(id: string): Promise<Item> {
    return this.#keep(await this.review.get<Item>(`/mappings/${encodeURIComponent(id)}`));
  }

  async #post(item: Item, wish: Wish): Promise<Item> {
    const path = `/mappings/${encodeURIComponent(item.id)}`;
    return this.#keep(await this.review.post<Item>(path, { version: item.version, ...wish }));
  }

  #keep(item: Item): Item {
    const at = this.items.findIndex((each) => each.id === item.id);
    if (at >= 0) this.items[at] = item;
    return item;
  }

  /** Fetch what comes next; the first of it, null where nothing comes. */
  async #more(): Promise<Item | null> {
    // What was decided on is gone from the list, so that the others stand further ahead in it.
    const fits = (each: Item) =>
      (this.status === "all" || each.status === this.status) && (!this.set || each.set === this.set);
    let offset = this.items.filter(fits).length;
    // A mapping that was met by its address may stand anywhere in the list: begin before it.
    if (this.items[0] && offset > 0) offset -= 1;
    for (;;) {
      const query = new URLSearchParams({
        status: this.status,
        offset: String(offset),
        limit: String(AT_ONCE),
      });
      if (this.set) query.set("set", this.set);
      const page = await this.review.get<{ items: Item[]; next: number | null }>(
        `/mappings?${query}`,
      );
      const fresh = page.items.filter((item) => !this.items.some((each) => each.id === item.id));
      this.items.push(...fresh);
      if (fresh[0]) return fresh[0];
      if (page.next === null) return null;
      offset = page.next;
    }
  }
}
