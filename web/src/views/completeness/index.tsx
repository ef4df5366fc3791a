// Completeness: what each document lacks, what was doubted or repaired, and where that stands.

import { Loading, useLoaded } from "../../loading";
import { documentLink, shortId } from "../../links";
import { csv } from "../../parts/csv";
import { Download } from "../../parts/download";
import { Page } from "../../parts/page";
import { Table } from "../../parts/table";
import { Tag, type Tone } from "../../parts/tag";
import { thingLink } from "../../parts/thing";
import { change, href, type Route } from "../../router";
import { shown } from "../../source";
import { counted } from "../../text";
import type { About, DocumentEntry, PublisherSummary } from "../../types";
import type { ViewProps } from "../../views";
import "./completeness.css";
import {
  type Completeness,
  completenessOf,
  countedBy,
  type Coverage,
  type Finding,
  SEVERITIES,
} from "./findings";

/** Findings on one page. */
const AT_ONCE = 100;

const TONES: Record<string, Tone> = { Violation: "bad", Warning: "rise", Info: "plain" };

export default function CompletenessView({ route, source }: ViewProps) {
  const publisher = route.params["publisher"] ?? "";
  const about = useLoaded("about", () => source.resource<About>("about"));
  const loaded = useLoaded(`completeness ${publisher}`, (signal) =>
    completenessOf(source, publisher, signal),
  );
  return (
    <Page title="Completeness" wide>
      <p class="no-print">
        Every character of a document is a fact, a heading, or a finding. Here is what the documents
        do not say, what a reader repaired or doubted, and what found no place.
      </p>
      <Loading of={about} what="the publishers">
        {({ publishers }) => (
          <Loading of={loaded} what="the findings">
            {(data) => <Shown data={data} route={route} publishers={publishers} />}
          </Loading>
        )}
      </Loading>
    </Page>
  );
}

