// One class-grade as its documents describe it, put together from questions and a few queries.

import { grouped, names, numberOf, select, sparql, textOf, texts, things } from "../../asking";
import { type Places, placesIn, placesOf } from "../../places";
import type { Source } from "../../source";
import type { Row } from "../../types";

/** A value of the class-grade or of its class, such as a bargaining unit. */
export interface Attribute {
  /** The local name of the property, by which the places of documents know it. */
  property: string;
  label: string;
  notations: string[];
  /** The class-grade or the class. */
  of: string;
  value: string;
}

export interface Duty {
  id: string;
  text: string;
  /** The label of a group, which is no duty itself. */
  group: boolean;
  /** As a fraction of 1. */
  share: number | null;
  essential: boolean;
  line: number | null;
  parts: Duty[];
}

/** A competency that a class-grade asks for. */
export interface Asked {
  id: string;
  competency: string;
  name: string;
  level: string | null;
  rank: number | null;
  /** The highest rank of the scale. */
  top: number | null;
  scale: string | null;
  scaleId: string | null;
  /** What the level means for this competency, where that is said. */
  meaning: string[];
  guidance: string | null;
  importance: string | null;
  core: boolean;
  areas: string[];
  line: number | null;
}

export interface Qualification {
  id: string;
  kind: string;
  modality: string | null;
  asks: string;
  /** What was read of it, each in words. */
  read: string[];
  within: string | null;
  classes: string[];
  instead: string[];
}

export interface Passage {
  id: string;
  about: string;
  text: string;
  line: number | null;
}

export interface Labelled {
  id: string;
  label: string;
  text: string;
}

export interface Rung {
  id: string;
  title: string;
  grade: string | null;
  place: string;
  lead: boolean;
}

/** One step of a scale, with what it means there. */
export interface Step {
  id: string;
  scale: string;
  scaleName: string;
  notation: string;
  rank: number | null;
  meaning: string | null;
}

export interface ClassGrade {
  id: string;
  title: string;
  classId: string;
  classTitle: string;
  attributes: Attribute[];
  ladder: Rung[];
  pay: Labelled[];
  details: Labelled[];
  statements: Passage[];
  subjects: string[];
  duties: Duty[];
  competencies: Asked[];
  qualifications: Qualification[];
  steps: Step[];
  places: Places;
}

/** Everything about a class-grade; null if there is none of this identifier. */
export async function readClassGrade(
  source: Source,
  id: string,
  signal: AbortSignal,
): Promise<ClassGrade | null> {
  const own = await readAttributes(source, id, signal);
  if (!own) return null;
  const { attributes, title, classId, classTitle } = own;
  const ask = async (question: string, params: Record<string, string>) =>
    (await source.ask(question, params, signal)).rows;
  const [ladder, duties, competencies, qualifications, about, quotes, classQuotes, others] =
    await Promise.all([
      ask("ladder", { class_grade: id }),
      ask("duties", { class_grade: id }),
      readAsked(source, id, signal),
      ask("qualifications", { class: classId }),
      ask("class", { class: classId }),
      ask("source", { thing: id }),
      ask("source", { thing: classId }),
      select(source, OTHERS, { class_grade: id }, signal),
    ]);
  const parts = grouped(others, "part");
  const scales = [...new Set(competencies.flatMap(({ scaleId }) => scaleId ?? []))];
  const pay = labelled(parts.get("pay"));
  const details = labelled(parts.get("detail"));
  const steps = await readSteps(source, scales, signal);
  const meant = await placesOf(source, steps.map((step) => step.id), signal);
  return {
    id, title, classId, classTitle, attributes, pay, details, competencies, steps,
    ladder: ladder.map((row) => ({
      id: String(row["rung"]),
      title: String(row["title"]),
      grade: textOf(row, "grade"),
      place: String(row["place"]),
      lead: row["lead_worker"] === true,
    })),
    statements: [
      ...about.filter((row) => row["statement"] !== null).map((row) => ({
        id: String(row["statement"]),
        about: String(row["about"]),
        text: String(row["text"]),
        line: numberOf(row, "line"),
      })),
      ...(parts.get("statement") ?? []).map((row) => ({
        id: String(row["fact"]),
        about: String(row["label"]),
        text: String(row["text"]),
        line: null,
      })),
    ],
    subjects: texts(about.filter((row) => row["about"] === "subject area"), "text"),
    duties: nested(duties, parts.get("parent") ?? []),
    qualifications: qualificationsOf(qualifications, id),
    places: new Map([...placesIn([...quotes, ...classQuotes]), ...meant]),
  };
}

