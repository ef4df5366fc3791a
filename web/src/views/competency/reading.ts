// One competency: what it is, what its levels mean, who asks for it, and what corresponds to it.

import { grouped, names, numberOf, select, sparql, textOf, texts, things } from "../../asking";
import { type Places, placesOf } from "../../places";
import type { Source } from "../../source";
import { readSteps, type Step } from "../class-grade/reading";

export interface Competency {
  iri: string;
  name: string;
  publisher: string;
  publisherId: string;
  definition: string | null;
  /** What the document says, where that is more than the name. */
  text: string | null;
  kinds: string[];
  notations: string[];
  otherNames: string[];
  core: boolean;
  steps: Step[];
  parts: Part[];
  asking: Asking[];
  links: Link[];
  places: Places;
}

/** What a document says of a competency. */
export interface Part {
  kind: "level" | "indicator" | "performance";
  id: string;
  /** The level it belongs to, null if to none. */
  level: string | null;
  text: string;
}

/** A class-grade that requires the competency. */
export interface Asking {
  requirement: string;
  id: string;
  title: string;
  publisher: string;
  level: string | null;
  rank: number | null;
  top: number | null;
  guidance: string | null;
  importance: string | null;
}

/** An accepted mapping to a competency of another publisher, or to an entry of a taxonomy. */
export interface Link {
  mapping: string;
  relation: string;
  other: string;
  label: string | null;
  /** The publisher of a competency, else the taxonomy with its version. */
  keeper: string;
  version: string | null;
  /** Whether it is a competency that this graph describes. */
  own: boolean;
  confidence: string | null;
  author: string | null;
  comment: string | null;
  alignments: { levels: string; justification: string | null }[];
}

/** Everything about a competency; null if there is none of this IRI. */
export async function readCompetency(
  source: Source,
  iri: string,
  signal: AbortSignal,
): Promise<Competency | null> {
  const about = names(iri) ? await select(source, ABOUT, { iri }, signal) : [];
  const first = about[0];
  if (!first) return null;
  const [parts, asking, links, steps] = await Promise.all([
    select(source, PARTS, { iri }, signal),
    select(source, ASKING, { iri }, signal),
    select(source, LINKS, { iri }, signal),
    readSteps(source, texts(about, "scale"), signal),
  ]);
  const facts = [
    iri,
    ...texts(parts, "part"),
    ...texts(asking, "requirement"),
    ...steps.map((step) => step.id),
  ];
  const name = textOf(first, "name") ?? iri;
  const definition = textOf(first, "definition");
  const text = textOf(first, "text");
  return {
    iri, name, definition, steps,
    publisher: textOf(first, "keeper") ?? "",
    publisherId: textOf(first, "publisher") ?? "",
    text: text && text !== name && text !== definition ? text : null,
    kinds: texts(about, "kind"),
    notations: texts(about, "notation"),
    otherNames: texts(about, "other").filter((each) => each !== name),
    core: about.some((row) => row["core"] === true),
    parts: parts.map((row) => ({
      kind: String(row["sort"]) as Part["kind"],
      id: String(row["part"]),
      level: textOf(row, "level"),
      text: String(row["words"]),
    })),
    asking: [...grouped(asking, "requirement")].map(([requirement, group]) => {
      const row = group[0] ?? {};
      return {
        requirement,
        id: String(row["class_grade"]),
        title: textOf(row, "title") ?? String(row["class_grade"]),
        publisher: textOf(row, "keeper") ?? "",
        level: textOf(row, "level"),
        rank: numberOf(row, "rank"),
        top: numberOf(row, "top"),
        guidance: texts(group, "guidance").join(", ") || null,
        importance: texts(group, "importance").join(", ") || null,
      };
    }),
    links: [...grouped(links, "mapping")].map(([mapping, group]) => {
      const row = group[0] ?? {};
      return {
        mapping,
        relation: String(row["relation"]),
        other: String(row["other"]),
        label: textOf(row, "label"),
        keeper: textOf(row, "keeper") ?? "",
        version: textOf(row, "version"),
        own: row["own"] === true,
        confidence: textOf(row, "confidence"),
        author: textOf(row, "author"),
        comment: textOf(row, "comment"),
        alignments: [...grouped(group, "levels")].flatMap(([levels, rows]) =>
          levels ? [{ levels, justification: textOf(rows[0] ?? {}, "justification") }] : [],
        ),
      };
    }),
    places: await placesOf(source, [...new Set(facts)], signal),
  };
}

