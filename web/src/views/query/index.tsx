// The query editor: all questions as examples, SPARQL to write, the answer as table, chart or text.

import { useEffect, useMemo, useState } from "preact/hooks";
import { bind } from "../../embedded/binding";
import { Loading, useLoaded } from "../../loading";
import { Page } from "../../parts/page";
import { change, type Route } from "../../router";
import { type Source, SourceError } from "../../source";
import { counted } from "../../text";
import type { Parameter, QueryAnswer, Question, Vocabulary } from "../../types";
import type { ViewProps } from "../../views";
import { placeOf, rowsOf } from "./answer";
import { withPrefixes } from "./completion";
import { Editor } from "./editor";
import "./query.css";
import { Results } from "./results";

/** The questions by what they are about, in the order of their numbers. */
const GROUPS: readonly [upTo: number, name: string][] = [
  [7, "A class-grade"],
  [14, "Ladders, gaps and differences"],
  [23, "Moves"],
  [31, "Across publishers"],
  [34, "Codes and taxonomies"],
  [40, "Documents and their quality"],
  [Infinity, "Beside taxonomies"],
];

const BEGINNING = `# Which class-grades ask for most competencies?
SELECT ?class_grade (COUNT(DISTINCT ?competency) AS ?competencies)
WHERE {
  ?class_grade a career:ClassGrade ;
    career:hasRequirement/career:competency ?competency .
}
GROUP BY ?class_grade
ORDER BY DESC(?competencies) ?class_grade
LIMIT 20`;

/** Parameters of a question stand in the address with this before their name. */
const PARAMETER = "p.";

export default function QueryView({ route, source }: ViewProps) {
  const loaded = useLoaded("query", async () => {
    const [questions, vocabulary] = await Promise.all([
      source.resource<Question[]>("questions"),
      source.resource<Vocabulary>("vocabulary"),
    ]);
    return { questions, vocabulary };
  });
  return (
    <Page title="Query" wide>
      <Loading of={loaded} what="the questions">
        {({ questions, vocabulary }) => (
          <Asking questions={questions} vocabulary={vocabulary} route={route} source={source} />
        )}
      </Loading>
    </Page>
  );
}

/** What came of a query. */
type Outcome =
  | { state: "none" }
  | { state: "running" }
  | { state: "stopped" }
  | { state: "failed"; error: Error }
  | { state: "ready"; answer: QueryAnswer; milliseconds: number };