function Shown(props: { data: Completeness; route: Route; publishers: PublisherSummary[] }) {
  const { data, route, publishers } = props;
  const { publisher = "", kind = "", severity = "", document = "" } = route.params;
  const names = new Map(data.documents.map((each) => [each.iri, each]));
  const chosen = data.documents.find((each) => each.path === document);
  const here = (iri: string) => !document || chosen?.iri === iri;
  const findings = data.findings.filter(
    (each) =>
      here(each.document) &&
      (!kind || each.kind === kind) &&
      (!severity || each.severity === severity),
  );
  const absences = kind || severity ? [] : data.absences.filter((each) => here(each.document));
  const from = Math.max(0, Math.floor(Number(route.params["from"]) || 0));
  const page = findings.slice(from, from + AT_ONCE);
  const at = (changes: Record<string, string | number | null>) =>
    href("completeness", "", { ...route.params, ...changes });
  const set = (name: string) => (event: { currentTarget: HTMLSelectElement }) =>
    change(route, {
      [name]: event.currentTarget.value,
      from: null,
      ...(name === "publisher" ? { document: null } : {}),
    });
  const kinds = countedBy(
    data.findings.filter((each) => here(each.document)),
    (each) => each.kind,
  );
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Publisher
          <select name="publisher" value={publisher} onChange={set("publisher")}>
            <option value="">any</option>
            {publisher && !publishers.some((each) => each.id === publisher) && (
              <option value={publisher}>{publisher}</option>
            )}
            {publishers.map((each) => (
              <option key={each.id} value={each.id}>
                {each.label}
              </option>
            ))}
          </select>
        </label>
        <label>
          Document
          <select name="document" value={document} onChange={set("document")}>
            <option value="">any</option>
            {document && !chosen && <option value={document}>{document}</option>}
            {data.documents.map((each) => (
              <option key={each.path} value={each.path}>
                {each.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Kind of finding
          <select name="kind" value={kind} onChange={set("kind")}>
            <option value="">any</option>
            {kind && !kinds.some(([each]) => each === kind) && <option value={kind}>{kind}</option>}
            {kinds.map(([each, count]) => (
              <option key={each} value={each}>
                {each} ({count})
              </option>
            ))}
          </select>
        </label>
        <label>
          Severity
          <select name="severity" value={severity} onChange={set("severity")}>
            <option value="">any</option>
            {SEVERITIES.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </form>
      <p class="told" role="status">
        {counted(findings.length, "finding")}
        {!kind && !severity && `, ${counted(absences.length, "absent part")}`} in{" "}
        {document ? (chosen?.title ?? "no document") : counted(data.documents.length, "document")}.
        {(publisher || kind || severity || document) && (
          <>
            {" "}
            <a href={href("completeness")}>Show all</a>
          </>
        )}
      </p>
      <h2>Documents</h2>
      <Documents data={data} only={chosen} more={(path) => at({ document: path, from: null })} />
      <h2 id="findings">Findings</h2>
      {findings.length > 0 && (
        <p class="no-print">
          <Download
            name="findings.csv"
            media="text/csv"
            text={() => findingsCsv(findings, names)}
          >
            Download as CSV
          </Download>
        </p>
      )}
      <Findings findings={page} names={names} />
      {findings.length > AT_ONCE && (
        <nav class="pages no-print" aria-label="Pages of findings">
          {from > 0 && <a href={at({ from: Math.max(0, from - AT_ONCE) || null })}>Before</a>}{" "}
          {from + 1} to {Math.min(from + AT_ONCE, findings.length)} of {findings.length}{" "}
          {from + AT_ONCE < findings.length && <a href={at({ from: from + AT_ONCE })}>Next</a>}
        </nav>
      )}
      {!kind && !severity && (
        <>
          <h2>Absent parts</h2>
          <Table
            caption="Parts of classes and class-grades that no document states"
            columns={[
              {
                name: "Of",
                heads: true,
                cell: (row) => <a href={thingLink(full(row.about))}>{shortId(row.about)}</a>,
              },
              { name: "What is absent", cell: (row) => row.missing },
              {
                name: "Document",
                cell: (row) => (
                  <a href={documentLink(row.document)} dir="auto">
                    {names.get(row.document)?.title ?? row.document}
                  </a>
                ),
              },
            ]}
            rows={absences}
            none="No part is absent."
          />
          {!document && (
            <>
              <h2>Defined and not used, used and not defined</h2>
              <Table
                caption="Levels and competencies that are defined and never used, or used and never defined"
                columns={[
                  {
                    name: "Name",
                    heads: true,
                    cell: (row) => (
                      <a href={thingLink(shown(row["iri"]))} dir="auto">
                        {shown(row["name"])}
                      </a>
                    ),
                  },
                  { name: "What", cell: (row) => shown(row["what"]) },
                  { name: "State", cell: (row) => shown(row["state"]) },
                  { name: "Of", cell: (row) => <span dir="auto">{shown(row["of"])}</span> },
                  { name: "Publisher", cell: (row) => shown(row["kept_by"]) },
                ]}
                rows={data.unused}
                none="Everything that is defined is used, and the other way round."
              />
            </>
          )}
        </>
      )}
    </>
  );
}

function Documents(props: {
  data: Completeness;
  only: DocumentEntry | undefined;
  more: (path: string) => string;
}) {
  const { data, only, more } = props;
  const count = (iri: string, severity: string) =>
    data.findings.filter((each) => each.document === iri && each.severity === severity).length;
  return (
    <Table
      caption="Documents, how much of each is accounted for, and what was found"
      columns={[
        {
          name: "Document",
          heads: true,
          cell: (row) => (
            <>
              <a href={documentLink(row.path)} dir="auto">
                {row.title}
              </a>
              {row.file !== null && row.file !== row.title && (
                <span class="file muted" dir="auto">
                  {row.file}
                </span>
              )}
              {!row.in_force && <Tag>not in force</Tag>}
            </>
          ),
        },
        { name: "Accounted for", cell: (row) => <Accounted of={data.coverage.get(row.iri)} /> },
        ...SEVERITIES.map((severity) => ({
          name: `${severity}s`,
          numeric: true,
          cell: (row: DocumentEntry) => count(row.iri, severity),
        })),
        {
          name: "Absent parts",
          numeric: true,
          cell: (row) => data.absences.filter((each) => each.document === row.iri).length,
        },
        {
          name: "Findings",
          cell: (row) => (
            <a href={more(row.path)}>
              only these<span class="unseen"> of {row.title}</span>
            </a>
          ),
        },
      ]}
      rows={only ? [only] : data.documents}
      keyOf={(row) => row.path}
      none="No document."
    />
  );
}

/** The shares of a document in words, and as a bar that only repeats them. */
function Accounted(props: { of: Coverage | undefined }) {
  const { of } = props;
  if (!of || of.placed === null || of.label === null || of.unplaced === null)
    return <span class="muted">not known</span>;
  return (
    <div class="accounted">
      <div class="shares" aria-hidden="true">
        <span class="placed" style={{ width: `${of.placed}%` }} />
        <span class="labels" style={{ width: `${of.label}%` }} />
        <span class="unplaced" style={{ width: `${of.unplaced}%` }} />
      </div>
      <span>
        {of.placed} % facts, {of.label} % headings,{" "}
        {of.unplacedCharacters === 0
          ? "nothing left over"
          : `${of.unplaced} % left over (${counted(of.unplacedCharacters, "character")})`}{" "}
        <span class="muted">of {counted(of.characters, "character")}</span>
      </span>
    </div>
  );
}

function Findings(props: { findings: readonly Finding[]; names: Map<string, DocumentEntry> }) {
  return (
    <Table
      caption="Findings, each with its place in the document"
      columns={[
        {
          name: "Where",
          heads: true,
          cell: (row) => (
            <a href={documentLink(row.document, row.start, row.end, row.iri)} dir="auto">
              {props.names.get(row.document)?.title ?? row.document}
              {row.line !== null && `, line ${row.line}`}
            </a>
          ),
        },
        {
          name: "Kind",
          cell: (row) => (
            <>
              {row.kind} <Tag tone={TONES[row.severity] ?? "plain"}>{row.severity}</Tag>
            </>
          ),
        },
        {
          name: "What was found",
          cell: (row) => (
            <>
              <span dir="auto">{row.message}</span>
              {(row.readAs !== null || row.takenFor !== null) && (
                <span class="read muted">
                  {row.readAs !== null && (
                    <>
                      stands there: <q dir="auto">{row.readAs}</q>
                    </>
                  )}
                  {row.takenFor !== null && (
                    <>
                      {" "}
                      taken for: <q dir="auto">{row.takenFor}</q>
                    </>
                  )}
                </span>
              )}
              {row.quote !== null && row.readAs === null && (
                <q class="read" dir="auto">
                  {short(row.quote)}
                </q>
              )}
            </>
          ),
        },
      ]}
      rows={props.findings}
      keyOf={(row) => row.iri}
      none="Nothing was found."
    />
  );
}

function findingsCsv(findings: readonly Finding[], names: Map<string, DocumentEntry>): string {
  return csv(
    ["document", "file", "line", "start", "end", "kind", "severity", "message", "read_as", "taken_for", "finding"],
    findings.map((each) => [
      names.get(each.document)?.path ?? each.document,
      names.get(each.document)?.file,
      each.line,
      each.start,
      each.end,
      each.kind,
      each.severity,
      each.message,
      each.readAs,
      each.takenFor,
      each.iri,
    ]),
  );
}

/** Answers name classes by their short identifiers. */
const full = (about: string): string =>
  about.includes("://") ? about : `https://w3id.org/careerlattice/id/class/${about}`;

const short = (quote: string): string =>
  quote.length > 240 ? `${quote.slice(0, 240)}…` : quote;
