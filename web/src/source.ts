// The one data layer: the views ask a Source, and do not know where its answers come from.

import type { Answer, Hit, QueryAnswer, Value } from "./types";

/** Where the explorer's data come from: a server, or the page itself. */
export interface Source {
  /** Ask a question of `queries/` by its slug; parameters that are "" are left out. */
  ask(question: string, params?: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
  /** Answer any SPARQL query that only reads. */
  query(sparql: string, signal?: AbortSignal): Promise<QueryAnswer>;
  /** Prepared data by name: "lattice", "about", "documents/<path>" …; kept once it is there. */
  resource<T>(name: string): Promise<T>;
  /** What is called so, or says so; the best first. */
  search(words: string, limit?: number, signal?: AbortSignal): Promise<Hit[]>;
  /** Mapping review; only where decisions can be written. */
  review?: Review;
}

/** Mapping review on a server that was started for it; `api/review…` answers. */
export interface Review {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
}

/** An answer that is an error, in words for people. */
export class SourceError extends Error {
  constructor(
    message: string,
    /** What can be done about it, where that is known. */
    readonly remedy: string | null = null,
    /** The HTTP status, where there is one. */
    readonly status: number | null = null,
  ) {
    super(message);
    this.name = "SourceError";
  }
}

/** The graph behind `careerlattice serve`. All addresses are relative to the page. */
export class ServedSource implements Source {
  readonly #kept = new Map<string, Promise<unknown>>();
  readonly review?: Review;

  constructor(
    readonly base: string = "",
    reviews = false,
  ) {
    if (reviews)
      this.review = {
        get: (path) => this.#json(`api/review${path}`),
        post: (path, body) =>
          this.#json(`api/review${path}`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          }),
      };
  }

  ask(question: string, params: Record<string, string> = {}, signal?: AbortSignal): Promise<Answer> {
    const given = Object.entries(params).filter(([, value]) => value !== "");
    const query = new URLSearchParams(given).toString();
    return this.#json(
      `api/questions/${encodeURIComponent(question)}${query ? `?${query}` : ""}`,
      signal ? { signal } : {},
    );
  }

  async query(sparql: string, signal?: AbortSignal): Promise<QueryAnswer> {
    const answer = await this.#fetch("sparql", {
      method: "POST",
      headers: {
        "Content-Type": "application/sparql-query",
        Accept: "application/sparql-results+json, text/turtle;q=0.9",
      },
      body: sparql,
      ...(signal ? { signal } : {}),
    });
    const type = answer.headers.get("Content-Type") ?? "";
    return type.startsWith("text/turtle")
      ? { kind: "turtle", text: await answer.text() }
      : { kind: "rows", json: await answer.json() };
  }

  resource<T>(name: string): Promise<T> {
    const kept = this.#kept.get(name);
    if (kept) return kept as Promise<T>;
    const path = name.split("/").map(encodeURIComponent).join("/");
    const asked = this.#json<T>(`api/resources/${path}`);
    this.#kept.set(name, asked);
    // What failed may be asked again.
    asked.catch(() => this.#kept.delete(name));
    return asked;
  }

  search(words: string, limit = 12, signal?: AbortSignal): Promise<Hit[]> {
    const query = new URLSearchParams({ q: words, limit: String(limit) });
    return this.#json(`api/search?${query}`, signal ? { signal } : {});
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const answer = await this.#fetch(path, {
      ...init,
      headers: { Accept: "application/json", ...init.headers },
    });
    return (await answer.json()) as T;
  }

  async #fetch(path: string, init: RequestInit, tries = 3): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetch(this.base + path, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new SourceError(
        "The server does not answer.",
        "Start it again with `careerlattice serve`, then reload this page.",
      );
    }
    if (answer.ok) return answer;
    const again = Number(answer.headers.get("Retry-After"));
    // A busy server says when to come again; what takes long the first time is then kept by it.
    if (answer.status === 503 && again > 0 && again <= 30 && tries > 1) {
      await new Promise((resolve) => setTimeout(resolve, again * 1000));
      return this.#fetch(path, init, tries - 1);
    }
    throw await errorOf(answer);
  }
}

/** The error of an answer that is not well: what its body says, in the words of the server. */
async function errorOf(answer: Response): Promise<SourceError> {
  const text = await answer.text().catch(() => "");
  try {
    const told: unknown = JSON.parse(text);
    if (told && typeof told === "object") {
      const { message, detail, error, remedy } = told as Record<string, unknown>;
      const said = [message, detail, error].find((each) => typeof each === "string");
      if (typeof said === "string")
        return new SourceError(said, typeof remedy === "string" ? remedy : null, answer.status);
    }
  } catch {
    // Not JSON: the text itself is what there is.
  }
  const short = text.length < 2000 && !text.startsWith("<") ? text.trim() : "";
  return new SourceError(short || `The server answered ${answer.status}.`, null, answer.status);
}

/** A value as people read it. */
export function shown(value: Value | undefined): string {
  return value === null || value === undefined
    ? ""
    : typeof value === "boolean"
      ? value ? "yes" : "no"
      : String(value);
}
