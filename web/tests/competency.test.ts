import { describe, expect, it } from "vitest";
import { sorted, type SortableColumn } from "../src/parts/sortable";

interface Row {
  name: string;
  rank: number | null;
}

const columns: SortableColumn<Row>[] = [
  { key: "name", name: "Name", by: (row) => row.name, cell: (row) => row.name },
  { key: "rank", name: "Rank", by: (row) => row.rank, cell: (row) => row.rank },
];
const rows: Row[] = [
  { name: "Grade 10", rank: 2 },
  { name: "Grade 9", rank: null },
  { name: "grade 11", rank: 1 },
];
const names = (order: string) => sorted(rows, columns, order).map((row) => row.name);

describe("the order of rows", () => {
  it("is by numbers inside words too", () => {
    expect(names("name")).toEqual(["Grade 9", "Grade 10", "grade 11"]);
    expect(names("-name")).toEqual(["grade 11", "Grade 10", "Grade 9"]);
  });

  it("has rows without a value last, whichever way", () => {
    expect(names("rank")).toEqual(["grade 11", "Grade 10", "Grade 9"]);
    expect(names("-rank")).toEqual(["Grade 10", "grade 11", "Grade 9"]);
  });

  it("stays as it is for a column that is not there", () => {
    expect(names("colour")).toEqual(rows.map((row) => row.name));
  });
});
