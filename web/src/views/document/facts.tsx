// What rests on the chosen words: each fact in words, with the way to where it is shown.

import { grouped, select, sparql, textOf, texts, things } from "../../asking";
import { classGradeLink, competencyLink } from "../../links";
import { Loading, useLoaded } from "../../loading";
import { Tag } from "../../parts/tag";
import { href } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { Row, Span } from "../../types";
import { inWords } from "./kinds";

/** So many class-grades are named for one fact, and so many facts for one place. */
const NAMED = 6;
const LISTED = 60;

interface Props {
  source: Source;
  /** The spans that were chosen, one or more for each fact. */
  spans: readonly Span[];
  words: string;
  onClose: () => void;
}

export function Facts({ source, spans, words, onClose }: Props) {
  const facts = [...new Set(spans.flatMap((span) => span.fact ?? []))].slice(0, LISTED);
  const loaded = useLoaded(facts.join(" "), (signal) => select(source, FACTS, { facts }, signal));
  const labels = spans.some((span) => span.fact === null);
  return (
    <aside class="resting" aria-label="What rests on these words">
      <div class="resting-head">
        <h2>What rests on these words</h2>
        <button type="button" class="no-print" onClick={onClose} aria-label="Close">
          ×
        </button>
      </div>
      <p class="resting-words" dir="auto">
        {words.length > 240 ? `${words.slice(0, 240)}…` : words}
      </p>
      {labels && <p class="muted">A heading or a stem: it labels what follows.</p>}
      {!facts.length && !labels && <p class="none">No fact rests on these words.</p>}
      <Loading of={loaded} what="the facts">
        {(rows) => {
          const known = grouped(rows, "fact");
          return (
            <ul class="facts">
              {facts.map((fact) => (
                <Fact
                  key={fact}
                  fact={fact}
                  rows={known.get(fact) ?? known.get(fact.replace(CLASSES, "")) ?? []}
                  spans={spans.filter((span) => span.fact === fact)}
                />
              ))}
            </ul>
          );
        }}
      </Loading>
    </aside>
  );
}

const CLASSES = /^https:\/\/w3id\.org\/careerlattice\/id\/class\//;

function Fact(props: { fact: string; rows: readonly Row[]; spans: readonly Span[] }) {
  const { rows, spans } = props;
  const row = rows[0] ?? {};
  const kind = spans[0]?.kind ?? "";
  const abouts = [...new Set(spans.flatMap((span) => span.about ?? []))].map(inWords);
  const id = props.fact.replace(CLASSES, "");
  const competency = kind === "Competency" ? id : textOf(row, "competency");
  const said = textOf(row, "words");
  const name = textOf(row, "competency_name");
  const level = textOf(row, "level");
  const owners = new Map(
    rows.flatMap((each) => {
      const owner = textOf(each, "owner");
      return owner ? [[owner, textOf(each, "title") ?? owner] as const] : [];
    }),
  );
  return (
    <li>
      <Tag>{kind === "ClassGrade" ? "class-grade" : inWords(kind)}</Tag>{" "}
      {abouts.length > 0 && <span class="muted">its {abouts.join(", ")}: </span>}
      {kind === "ClassGrade" ? (
        <a href={classGradeLink(id)} dir="auto">
          {said ?? id}
        </a>
      ) : kind === "JobClass" ? (
        <a href={href("lattice", "", { class: id })} dir="auto">
          {said ?? id}
        </a>
      ) : competency ? (
        <a href={competencyLink(competency)} dir="auto">
          {said ?? name ?? id}
        </a>
      ) : (
        <span dir="auto">{said}</span>
      )}
      {level && <span> at level {level}</span>}
      {name !== null && said !== null && name !== said && kind !== "Competency" && (
        <span class="muted" dir="auto">
          {" "}
          of “{name}”
        </span>
      )}
      {owners.size > 0 && (
        <div class="owners">
          {[...owners].slice(0, NAMED).map(([owner, title], at) => (
            <span key={owner}>
              {at > 0 && "; "}
              <a href={classGradeLink(owner)} dir="auto">
                {title}
              </a>
            </span>
          ))}
          {owners.size > NAMED && ` and ${counted(owners.size - NAMED, "more class-grade")}`}
        </div>
      )}
      {texts(rows, "about_words").map((each) => (
        <div key={each} class="muted" dir="auto">
          about: {each}
        </div>
      ))}
    </li>
  );
}

/** What facts say, and whose they are. */
const FACTS = sparql`
SELECT DISTINCT ?fact ?words ?competency ?competency_name ?level ?owner ?title ?about_words
WHERE {
  VALUES ?fact { ${things("facts")} }
  OPTIONAL { ?fact skos:prefLabel ?label }
  OPTIONAL { ?fact career:clause ?clause }
  OPTIONAL { ?fact career:text ?text }
  OPTIONAL { ?fact career:message ?message }
  OPTIONAL { ?fact career:duty/career:text ?duty }
  OPTIONAL {
    ?fact career:competency ?competency .
    OPTIONAL { ?competency skos:prefLabel ?competencyLabel }
  }
  OPTIONAL { ?fact career:level/skos:notation ?step }
  OPTIONAL {
    ?owner career:hasDutyAssignment|career:hasDuty|career:hasRequirement|career:hasQualification
        |career:hasStatement|career:pay ?fact ;
      a career:ClassGrade .
    OPTIONAL { ?owner skos:prefLabel ?ownerLabel }
  }
  OPTIONAL {
    ?fact career:about ?about .
    OPTIONAL { ?about skos:prefLabel ?aboutLabel }
    OPTIONAL { ?about career:competency/skos:prefLabel ?aboutCompetency }
    OPTIONAL { ?about career:duty/career:text ?aboutDuty }
    OPTIONAL { ?about career:text ?aboutText }
  }
  BIND(
    STR(COALESCE(?message, ?clause, ?label, ?text, ?duty, ?competencyLabel)) AS ?words)
  BIND(STR(?competencyLabel) AS ?competency_name)
  BIND(STR(?step) AS ?level)
  BIND(STR(?ownerLabel) AS ?title)
  BIND(STR(COALESCE(?aboutLabel, ?aboutCompetency, ?aboutDuty, ?aboutText)) AS ?about_words)
}
ORDER BY ?fact ?owner ?level ?about_words
`;
