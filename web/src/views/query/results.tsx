import { useState } from "preact/hooks";
import { Download } from "../../parts/download";
import { shortIri, thingLink } from "../../parts/thing";
import { change, type Route } from "../../router";
import { counted } from "../../text";
import type { QueryAnswer, Term } from "../../types";
import { csvOf, numberOf, type Rows, rowsOf } from "./answer";
import { Chart } from "./chart";

/** Rows of the table before "more". */
const AT_ONCE = 200;
const FORMS = ["table", "chart", "raw"] as const;

/** The answer to a query: as a table, a chart, or as it came; and to take away. */
export function Results(props: {
  answer: QueryAnswer;
  route: Route;
  prefixes: Record<string, string>;
  name: string;
  /** What the columns mean, where that is known. */
  meanings: Record<string, string>;
}) {
  const { answer, route, prefixes, name, meanings } = props;
  if (answer.kind === "turtle")
    return (
      <>
        <p class="no-print">
          <Download name={`${name}.ttl`} media="text/turtle" text={() => answer.text}>
            Download Turtle
          </Download>
        </p>
        <pre class="raw scroll" tabIndex={0} role="region" aria-label="The answer as Turtle" dir="auto">
          {answer.text || "# no triples"}
        </pre>
      </>
    );
  const rows = rowsOf(answer.json);
  const form = FORMS.find((each) => each === route.params["as"]) ?? "table";
  const raw = () => JSON.stringify(answer.json, null, 2);
  return (
    <>
      <div class="forms no-print">
        <div role="group" aria-label="Shown as">
          {FORMS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === form}
              onClick={() => change(route, { as: each === "table" ? null : each })}
            >
              {each === "raw" ? "JSON" : each === "chart" ? "Chart" : "Table"}
            </button>
          ))}
        </div>
        <div>
          <Download name={`${name}.csv`} media="text/csv" text={() => csvOf(rows)}>
            Download CSV
          </Download>{" "}
          <Download name={`${name}.json`} media="application/sparql-results+json" text={raw}>
            Download JSON
          </Download>
        </div>
      </div>
      {form === "raw" ? (
        <pre class="raw scroll" tabIndex={0} role="region" aria-label="The answer as JSON" dir="auto">
          {raw()}
        </pre>
      ) : form === "chart" ? (
        <Chart rows={rows} route={route} prefixes={prefixes} />
      ) : (
        <RowTable rows={rows} prefixes={prefixes} meanings={meanings} />
      )}
    </>
  );
}

function RowTable(props: {
  rows: Rows;
  prefixes: Record<string, string>;
  meanings: Record<string, string>;
}) {
  const { rows, prefixes, meanings } = props;
  const [most, setMost] = useState(AT_ONCE);
  if (!rows.rows.length) return <p class="none">No rows.</p>;
  return (
    <>
      <div class="scroll results" role="region" aria-label="The answer" tabIndex={0}>
        <table>
          <caption class="unseen">The answer</caption>
          <thead>
            <tr>
              {rows.columns.map((column) => (
                <th scope="col" key={column} title={meanings[column]}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.rows.slice(0, most).map((row, at) => (
              <tr key={at}>
                {rows.columns.map((column) => (
                  <td key={column} class={numberOf(row[column]) === null ? "" : "number"}>
                    <Shown term={row[column]} prefixes={prefixes} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.rows.length > most && (
        <p>
          {counted(rows.rows.length - most, "row")} more.{" "}
          <button type="button" onClick={() => setMost(most + 5 * AT_ONCE)}>
            Show more
          </button>
        </p>
      )}
    </>
  );
}

function Shown(props: { term: Term | undefined; prefixes: Record<string, string> }) {
  const { term, prefixes } = props;
  if (!term) return null;
  if (term.type === "uri")
    return (
      <a href={thingLink(term.value)} title={term.value} dir="auto">
        {shortIri(term.value, prefixes)}
      </a>
    );
  if (term.type === "triple") return <code>{JSON.stringify(term.value)}</code>;
  return (
    <span dir="auto" lang={term["xml:lang"]}>
      {term.type === "bnode" ? `_:${term.value}` : term.value}
    </span>
  );
}
