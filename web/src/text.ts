// Text as documents count it: by code points, where JavaScript counts UTF-16 units.

/** The places of code points in a text, for offsets that a document gives. */
export class Offsets {
  /** Where characters of two units stand, in code points. */
  readonly #wide: number[] = [];

  constructor(readonly text: string) {
    let point = 0;
    for (let unit = 0; unit < text.length; unit += 1, point += 1)
      if ((text.codePointAt(unit) ?? 0) > 0xffff) {
        this.#wide.push(point);
        unit += 1;
      }
  }

  /** The unit at which the code point number *point* begins. */
  unit(point: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /** The words of a span. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/** Many of one thing in words. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
