// The graph that is packed into the page: its engine, and what was prepared of it.

import { type Source, SourceError } from "../source";
import type { Answer, Hit, LatticeData, QueryAnswer, Question, Vocabulary } from "../types";
import { around } from "./around";
import { bind } from "./binding";
import type { Asked, Begin, Told } from "./engine";
import Engine from "./engine?worker&inline";
import { finder } from "./finding";
import { packed, unpacked } from "./packed";
import { rowsOf } from "./rows";

/** Milliseconds that a query may still take which was called off. */
const PATIENCE = 3000;

/** A source for a page that holds the parts "engine", "graph" and one for each resource. */
export class EmbeddedSource implements Source {
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly #waiting = new Map<number, { sparql: string; resolve: (told: Told) => void }>();
  #worker: Worker | undefined;
  #number = 0;
  #finder: Promise<ReturnType<typeof finder>> | undefined;

  constructor() {
    // At once, so that it is there when the first view asks; the page itself does not wait.
    this.#start();
  }

  async ask(
    question: string,
    params: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    const questions = await this.resource<Question[]>("questions");
    const asked = questions.find((each) => each.slug === question);
    if (!asked) throw new SourceError(`There is no question “${question}”.`);
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ""));
    return rowsOf(JSON.parse((await this.#run(bind(asked, given), signal)).text));
  }

  async query(sparql: string, signal?: AbortSignal): Promise<QueryAnswer> {
    const { prefixes } = await this.resource<Vocabulary>("vocabulary");
    const declared = new Set(
      [...sparql.matchAll(/\bprefix\s+([\w-]*):/gi)].map((match) => match[1]),
    );
    const missing = Object.entries(prefixes).filter(([prefix]) => !declared.has(prefix));
    // On one line with the query, so that the lines of an error are those of the editor.
    const head = missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}> `).join("");
    const { media, text } = await this.#run(head + sparql, signal);
    return media === "text/turtle"
      ? { kind: "turtle", text }
      : { kind: "rows", json: JSON.parse(text) };
  }

  resource<T>(name: string): Promise<T> {
    let kept = this.#kept.get(name);
    if (!kept) {
      kept = this.#read(name);
      this.#kept.set(name, kept);
    }
    return kept as Promise<T>;
  }

  async search(words: string, limit = 12): Promise<Hit[]> {
    this.#finder ??= this.resource<Hit[]>("search").then(finder);
    return (await this.#finder)(words, limit);
  }

  async #read(name: string): Promise<unknown> {
    if (name.startsWith("ego/"))
      return around(await this.resource<LatticeData>("lattice"), name.slice("ego/".length));
    const bytes = packed(name);
    if (!bytes) throw new SourceError(`This file holds nothing called “${name}”.`);
    return JSON.parse(new TextDecoder().decode(await unpacked(bytes)));
  }

  #start(): void {
    const [engine, graph] = [packed("engine"), packed("graph")];
    if (!engine || !graph) return;
    const worker = new Engine();
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      this.#waiting.get(data.number)?.resolve(data);
      this.#waiting.delete(data.number);
    };
    worker.onerror = (event) => {
      for (const [number, { resolve }] of this.#waiting)
        resolve({ number, error: event.message || "The engine broke off." });
      this.#waiting.clear();
    };
    worker.postMessage({ engine, graph } satisfies Begin, [engine.buffer, graph.buffer]);
    for (const [number, { sparql }] of this.#waiting)
      worker.postMessage({ number, sparql } satisfies Asked);
    this.#worker = worker;
  }

  /** Have the engine answer. It does one thing at a time and cannot be told to stop. */
  async #run(sparql: string, signal?: AbortSignal): Promise<{ media: string; text: string }> {
    const worker = this.#worker;
    if (!worker) throw new SourceError("This file holds no graph.");
    const number = ++this.#number;
    const told = await new Promise<Told>((resolve, reject) => {
      this.#waiting.set(number, { sparql, resolve });
      signal?.addEventListener("abort", () => {
        reject(new DOMException("The query was called off.", "AbortError"));
        setTimeout(() => this.#giveUp(number), PATIENCE);
      });
      worker.postMessage({ number, sparql } satisfies Asked);
    });
    if ("error" in told) throw new SourceError(told.error, null, 400);
    return told;
  }

  /** A query that nobody waits for and that still runs goes with its engine; others are kept. */
  #giveUp(number: number): void {
    if (!this.#waiting.delete(number)) return;
    this.#worker?.terminate();
    this.#start();
  }
}
