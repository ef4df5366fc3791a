// A document as it was read: its lines, the words that facts rest on, and what rests on them.

import { useEffect, useMemo, useRef } from "preact/hooks";
import { select, sparql, textOf, things } from "../../asking";
import { documentLink, documentPath } from "../../links";
import { Loading, useLoaded } from "../../loading";
import { useArrival } from "../../parts/arrival";
import { Page } from "../../parts/page";
import { Table } from "../../parts/table";
import { Tag } from "../../parts/tag";
import { Where } from "../../parts/where";
import { change, href, type Route } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { DocumentEntry, DocumentText, Row, Span } from "../../types";
import type { ViewProps } from "../../views";
import { SEVERITIES } from "../class-grade/beside";
import "./document.css";
import { Facts } from "./facts";
import { leading, type Sort, SORTS, sortOf } from "./kinds";
import { type Line, type Piece, type Range, Text } from "./pages";

export default function DocumentView({ route, source }: ViewProps) {
  const path = documentPath(route.params["id"] ?? "");
  const loaded = useLoaded(path, async (signal) => {
    if (!path) return null;
    const document = await source.resource<DocumentText>(`documents/${path}`);
    const findings = await select(source, FINDINGS, { document: document.iri }, signal);
    return { document, text: new Text(document), findings };
  });
  const { start, fact } = route.params;
  // Words that are asked for are brought into sight instead.
  useArrival(path, loaded.state !== "loading", { scroll: !start && !fact });
  if (!path) return <All source={source} />;
  return (
    <Loading of={loaded} what="the document">
      {(read) => read && <Read key={path} {...read} route={route} source={source} />}
    </Loading>
  );
}

function All({ source }: { source: Source }) {
  const loaded = useLoaded("documents", () => source.resource<DocumentEntry[]>("documents"));
  return (
    <Page title="Documents">
      <Loading of={loaded} what="the documents">
        {(documents) => (
          <Table
            caption="The documents this graph was read from"
            rows={documents}
            keyOf={(each) => each.path}
            none="No document was read."
            columns={[
              {
                name: "Document",
                heads: true,
                cell: (each) => (
                  <>
                    <a href={documentLink(each.path)} dir="auto">
                      {each.title}
                    </a>{" "}
                    {!each.in_force && <Tag tone="rise">not in force</Tag>}
                  </>
                ),
              },
              { name: "File", cell: (each) => each.file ?? "" },
              { name: "Publisher", cell: (each) => each.publisher },
              {
                name: "Characters",
                numeric: true,
                cell: (each) => each.characters?.toLocaleString("en") ?? "",
              },
            ]}
          />
        )}
      </Loading>
    </Page>
  );
}

interface Chosen extends Range {
  /** The places among the spans of the other words that the fact rests on. */
  spans: ReadonlySet<number>;
}

function Read(props: {
  document: DocumentText;
  text: Text;
  findings: readonly Row[];
  route: Route;
  source: Source;
}) {
  const { document, text, findings, route, source } = props;
  const { params } = route;
  const unplaced = useMemo(
    () =>
      new Set(
        findings.filter((row) => row["code"] === "unplaced").map((row) => String(row["finding"])),
      ),
    [findings],
  );
  const sorts = useMemo(
    () => document.spans.map((span) => sortOf(span, unplaced)),
    [document, unplaced],
  );
  const chosen = chosenOf(document.spans, params);
  const pages = text.pages.length;
  const typed = Number(params["page"]);
  const page = Number.isInteger(typed) && typed >= 1 && typed <= pages
    ? typed - 1
    : chosen ? text.pageOf(chosen.start) : 0;
  const stretch = text.pages[page];
  const lines = useMemo(
    () => (stretch ? text.lines(stretch, chosen) : []),
    [text, stretch, chosen?.start, chosen?.end],
  );
  const body = useRef<HTMLDivElement>(null);
  useInSight(body, chosen ? `${chosen.start} ${chosen.end} ${page}` : "");
  const resting = chosen
    ? document.spans.filter(
        (span) => span.start <= chosen.start && span.end >= chosen.end && span.end > span.start,
      )
    : [];
  const facts = [
    ...resting,
    ...document.spans.filter((span) => span.fact !== null && span.fact === (params["fact"] ?? "")),
  ].filter((each, at, all) => all.indexOf(each) === at);
  const choose = (spans: readonly number[]) => {
    // The narrowest of those that hold the words.
    const span = spans
      .flatMap((at) => document.spans[at] ?? [])
      .sort((one, other) => one.end - one.start - (other.end - other.start))[0];
    return span ? documentLink(document.path, span.start, span.end) : "";
  };
  return (
    <Page
      title={document.title}
      beside={[document.file, document.publisher].filter(Boolean).join(" · ")}
      wide
    >
      <About document={document} findings={findings.length} />
      <Legend sorts={sorts} />
      <div class={chosen ? "reader with-facts" : "reader"}>
        <div class="reader-text">
          <Paging {...{ text, page, route }} place="before" />
          <div
            class="lines"
            ref={body}
            role="region"
            aria-label="The text as it was read"
            tabIndex={-1}
            onKeyDown={(event) => walk(event, body.current)}
          >
            {lines.map((line) => (
              <Shown key={`${page} ${line.number}`} {...{ line, sorts, chosen, choose }} />
            ))}
          </div>
          <Paging {...{ text, page, route }} place="after" />
        </div>
        {chosen && (
          <Facts
            source={source}
            spans={facts}
            words={text.words(chosen.start, chosen.end)}
            onClose={() => change(route, { start: null, end: null, fact: null, page: page + 1 })}
          />
        )}
      </div>
      <Findings document={document} findings={findings} />
    </Page>
  );
}

