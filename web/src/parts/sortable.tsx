// A table whose rows can be put in the order of any of its columns.

import type { ComponentChildren } from "preact";
import "./sortable.css";

export interface SortableColumn<T> {
  /** Its name in the address. */
  key: string;
  name: string;
  cell: (row: T) => ComponentChildren;
  /** What the rows are ordered by; rows without a value stand last. */
  by: (row: T) => string | number | null;
  numeric?: boolean;
  heads?: boolean;
}

/** An order as an address writes it: a column, after a "-" the other way round. */
export function sorted<T>(
  rows: readonly T[],
  columns: readonly SortableColumn<T>[],
  order: string,
): T[] {
  const column = columns.find((each) => each.key === order.replace(/^-/, ""));
  if (!column) return [...rows];
  const way = order.startsWith("-") ? -1 : 1;
  return rows
    .map((row, at) => ({ row, at, value: column.by(row) }))
    .sort((one, other) => {
      if (one.value === null || other.value === null)
        return Number(one.value === null) - Number(other.value === null) || one.at - other.at;
      return way * compared(one.value, other.value) || one.at - other.at;
    })
    .map(({ row }) => row);
}

function compared(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other), "en", { numeric: true });
}

/** The heads of the columns are buttons; *onOrder* is told what a press asks for. */
export function SortableTable<T>(props: {
  caption: string;
  columns: readonly SortableColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T, at: number) => string | number;
  order: string;
  onOrder: (order: string) => void;
  none?: string;
}) {
  const { columns, order } = props;
  if (!props.rows.length) return <p class="none">{props.none ?? "Nothing."}</p>;
  const key = order.replace(/^-/, "");
  const falling = order.startsWith("-");
  return (
    <div class="scroll" role="region" aria-label={props.caption} tabIndex={0}>
      <table class="sortable">
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={column.numeric ? "number" : ""}
                aria-sort={column.key !== key ? undefined : falling ? "descending" : "ascending"}
              >
                <button
                  type="button"
                  onClick={() =>
                    props.onOrder(column.key === key && !falling ? `-${column.key}` : column.key)
                  }
                >
                  {column.name}
                  <span aria-hidden="true">
                    {column.key !== key ? " ↕" : falling ? " ↓" : " ↑"}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(props.rows, columns, order).map((row, at) => (
            <tr key={props.keyOf(row, at)}>
              {columns.map((column) =>
                column.heads ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} class={column.numeric ? "number" : ""}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
