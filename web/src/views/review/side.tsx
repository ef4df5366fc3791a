import { Loading, useLoaded } from "../../loading";
import { Quote } from "../../parts/quote";
import { thingLink } from "../../parts/thing";
import type { Source } from "../../source";
import type { Row } from "../../types";
import type { Side as SideData } from "./walk";

/** How much is shown of each list before "more". */
const FEW = 4;
const OWN = "https://w3id.org/careerlattice/id/";

/** One side of a mapping with its evidence. */
export function Side(props: {
  side: SideData;
  source: Source;
  name: string;
  /** Whether all there is is shown. */
  everything: boolean;
}) {
  const { side, source, name, everything } = props;
  const quoted = side.quotes.length > 0 && side.iri.startsWith(OWN);
  // Where the quotes stand to the character; without it they are shown all the same.
  const places = useLoaded(`places ${side.iri}`, async (signal) =>
    quoted ? (await source.ask("source", { thing: side.iri }, signal)).rows : [],
  );
  const few = <T,>(all: readonly T[]) => (everything ? all : all.slice(0, FEW));
  return (
    <section class="side" aria-label={name}>
      <p class="sort muted">
        {side.sort}
        {side.code && ` · ${side.code}`}
      </p>
      <h2 dir="auto">
        <a href={thingLink(side.iri)}>{side.label || side.text || side.iri}</a>
      </h2>
      {side.text && side.text !== side.label && (
        <p class="words" dir="auto">
          {side.text}
        </p>
      )}
      {side.facts.map(([what, texts]) => (
        <div key={what}>
          <h3>{what}</h3>
          <ul>
            {few(texts).map((text) => (
              <li key={text} dir="auto">
                {text}
              </li>
            ))}
            {!everything && texts.length > FEW && (
              <li class="muted">and {texts.length - FEW} more (d shows them)</li>
            )}
          </ul>
        </div>
      ))}
      {side.quotes.length > 0 && (
        <Loading of={places.state === "failed" ? { state: "ready", value: [] } : places} what="the quotes">
          {(rows) => (
            <>
              <h3>In the documents</h3>
              {few(side.quotes).map((quote) => {
                const place = placeOf(rows, quote);
                return place ? (
                  <Quote
                    key={quote.text}
                    text={quote.text}
                    document={String(place["source"])}
                    name={quote.document}
                    line={quote.line}
                    start={Number(place["start"])}
                    end={Number(place["end"])}
                  />
                ) : (
                  <blockquote class="quote" key={quote.text}>
                    <p dir="auto">{quote.text}</p>
                    <footer>
                      {quote.document}
                      {quote.line !== null && `, line ${quote.line}`}
                    </footer>
                  </blockquote>
                );
              })}
            </>
          )}
        </Loading>
      )}
    </section>
  );
}

function placeOf(rows: readonly Row[], quote: SideData["quotes"][number]): Row | undefined {
  const plain = (text: unknown) => String(text).trim().split(/\s+/).join(" ");
  return rows.find(
    (row) =>
      plain(row["quote"]) === quote.text &&
      (quote.line === null || row["line"] === quote.line) &&
      row["document"] === quote.document,
  );
}
