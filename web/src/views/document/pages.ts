// A long text in pages, a page in lines, a line in pieces: only what is looked at is drawn.

import { Offsets } from "../../text";
import type { DocumentText, Span } from "../../types";

/** A page ends with the line that reaches one of these, and inside a line that is longer alone. */
export const PAGE_LINES = 400;
export const PAGE_UNITS = 40_000;

/** A stretch of the text; places count UTF-16 units, lines from 1. */
export interface Stretch {
  start: number;
  end: number;
  line: number;
}

/** Words with all the spans that hold them. */
export interface Piece {
  text: string;
  /** Places among the spans of the text. */
  spans: number[];
  /** Whether they are among the words that were asked for. */
  asked: boolean;
}

/** Words asked for, from one code point to another. */
export interface Range {
  start: number;
  end: number;
}

export interface Line {
  number: number;
  /** Whether it goes on from the page before. */
  continued: boolean;
  pieces: Piece[];
}

/** A document's text, with spans in UTF-16 units. */
export class Text {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly pages: readonly Stretch[];
  readonly #offsets: Offsets;
  readonly #starts: number[];
  readonly #ends: number[];

  constructor(document: Pick<DocumentText, "text" | "spans">) {
    this.text = document.text;
    this.spans = document.spans;
    this.#offsets = new Offsets(document.text);
    this.#starts = this.spans.map((span) => this.#offsets.unit(span.start));
    this.#ends = this.spans.map((span) => this.#offsets.unit(span.end));
    this.pages = paged(this.text);
  }

  /** The page, counted from 0, that holds the code point at *offset*. */
  pageOf(offset: number): number {
    const unit = this.#offsets.unit(offset);
    const at = this.pages.findIndex((page) => unit < page.end);
    return at < 0 ? Math.max(0, this.pages.length - 1) : at;
  }

  /** The words from one code point to another. */
  words(start: number, end: number): string {
    return this.#offsets.slice(start, end);
  }

  /** The lines of a page, cut where a span begins or ends, or the words that are asked for. */
  lines(page: Stretch, asked: Range | null = null): Line[] {
    const range = asked && {
      start: this.#offsets.unit(asked.start),
      end: this.#offsets.unit(asked.end),
    };
    const touching = this.spans.flatMap((_, at) =>
      this.#start(at) < page.end && this.#end(at) > page.start ? [at] : [],
    );
    const lines: Line[] = [];
    let { start, line } = page;
    while (start < page.end) {
      const found = this.text.indexOf("\n", start);
      const end = found < 0 || found >= page.end ? page.end : found;
      const here = touching.filter((at) => this.#start(at) < end && this.#end(at) > start);
      lines.push({
        number: line,
        continued: start > 0 && this.text[start - 1] !== "\n",
        pieces: this.#pieces(start, end, here, range),
      });
      start = end + 1;
      line += 1;
    }
    return lines;
  }

  #pieces(start: number, end: number, touching: readonly number[], asked: Range | null): Piece[] {
    const ends = touching.flatMap((at) => [this.#start(at), this.#end(at)]);
    if (asked) ends.push(asked.start, asked.end);
    const cuts = new Set([start, end, ...ends.filter((cut) => cut > start && cut < end)]);
    const places = [...cuts].sort((one, other) => one - other);
    return places.slice(1).map((to, number) => {
      const from = places[number] ?? start;
      return {
        text: this.text.slice(from, to).replace(/\r$/, ""),
        spans: touching.filter((at) => this.#start(at) <= from && this.#end(at) >= to),
        asked: asked !== null && asked.start <= from && asked.end >= to,
      };
    });
  }

  #start(at: number): number {
    return this.#starts[at] ?? 0;
  }

  #end(at: number): number {
    return this.#ends[at] ?? 0;
  }
}

function paged(text: string): Stretch[] {
  const pages: Stretch[] = [];
  let page: Stretch = { start: 0, end: 0, line: 1 };
  let line = 1;
  const close = (end: number) => {
    pages.push({ ...page, end });
    page = { start: end, end, line };
  };
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found + 1;
    if (end - page.start > PAGE_UNITS && at > page.start) close(at);
    // One line may be all there is of a document.
    while (end - page.start > PAGE_UNITS) close(whole(text, page.start + PAGE_UNITS));
    line += 1;
    if (line - page.line >= PAGE_LINES) close(end);
    at = end;
  }
  if (page.start < text.length || !pages.length) close(text.length);
  return pages;
}

/** Not between the two units of one character. */
function whole(text: string, unit: number): number {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code <= 0xdfff ? unit + 1 : unit;
}
