import { shortIri } from "../../parts/thing";
import { change, type Route } from "../../router";
import { chartable, numberOf, type Rows } from "./answer";

/** More bars than these cannot be told apart. */
const MOST = 100;

/** Numbers of an answer as bars, each with its number and name in words: a table that is drawn. */
export function Chart(props: { rows: Rows; route: Route; prefixes: Record<string, string> }) {
  const { rows, route, prefixes } = props;
  const { numbers, names } = chartable(rows);
  const number = numbers.find((each) => each === route.params["y"]) ?? numbers.at(-1);
  const name = names.find((each) => each === route.params["x"]) ?? names[0];
  if (!number)
    return <p class="none">A chart needs a column of numbers, such as that of a COUNT.</p>;
  const bars = rows.rows
    .flatMap((row, at) => {
      const value = numberOf(row[number]);
      const term = name === undefined ? undefined : row[name];
      const label = !term
        ? `row ${at + 1}`
        : term.type === "uri" ? shortIri(term.value, prefixes) : term.value;
      return value === null ? [] : [{ value, label }];
    })
    .slice(0, MOST);
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const lowest = Math.min(0, ...bars.map(({ value }) => value));
  const width = highest - lowest || 1;
  const choose = (parameter: string, label: string, options: string[], value: string | undefined) => (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => change(route, { [parameter]: event.currentTarget.value })}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div class="filters">
        {choose("y", "Length of the bars", numbers, number)}
        {names.length > 0 && choose("x", "Name of the bars", names, name)}
      </div>
      <table class="chart">
        <caption class="unseen">
          {number} by {name ?? "row"}
        </caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{name ?? "row"}</th>
            <th scope="col">{number}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ value, label }, at) => (
            <tr key={at}>
              <th scope="row" dir="auto" title={label}>
                {label}
              </th>
              <td>
                <span
                  class={value < 0 ? "bar below" : "bar"}
                  style={{
                    marginLeft: `${(100 * (Math.min(value, 0) - lowest)) / width}%`,
                    width: `${(100 * Math.abs(value)) / width}%`,
                  }}
                />
                <span class="value">{value.toLocaleString("en")}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.rows.length > MOST && (
        <p class="muted">
          The first {MOST} of {rows.rows.length.toLocaleString("en")} rows.
        </p>
      )}
    </>
  );
}
