// Tables as CSV (RFC 4180), for spreadsheets and programs.

export type Cell = string | number | boolean | null | undefined;

/** The rows as CSV, its first line the names of the columns. */
export function csv(columns: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [columns, ...rows].map((row) => row.map(written).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function written(cell: Cell): string {
  const text = cell === null || cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
