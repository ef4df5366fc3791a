// What others say of a class-grade: entries of taxonomies, and findings of the readers.

import { grouped, numberOf, select, sparql, textOf, things } from "../../asking";
import { Loading, useLoaded } from "../../loading";
import { Tag, type Tone } from "../../parts/tag";
import { Where } from "../../parts/where";
import { bestPlace, placesOf } from "../../places";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { Row } from "../../types";
import type { ClassGrade } from "./reading";

interface Props {
  read: ClassGrade;
  source: Source;
}

export function Codes({ read, source }: Props) {
  const loaded = useLoaded(read.classId, async (signal) => {
    const answer = await source.ask("taxonomy-codes", { class: read.classId }, signal);
    // The question is about the class; of its grades only this one is meant.
    const own = new Set([
      ...read.competencies.map((each) => each.name),
      ...read.duties.flatMap(function words(duty): string[] {
        return [duty.text, ...duty.parts.flatMap(words)];
      }),
    ]);
    return answer.rows.filter(
      (row) =>
        row["status"] === "accepted" && (row["about"] === "class" || own.has(String(row["name"]))),
    );
  });
  return (
    <section>
      <h2>In taxonomies</h2>
      <Loading of={loaded} what="the links to taxonomies">
        {(rows) => {
          const kinds = grouped(rows, "about");
          if (!rows.length) return <p class="none">No link to a taxonomy is accepted.</p>;
          return [...kinds].map(([about, group]) =>
            about === "class" ? (
              <Linked key={about} rows={group} />
            ) : (
              <details key={about} class="linked-more">
                <summary>
                  {about === "duty" ? "Its duties" : "Its competencies"}{" "}
                  <span class="muted">({counted(group.length, "link")})</span>
                </summary>
                <Linked rows={group} named />
              </details>
            ),
          );
        }}
      </Loading>
    </section>
  );
}

/** Things with the entries they are linked to. */
function Linked({ rows, named = false }: { rows: readonly Row[]; named?: boolean }) {
  return (
    <ul class="linked">
      {[...grouped(rows, "thing")].map(([thing, group]) => (
        <li key={thing}>
          {named && <div dir="auto">{group[0]?.["name"]}</div>}
          <ul>
            {group.map((row) => (
              <li key={`${row["mapping"]}`}>
                <Entry row={row} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Entry({ row }: { row: Row }) {
  const code = String(row["code"]);
  const label = textOf(row, "label");
  const confidence = textOf(row, "confidence");
  return (
    <>
      <Tag>{row["relation"]}</Tag>{" "}
      <span class="muted">{taxonomyName(String(row["taxonomy"]), textOf(row, "version"))}</span>{" "}
      <code title={code}>{code.replace(/^.*[/#]/, "")}</code> {label && <span dir="auto">{label}</span>}{" "}
      <Tag tone="good">{row["status"]}</Tag>
      {confidence && <span class="muted"> confidence {confidence}</span>}
    </>
  );
}

/** What people call a taxonomy: ESCO, O*NET, ISCO or SOC with its version, else the end of its IRI. */
export function taxonomyName(taxonomy: string, version: string | null): string {
  const known: readonly [RegExp, string][] = [
    [/onet/i, "O*NET"],
    [/isco/i, "ISCO"],
    [/esco/i, "ESCO"],
    [/soc/i, "SOC"],
  ];
  const end = taxonomy.replace(/[/#]$/, "").replace(/^.*[/#]/, "");
  const name = known.find(([pattern]) => pattern.test(end))?.[1] ?? end;
  return version && !name.includes(version) ? `${name} ${version}` : name;
}

/** How grave a finding is, in words and colour. */
export const SEVERITIES: Record<string, [words: string, tone: Tone]> = {
  Info: ["note", "plain"],
  Warning: ["warning", "rise"],
  Violation: ["error", "bad"],
};

export function Findings({ read, source }: Props) {
  const loaded = useLoaded(read.id, async (signal) => {
    const rows = await select(source, FINDINGS, { class_grade: read.id }, signal);
    const places = await placesOf(source, rows.map((row) => String(row["finding"])), signal);
    return { rows, places };
  });
  return (
    <Loading of={loaded} what="the findings">
      {({ rows, places }) =>
        rows.length > 0 && (
          <section>
            <h2>Findings of the reader</h2>
            <ul class="findings">
              {rows.map((row) => {
                const finding = String(row["finding"]);
                const [words, tone] = SEVERITIES[String(row["severity"])] ?? ["note", "plain"];
                return (
                  <li key={finding}>
                    <Tag tone={tone}>{words}</Tag> <span dir="auto">{row["message"]}</span>{" "}
                    <span class="muted">({row["kind"]})</span>{" "}
                    <Where
                      place={bestPlace(places.get(finding), { line: numberOf(row, "line") })}
                      fact={finding}
                    />
                  </li>
                );
              })}
            </ul>
          </section>
        )
      }
    </Loading>
  );
}

/** Findings about a class-grade, its class, or any of its facts. */
const FINDINGS = sparql`
SELECT DISTINCT ?finding ?kind ?message ?severity
WHERE {
  VALUES ?class_grade { ${things("class_grade")} }
  {
    ?class_grade career:ofClass? ?thing .
  } UNION {
    VALUES ?property {
      career:hasRequirement career:hasDutyAssignment career:hasQualification career:hasStatement
      career:pay career:hasDetail career:hasDuty
    }
    ?class_grade ?property ?thing .
  } UNION {
    ?class_grade career:hasRequirement ?requirement .
    ?requirement career:competency ?thing .
  }
  ?finding career:about ?thing ;
    a career:Finding ;
    career:findingKind ?sort ;
    career:message ?words .
  OPTIONAL { ?sort rdfs:label ?label }
  OPTIONAL { ?finding career:severity ?weight }
  BIND(COALESCE(STR(?label), STRAFTER(STR(?sort), "#")) AS ?kind)
  BIND(STR(?words) AS ?message)
  BIND(REPLACE(STR(?weight), "^.*[/#]", "") AS ?severity)
}
ORDER BY ?kind ?message ?finding
`;