/** What a class-grade is called and belongs to; null if there is none. */
export async function readAttributes(
  source: Source,
  id: string,
  signal: AbortSignal,
): Promise<Pick<ClassGrade, "title" | "classId" | "classTitle" | "attributes"> | null> {
  const rows = names(id) ? await select(source, ATTRIBUTES, { class_grade: id }, signal) : [];
  const first = (property: string, of: string) =>
    rows.find((row) => row["property"] === property && row["of"] === of);
  const classId = first("ofClass", id)?.["value"];
  if (!classId) return null;
  const title = first("prefLabel", id)?.["value"];
  const attributes: Attribute[] = [];
  for (const row of rows) {
    const [property, of, value] = ["property", "of", "value"].map((each) => String(row[each]));
    if (!property || !of || value === undefined) continue;
    const label = textOf(row, "label") ?? value;
    const notation = textOf(row, "notation");
    let known = attributes.find(
      (each) => each.property === property && each.of === of && each.value === value,
    );
    if (!known) {
      known = { property, of, value, label, notations: [] };
      attributes.push(known);
    }
    if (notation && !known.notations.includes(notation)) known.notations.push(notation);
  }
  return {
    attributes,
    title: String(title ?? id),
    classId: String(classId),
    classTitle: String(first("prefLabel", String(classId))?.["value"] ?? classId),
  };
}

/** The competencies that a class-grade asks for, with their levels on their scales. */
export async function readAsked(source: Source, id: string, signal: AbortSignal): Promise<Asked[]> {
  const [rows, more] = await Promise.all([
    source.ask("competencies", { class_grade: id }, signal),
    select(source, REQUIREMENTS, { class_grade: id }, signal),
  ]);
  const known = grouped(more, "requirement");
  const asked = [...grouped(rows.rows, "requirement")].map(([requirement, group]): Asked => {
    const row = group[0] as Row;
    const also = known.get(requirement) ?? [];
    const told = also[0] ?? {};
    return {
      id: requirement,
      competency: String(told["competency"] ?? ""),
      name: String(row["competency"]),
      level: textOf(row, "level"),
      rank: numberOf(told, "rank"),
      top: numberOf(told, "top"),
      scale: textOf(row, "scale"),
      scaleId: textOf(told, "scale"),
      meaning: texts(also, "own"),
      guidance: texts(group, "guidance").join(", ") || null,
      importance: texts(group, "importance").join(", ") || null,
      core: row["core"] === "yes",
      areas: texts(group, "knowledge_area"),
      line: numberOf(row, "line"),
    };
  });
  // As the document lists them.
  return asked.sort((one, other) => (one.line ?? Infinity) - (other.line ?? Infinity) || 0);
}

/** The steps of scales, the lowest first. */
export async function readSteps(
  source: Source,
  scales: readonly string[],
  signal: AbortSignal,
): Promise<Step[]> {
  const rows = await select(source, STEPS, { scales }, signal);
  return rows.map((row) => ({
    id: String(row["step"]),
    scale: String(row["scale"]),
    scaleName: textOf(row, "name") ?? "Scale",
    notation: textOf(row, "notation") ?? "",
    rank: numberOf(row, "rank"),
    meaning: textOf(row, "meaning"),
  }));
}

/** The qualifications of one class-grade among those of its class. */
export function qualificationsOf(rows: readonly Row[], id: string): Qualification[] {
  const own = rows.filter((row) => row["class_grade"] === id && row["qualification"] !== null);
  return [...grouped(own, "qualification")].map(([qualification, group]) => {
    const row = group[0] as Row;
    const [hours, credited, cap, months] = [
      "credit_hours", "months_credited", "cap_months", "months",
    ].map((name) => numberOf(row, name));
    const field = textOf(row, "field_of_study");
    return {
      id: qualification,
      kind: String(row["kind"]),
      modality: textOf(row, "modality"),
      asks: String(row["asks"]),
      read: [
        textOf(row, "education_level") ?? "",
        field ? `in ${field}` : "",
        months ? spanOfTime(months) : "",
        hours && credited ? `${hours} semester hours count as ${spanOfTime(credited)}` : "",
        cap ? `at most ${spanOfTime(cap)}` : "",
      ].filter(Boolean),
      within: textOf(row, "within"),
      classes: texts(group, "qualifying_class"),
      instead: texts(group, "or_instead"),
    };
  });
}