/** What an address chooses: the words between start and end, and all that a fact rests on. */
function chosenOf(spans: readonly Span[], params: Record<string, string>): Chosen | null {
  const fact = params["fact"] ?? "";
  const own = spans.flatMap((span, at) => (fact && span.fact === fact ? [at] : []));
  const first = spans[own[0] ?? -1];
  const start = wholeNumber(params["start"]) ?? first?.start;
  const end = wholeNumber(params["end"]) ?? first?.end;
  if (start === undefined || end === undefined || end <= start) return null;
  return { spans: new Set(own), start, end };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,12}$/.test(text) ? Number(text) : undefined;
}

function Shown(props: {
  line: Line;
  sorts: readonly Sort[];
  chosen: Chosen | null;
  choose: (spans: readonly number[]) => string;
}) {
  const { line } = props;
  return (
    <div class="line">
      <span class="line-number" aria-hidden="true">
        {line.continued ? "↳" : line.number}
      </span>
      <span class="line-words" dir="auto">
        {line.pieces.map((piece, at) => (
          <Words key={at} piece={piece} {...props} />
        ))}
      </span>
    </div>
  );
}

function Words(props: {
  piece: Piece;
  sorts: readonly Sort[];
  chosen: Chosen | null;
  choose: (spans: readonly number[]) => string;
}) {
  const { piece, sorts, chosen } = props;
  if (!piece.spans.length)
    return piece.asked ? <mark class="chosen asked-for">{piece.text}</mark> : <>{piece.text}</>;
  const here = piece.spans.flatMap((at) => sorts[at] ?? []);
  const on = piece.asked || piece.spans.some((at) => chosen?.spans.has(at));
  const classes = ["words", `sort-${leading(here)}`];
  if (here.includes("finding")) classes.push("doubted");
  if (on) classes.push("chosen");
  if (piece.asked) classes.push("asked-for");
  return (
    <a
      class={classes.join(" ")}
      href={props.choose(piece.spans)}
      tabIndex={-1}
      aria-current={on ? "true" : undefined}
    >
      {piece.text}
    </a>
  );
}

function About({ document, findings }: { document: DocumentText; findings: number }) {
  const { language, media_type, rights, sha256, characters } = document;
  const told = [
    characters !== null && counted(characters, "character"),
    media_type,
    language && `language ${language}`,
    sha256 && `SHA-256 ${sha256.slice(0, 16)}…`,
  ].filter(Boolean);
  return (
    <p class="muted document-about">
      {!document.in_force && <Tag tone="rise">not in force</Tag>} {told.join(" · ")}
      {rights && (
        <>
          {" · "}
          <span dir="auto">{rights}</span>
        </>
      )}
      {findings > 0 && ` · ${counted(findings, "finding")}, listed below`}
    </p>
  );
}

function Legend({ sorts }: { sorts: readonly Sort[] }) {
  const here = new Set(sorts);
  return (
    <ul class="reader-legend" aria-label="Which facts rest on words marked so">
      {SORTS.filter(([sort]) => here.has(sort)).map(([sort, words]) => (
        <li key={sort}>
          <span class={`words sort-${sort} ${sort === "finding" ? "doubted" : ""}`}>{words}</span>
        </li>
      ))}
    </ul>
  );
}