function Asking(props: {
  questions: Question[];
  vocabulary: Vocabulary;
  route: Route;
  source: Source;
}) {
  const { questions, vocabulary, route, source } = props;
  const own = route.params["query"];
  const question = own === undefined ? questionOf(questions, route) : undefined;
  const given = question ? givenTo(question, route.params) : {};
  const wanted = useMemo(() => textOf(question, given, own), [question, JSON.stringify(given), own]);
  const [written, setWritten] = useState(wanted.text);
  const [asked, setAsked] = useState<{ text: string; round: number } | null>(null);
  const [outcome, setOutcome] = useState<Outcome>({ state: "none" });
  const [running, setRunning] = useState<AbortController>();

  // What an address asks is answered at once; the editor begins with an example and waits.
  useEffect(() => {
    setWritten(wanted.text);
    const asks = (own !== undefined || question !== undefined) && !wanted.problem;
    setAsked(asks ? { text: wanted.text, round: 0 } : null);
    setOutcome({ state: "none" });
  }, [wanted]);

  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const begun = performance.now();
    const tell = (now: Outcome) => {
      if (stop.signal.aborted) return;
      setRunning(undefined);
      setOutcome(now);
    };
    setRunning(stop);
    setOutcome({ state: "running" });
    source.query(withPrefixes(asked.text, vocabulary.prefixes), stop.signal).then(
      (answer) => tell({ state: "ready", answer, milliseconds: performance.now() - begun }),
      (error: unknown) =>
        tell({ state: "failed", error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return () => stop.abort();
  }, [asked, source]);

  const run = (text: string) => {
    if (text === wanted.text && (own !== undefined || question))
      setAsked({ text, round: (asked?.round ?? 0) + 1 });
    else change(route, { ...cleared(route), question: null, query: text });
  };
  const shift = asked
    ? withPrefixes(asked.text, vocabulary.prefixes).split("\n").length - asked.text.split("\n").length
    : 0;
  const said = outcome.state === "failed" ? placeOf(outcome.error.message) : null;
  const mistake =
    said && asked?.text === written && said.line > shift
      ? { line: said.line - shift, column: said.column }
      : null;

  return (
    <div class="query">
      <Questions questions={questions} chosen={question} route={route} />
      {question && (
        <>
          <p class="question">{question.question}</p>
          <Parameters question={question} given={given} route={route} />
        </>
      )}
      {wanted.problem && <p class="problem">{wanted.problem}</p>}
      <Editor
        text={wanted.text}
        vocabulary={vocabulary}
        mistake={mistake}
        onRun={run}
        onText={setWritten}
      />
      <p class="run no-print">
        <button type="button" class="main" disabled={!!running} onClick={() => run(written)}>
          Run
        </button>{" "}
        <button
          type="button"
          disabled={!running}
          onClick={() => {
            running?.abort();
            setRunning(undefined);
            setOutcome({ state: "stopped" });
          }}
        >
          Stop
        </button>{" "}
        <span class="muted">
          Ctrl-Enter runs; Ctrl-Space completes; Escape leaves the editor. Known prefixes need no
          declaration.
        </span>
      </p>
      <p class="told" role="status">
        {told(outcome)}
      </p>
      {outcome.state === "failed" && (
        <div class="failure" role="alert">
          <Mistake message={outcome.error.message} />
          {outcome.error instanceof SourceError && outcome.error.remedy && (
            <p>{outcome.error.remedy}</p>
          )}
          {mistake && (
            <p>
              In line {mistake.line}: <code>{written.split("\n")[mistake.line - 1]?.trim()}</code>
            </p>
          )}
        </div>
      )}
      {outcome.state === "ready" && (
        <Results
          key={asked?.text}
          answer={outcome.answer}
          route={route}
          prefixes={vocabulary.prefixes}
          name={question?.slug ?? "answer"}
          meanings={question?.columns ?? {}}
        />
      )}
    </div>
  );
}

/** What an engine says; of what it would have liked better only that there is a list. */
function Mistake(props: { message: string }) {
  const [said = "", ...expected] = props.message.split(/\s*\bexpected one of\b/);
  return (
    <>
      <p>
        <strong>{said.replace(/[:;,]\s*$/, ".")}</strong>
      </p>
      {expected.length > 0 && (
        <details>
          <summary>What could stand there</summary>
          <p>{expected.join(" expected one of")}</p>
        </details>
      )}
    </>
  );
}

function told(outcome: Outcome): string {
  switch (outcome.state) {
    case "none":
      return "";
    case "running":
      return "Asking…";
    case "stopped":
      return "Stopped.";
    case "failed":
      return "No answer.";
    case "ready": {
      const { answer, milliseconds } = outcome;
      const time = `${Math.round(milliseconds).toLocaleString("en")} ms`;
      if (answer.kind === "turtle") return `Triples, in ${time}.`;
      return `${counted(rowsOf(answer.json).rows.length, "row")}, in ${time}.`;
    }
  }
}

function Questions(props: { questions: Question[]; chosen: Question | undefined; route: Route }) {
  const { questions, chosen, route } = props;
  const groups = new Map<string, Question[]>();
  for (const each of questions) {
    const name = GROUPS.find(([upTo]) => (each.number ?? Infinity) <= upTo)?.[1] ?? "Others";
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return (
    <div class="filters no-print">
      <label class="questions">
        A question as an example
        <select
          name="question"
          value={chosen?.slug ?? ""}
          onChange={(event) => {
            const question = event.currentTarget.value;
            change(route, { ...cleared(route), query: null, question });
          }}
        >
          <option value="">none: a query of your own</option>
          {[...groups].map(([name, members]) => (
            <optgroup key={name} label={name}>
              {members.map((each) => (
                <option key={each.slug} value={each.slug}>
                  {each.number === null ? "" : `${each.number}. `}
                  {each.question}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The parameters as fields; what is given stands in the query's VALUES. */
function Parameters(props: { question: Question; given: Record<string, string>; route: Route }) {
  const { question, given, route } = props;
  if (!question.params.length) return null;
  return (
    <form
      class="filters parameters no-print"
      key={question.slug}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        change(
          route,
          Object.fromEntries(
            question.params.map(({ name, example, required }) => {
              const value = String(fields.get(name) ?? "").trim();
              // The example of what is required is there without being said.
              return [PARAMETER + name, required && value === example ? null : value];
            }),
          ),
        );
      }}
    >
      {question.params.map((each) => (
        <label key={each.name} title={each.description}>
          {each.name.replaceAll("_", " ")}
          {each.required ? "" : " (optional)"}
          <input
            // Another address has other values.
            key={given[each.name] ?? ""}
            name={each.name}
            type="text"
            defaultValue={given[each.name] ?? ""}
            placeholder={placeholder(each)}
            required={each.required}
            aria-description={each.description}
            autocomplete="off"
            spellcheck={false}
          />
        </label>
      ))}
      <button type="submit">Put in and run</button>
    </form>
  );
}

const placeholder = (each: Parameter): string =>
  each.type === "date" ? "2009-05-26" : each.type === "class-grade" ? "publisher/class/grade" : "";

const questionOf = (questions: readonly Question[], route: Route): Question | undefined =>
  questions.find((each) => each.slug === route.params["question"]);

/** The values of a question's parameters: those of the address, else examples of what it needs. */
function givenTo(question: Question, params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    question.params.flatMap(({ name, required, example }) => {
      const value = params[PARAMETER + name] ?? (required ? (example ?? "") : "");
      return value === "" ? [] : [[name, value]];
    }),
  );
}

/** The query to begin with, and why it cannot be asked as it is. */
function textOf(
  question: Question | undefined,
  given: Record<string, string>,
  own: string | undefined,
): { text: string; problem: string } {
  if (own !== undefined) return { text: own, problem: "" };
  if (!question) return { text: BEGINNING, problem: "" };
  try {
    return { text: tidy(bind(question, given)), problem: "" };
  } catch (error) {
    return { text: tidy(question.sparql), problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Without the head that describes the question: the page says the same. */
const tidy = (sparql: string): string => sparql.replace(/^(?:#\+.*\n)+\s*/, "");

/** What belongs to another question or answer. */
function cleared(route: Route): Record<string, null> {
  const names = Object.keys(route.params).filter((name) => name.startsWith(PARAMETER));
  return Object.fromEntries([...names, "as", "x", "y"].map((name) => [name, null]));
}

