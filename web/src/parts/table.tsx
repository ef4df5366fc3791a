import type { ComponentChildren } from "preact";

export interface Column<T> {
  name: string;
  /** What stands in the cell. */
  cell: (row: T) => ComponentChildren;
  /** Numbers stand right. */
  numeric?: boolean;
  /** The cell that names its row. */
  heads?: boolean;
}

/** A table that scrolls in itself where it is wider than the page. */
export function Table<T>(props: {
  caption: string;
  /** Shows the caption; it is read out in any case. */
  captioned?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** What makes a row itself. */
  keyOf?: (row: T, at: number) => string | number;
  /** What is said of no rows. */
  none?: string;
}) {
  if (!props.rows.length) return <p class="none">{props.none ?? "Nothing."}</p>;
  return (
    <div class="scroll" role="region" aria-label={props.caption} tabIndex={0}>
      <table>
        <caption class={props.captioned ? "" : "unseen"}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th scope="col" class={column.numeric ? "number" : ""}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, at) => (
            <tr key={props.keyOf ? props.keyOf(row, at) : at}>
              {props.columns.map((column) =>
                column.heads ? (
                  <th scope="row">{column.cell(row)}</th>
                ) : (
                  <td class={column.numeric ? "number" : ""}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