const ABOUT = sparql`
SELECT DISTINCT ?name ?definition ?text ?kind ?notation ?other ?core ?publisher ?keeper ?scale
WHERE {
  VALUES ?iri { ${things("iri")} }
  ?iri a career:Competency ;
    career:publisher ?publisher .
  OPTIONAL { ?iri skos:prefLabel ?label }
  OPTIONAL { ?iri skos:definition ?meaning }
  OPTIONAL { ?iri career:text ?words }
  OPTIONAL { ?iri career:kind ?sort . OPTIONAL { ?sort rdfs:label ?sortLabel } }
  OPTIONAL { ?iri skos:notation ?notation }
  OPTIONAL { ?iri skos:altLabel ?otherLabel }
  OPTIONAL { ?iri career:core ?core }
  OPTIONAL { ?iri career:scale ?ownScale }
  OPTIONAL { ?requirement career:competency ?iri ; career:level/skos:inScheme ?askedScale }
  OPTIONAL { ?publisher skos:prefLabel ?keeperLabel }
  BIND(STR(COALESCE(?label, ?words)) AS ?name)
  BIND(STR(?meaning) AS ?definition)
  BIND(STR(?words) AS ?text)
  BIND(COALESCE(STR(?sortLabel), STRAFTER(STR(?sort), "#")) AS ?kind)
  BIND(STR(?otherLabel) AS ?other)
  BIND(STR(?keeperLabel) AS ?keeper)
  BIND(COALESCE(?ownScale, ?askedScale) AS ?scale)
}
ORDER BY ?name ?definition ?kind ?notation ?other ?scale
`;

const PARTS = sparql`
SELECT DISTINCT ?sort ?part ?level ?rank ?words (MIN(?start) AS ?first)
WHERE {
  VALUES ?iri { ${things("iri")} }
  VALUES (?type ?sort ?property) {
    (career:LevelDescriptor "level" career:level)
    (career:BehaviouralIndicator "indicator" career:level)
    (career:PerformanceStandard "performance" career:performanceLevel)
  }
  ?part career:competency ?iri ;
    a ?type ;
    career:text ?text .
  FILTER NOT EXISTS { ?part career:status career:superseded }
  OPTIONAL {
    ?part ?property ?step .
    OPTIONAL { ?step career:rank ?rank }
    OPTIONAL { ?step skos:notation ?notation }
    OPTIONAL { ?step skos:prefLabel ?label }
  }
  OPTIONAL { ?part prov:wasQuotedFrom/oa:hasSelector/oa:start ?start }
  BIND(IF(?sort = "performance", STR(COALESCE(?label, ?notation)), STR(COALESCE(?notation, ?label))) AS ?level)
  BIND(STR(?text) AS ?words)
}
GROUP BY ?sort ?part ?level ?rank ?words
ORDER BY ?sort ?rank ?first ?words
`;

const ASKING = sparql`
SELECT DISTINCT ?requirement ?class_grade ?title ?keeper ?level ?rank ?top ?guidance ?importance
WHERE {
  VALUES ?iri { ${things("iri")} }
  ?requirement career:competency ?iri .
  ?class_grade career:hasRequirement ?requirement ;
    career:status career:inForce ;
    career:ofClass ?class .
  ?class career:publisher ?publisher .
  OPTIONAL { ?class_grade skos:prefLabel ?label }
  OPTIONAL { ?publisher skos:prefLabel ?keeperLabel }
  OPTIONAL {
    ?requirement career:level ?step .
    OPTIONAL { ?step skos:notation ?notation }
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
  }
  OPTIONAL { ?requirement career:guidance ?guidance }
  OPTIONAL { ?requirement career:importance ?importance }
  BIND(STR(?label) AS ?title)
  BIND(STR(?keeperLabel) AS ?keeper)
  BIND(STR(?notation) AS ?level)
}
ORDER BY ?title ?class_grade ?requirement ?guidance ?importance
`;