function Paging(props: { text: Text; page: number; route: Route; place: "before" | "after" }) {
  const { text, page, route, place } = props;
  const pages = text.pages;
  if (pages.length < 2) return null;
  const link = (to: number) => href(route.view, route.path, { ...route.params, page: to + 1 });
  const [here, next] = [pages[page], pages[page + 1]];
  const last = next ? Math.max(here?.line ?? 1, next.line - 1) : null;
  return (
    <nav class="paging no-print" aria-label={`Pages, ${place} the text`}>
      {page > 0 && (
        <>
          <a href={link(0)}>First</a>
          <a href={link(page - 1)} rel="prev">
            ← Earlier
          </a>
        </>
      )}
      <span>
        From line {here?.line.toLocaleString("en")}
        {last !== null && ` to ${last.toLocaleString("en")}`} · page {page + 1} of {pages.length}
      </span>
      {next && (
        <>
          <a href={link(page + 1)} rel="next">
            Later →
          </a>
          <a href={link(pages.length - 1)}>Last</a>
        </>
      )}
    </nav>
  );
}

function Findings({ document, findings }: { document: DocumentText; findings: readonly Row[] }) {
  if (!findings.length) return null;
  const spans = new Map<string, Span>();
  for (const span of document.spans)
    if (span.fact !== null && !spans.has(span.fact)) spans.set(span.fact, span);
  return (
    <section class="document-findings">
      <h2>Findings</h2>
      <Table
        caption="What the reader found in this document"
        rows={findings.slice(0, MOST_FINDINGS)}
        keyOf={(row) => String(row["finding"])}
        columns={[
          {
            name: "Where",
            cell: (row) => {
              const finding = String(row["finding"]);
              const span = spans.get(finding);
              return span ? (
                <Where
                  fact={finding}
                  place={{ ...span, document: document.path, name: document.file ?? document.title }}
                />
              ) : (
                <span class="muted">the whole</span>
              );
            },
          },
          {
            name: "Weight",
            cell: (row) => {
              const [words, tone] = SEVERITIES[String(row["severity"])] ?? ["note", "plain"];
              return <Tag tone={tone}>{words}</Tag>;
            },
          },
          { name: "Kind", cell: (row) => row["kind"] },
          {
            name: "Finding",
            cell: (row) => (
              <>
                <span dir="auto">{row["message"]}</span>
                {textOf(row, "read_as") && textOf(row, "taken_for") && (
                  <div class="muted" dir="auto">
                    “{row["read_as"]}” was taken for “{row["taken_for"]}”
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
      {findings.length > MOST_FINDINGS && (
        <p class="muted">
          The first {MOST_FINDINGS} of {findings.length.toLocaleString("en")} are listed.
        </p>
      )}
    </section>
  );
}

const MOST_FINDINGS = 500;

/** Bring the chosen words into sight when they change; not where they are already. */
function useInSight(body: { current: HTMLElement | null }, key: string): void {
  useEffect(() => {
    if (!key) return;
    const words = body.current?.querySelector(".asked-for");
    if (!words) return;
    const { top, bottom } = words.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight * 0.6) words.scrollIntoView({ block: "center" });
  }, [key]);
  // One of the marked words is in the order of the tab key; the arrows lead to the others.
  useEffect(() => {
    const words = [...(body.current?.querySelectorAll<HTMLElement>("a.words") ?? [])];
    const stop = words.find((each) => each.classList.contains("asked-for")) ?? words[0];
    for (const each of words) each.tabIndex = each === stop ? 0 : -1;
  });
}

function walk(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const at = event.target;
  if (!step || !body || !(at instanceof HTMLElement) || !at.matches("a.words")) return;
  event.preventDefault();
  const words = [...body.querySelectorAll<HTMLElement>("a.words")];
  words[words.indexOf(at) + step]?.focus();
}

const FINDINGS = sparql`
SELECT DISTINCT ?finding ?code ?kind ?severity ?message ?read_as ?taken_for (MIN(?start) AS ?first)
WHERE {
  VALUES ?document { ${things("document")} }
  ?finding career:inDocument ?document ;
    a career:Finding ;
    career:findingKind ?sort ;
    career:message ?words .
  OPTIONAL { ?sort rdfs:label ?label }
  OPTIONAL { ?finding career:severity ?weight }
  OPTIONAL { ?finding career:readAs ?read }
  OPTIONAL { ?finding career:takenFor ?taken }
  OPTIONAL { ?finding prov:wasQuotedFrom/oa:hasSelector/oa:start ?start }
  BIND(STRAFTER(STR(?sort), "#") AS ?code)
  BIND(COALESCE(STR(?label), ?code) AS ?kind)
  BIND(REPLACE(STR(?weight), "^.*[/#]", "") AS ?severity)
  BIND(STR(?words) AS ?message)
  BIND(STR(?read) AS ?read_as)
  BIND(STR(?taken) AS ?taken_for)
}
GROUP BY ?finding ?code ?kind ?severity ?message ?read_as ?taken_for
ORDER BY ?first ?kind ?message ?finding
`;