/** Months in words: whole years as years. */
export function spanOfTime(months: number): string {
  const [count, unit] = months >= 12 && months % 12 === 0 ? [months / 12, "year"] : [months, "month"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** Duties in the order of the document, those of a group inside it. */
export function nested(rows: readonly Row[], parents: readonly Row[]): Duty[] {
  const above = new Map(parents.map((row) => [String(row["fact"]), String(row["text"])]));
  const duties = new Map<string, Duty>();
  for (const row of rows)
    duties.set(String(row["assignment"]), {
      id: String(row["assignment"]),
      text: String(row["duty"]),
      group: row["kind"] === "group",
      share: numberOf(row, "time_share"),
      essential: row["essential"] === true,
      line: numberOf(row, "line"),
      parts: [],
    });
  const tops: Duty[] = [];
  for (const duty of duties.values()) {
    const parent = duties.get(above.get(duty.id) ?? "");
    (parent && parent !== duty ? parent.parts : tops).push(duty);
  }
  return tops;
}

function labelled(rows: readonly Row[] = []): Labelled[] {
  return rows.map((row) => ({
    id: String(row["fact"]),
    label: textOf(row, "label") ?? "",
    text: textOf(row, "text") ?? "",
  }));
}

/** What identifies a class-grade and its class, and what they belong to. */
const ATTRIBUTES = sparql`
SELECT DISTINCT ?of ?property ?value ?label ?notation
WHERE {
  VALUES ?class_grade { ${things("class_grade")} }
  VALUES ?predicate {
    skos:prefLabel skos:notation career:status career:publisher career:jurisdiction career:ofClass
    career:atGrade career:nextGrade career:leadWorker career:appointmentType career:bargainingUnit
    career:occupationalGroup career:eeoCategory career:describedIn
  }
  ?class_grade a career:ClassGrade ;
    career:ofClass? ?of .
  ?of ?predicate ?value .
  BIND(REPLACE(STR(?predicate), "^.*[/#]", "") AS ?property)
  OPTIONAL { ?value skos:prefLabel ?name }
  OPTIONAL { ?value rdfs:label ?term }
  OPTIONAL { ?value career:fileName ?file }
  OPTIONAL { ?value skos:notation ?notation }
  BIND(COALESCE(STR(?file), STR(?name), STR(?term)) AS ?label)
}
ORDER BY ?property ?label ?value ?notation
`;

/** What the question "competencies" leaves out: the competency itself, ranks, and levels in words. */
const REQUIREMENTS = sparql`
SELECT DISTINCT ?requirement ?competency ?rank ?top ?scale ?own
WHERE {
  VALUES ?class_grade { ${things("class_grade")} }
  ?class_grade career:hasRequirement ?requirement .
  ?requirement career:competency ?competency .
  OPTIONAL {
    ?requirement career:level ?step .
    OPTIONAL { ?step career:rank ?rank }
    OPTIONAL {
      ?step skos:inScheme ?scale .
      {
        SELECT ?scale (MAX(?each) AS ?top)
        WHERE {
          ?any skos:inScheme ?scale ;
            a career:ProficiencyLevel ;
            career:rank ?each .
        }
        GROUP BY ?scale
      }
    }
    OPTIONAL {
      ?descriptor career:competency ?competency ;
        career:level ?step ;
        a career:LevelDescriptor ;
        career:text ?ownWords .
      FILTER NOT EXISTS { ?descriptor career:status career:superseded }
    }
  }
  BIND(STR(?ownWords) AS ?own)
}
ORDER BY ?requirement ?own
`;

const STEPS = sparql`
SELECT DISTINCT ?step ?scale ?name ?notation ?rank ?meaning
WHERE {
  VALUES ?scale { ${things("scales")} }
  ?step skos:inScheme ?scale ;
    a career:ProficiencyLevel ;
    skos:notation ?notation .
  OPTIONAL { ?scale skos:prefLabel ?label }
  OPTIONAL { ?step career:rank ?rank }
  OPTIONAL { ?step skos:definition ?words }
  BIND(STR(?label) AS ?name)
  BIND(STR(?words) AS ?meaning)
}
ORDER BY ?scale ?rank ?notation
`;

/** Groups of duties, pay, details, and statements about the class-grade alone. */
const OTHERS = sparql`
SELECT DISTINCT ?part ?fact ?label ?text
WHERE {
  VALUES ?class_grade { ${things("class_grade")} }
  {
    ?class_grade career:hasDutyAssignment ?fact .
    ?fact career:partOf ?parent .
    BIND("parent" AS ?part)
    BIND(STR(?parent) AS ?text)
  } UNION {
    ?class_grade career:pay ?fact .
    BIND("pay" AS ?part)
    OPTIONAL { ?fact career:text ?words }
    OPTIONAL { ?fact career:lowestPay ?lowest }
    OPTIONAL { ?fact career:highestPay ?highest }
    OPTIONAL { ?fact career:currency ?currency }
    OPTIONAL { ?fact career:payPeriod/rdfs:label ?period }
    BIND(
      CONCAT(COALESCE(STR(?currency), ""), " ", COALESCE(STR(?lowest), ""),
        COALESCE(CONCAT(" to ", STR(?highest)), ""), COALESCE(CONCAT(" ", STR(?period)), ""))
      AS ?figures)
    BIND(COALESCE(STR(?words), ?figures) AS ?text)
  } UNION {
    ?class_grade career:describedIn? ?owner .
    ?owner career:hasDetail ?fact .
    ?fact career:text ?words .
    BIND("detail" AS ?part)
    OPTIONAL { ?fact career:detailKind/rdfs:label ?kind }
    OPTIONAL { ?fact skos:prefLabel ?written }
    BIND(COALESCE(STR(?written), STR(?kind)) AS ?label)
    BIND(STR(?words) AS ?text)
  } UNION {
    ?class_grade career:hasStatement ?fact .
    ?fact career:text ?words .
    BIND("statement" AS ?part)
    OPTIONAL { ?fact career:statementKind/rdfs:label ?kind }
    BIND(COALESCE(STR(?kind), "other") AS ?label)
    BIND(STR(?words) AS ?text)
  }
}
ORDER BY ?part ?label ?text ?fact
`;