/** Accepted mappings, whichever end the competency is; relations are said of the other end. */
const LINKS = sparql`
SELECT DISTINCT ?mapping ?relation ?other ?label ?own ?keeper ?version ?confidence ?author ?comment
  ?levels ?justification
WHERE {
  VALUES ?iri { ${things("iri")} }
  VALUES (?end ?otherEnd ?predicate ?relation ?place) {
    (owl:annotatedSource owl:annotatedTarget skos:exactMatch "exact" 1)
    (owl:annotatedTarget owl:annotatedSource skos:exactMatch "exact" 1)
    (owl:annotatedSource owl:annotatedTarget skos:closeMatch "close" 2)
    (owl:annotatedTarget owl:annotatedSource skos:closeMatch "close" 2)
    (owl:annotatedSource owl:annotatedTarget skos:broadMatch "broader" 3)
    (owl:annotatedTarget owl:annotatedSource skos:narrowMatch "broader" 3)
    (owl:annotatedSource owl:annotatedTarget skos:narrowMatch "narrower" 4)
    (owl:annotatedTarget owl:annotatedSource skos:broadMatch "narrower" 4)
    (owl:annotatedSource owl:annotatedTarget skos:relatedMatch "related" 5)
    (owl:annotatedTarget owl:annotatedSource skos:relatedMatch "related" 5)
  }
  ?mapping ?end ?iri ;
    ?otherEnd ?other ;
    owl:annotatedProperty ?predicate ;
    career:status career:accepted .
  BIND(EXISTS { ?other a career:Competency } AS ?own)
  OPTIONAL { ?other skos:prefLabel ?name }
  OPTIONAL { ?other career:publisher/skos:prefLabel ?publisher }
  OPTIONAL { ?mapping sssom:subject_label ?subjectLabel }
  OPTIONAL { ?mapping sssom:object_label ?objectLabel }
  OPTIONAL { ?mapping sssom:subject_source ?subjectSource }
  OPTIONAL { ?mapping sssom:object_source ?objectSource }
  OPTIONAL { ?mapping sssom:subject_source_version ?subjectVersion }
  OPTIONAL { ?mapping sssom:object_source_version ?objectVersion }
  OPTIONAL { ?mapping sssom:confidence ?sure }
  OPTIONAL { ?mapping pav:authoredBy ?by }
  OPTIONAL { ?mapping sssom:mapping_tool ?tool }
  OPTIONAL { ?mapping rdfs:comment ?remark }
  OPTIONAL {
    ?alignment career:forMapping ?mapping ;
      career:status career:accepted ;
      career:fromLevel/skos:notation ?held ;
      career:lowest/skos:notation ?low ;
      career:highest/skos:notation ?high .
    OPTIONAL { ?alignment career:justification ?argument }
  }
  BIND(IF(?otherEnd = owl:annotatedSource, ?subjectLabel, ?objectLabel) AS ?told)
  BIND(IF(?otherEnd = owl:annotatedSource, ?subjectSource, ?objectSource) AS ?from)
  BIND(STR(IF(?otherEnd = owl:annotatedSource, ?subjectVersion, ?objectVersion)) AS ?version)
  BIND(STR(COALESCE(?name, ?told)) AS ?label)
  BIND(STR(COALESCE(?publisher, ?from, REPLACE(STR(?other), "[^/#]+$", ""))) AS ?keeper)
  BIND(STR(?sure) AS ?confidence)
  BIND(COALESCE(REPLACE(STR(?by), "^.*[/#]", ""), STR(?tool)) AS ?author)
  BIND(STR(?remark) AS ?comment)
  BIND(STR(?argument) AS ?justification)
  BIND(
    CONCAT(STR(?held), " reads as ", STR(?low), IF(?low = ?high, "", CONCAT(" to ", STR(?high))))
    AS ?levels)
}
ORDER BY DESC(?own) ?place ?keeper ?label ?other ?mapping ?levels ?author
`;
