// What the explorer is told, in the shapes of `careerlattice.explorer` and of the server's API.

/** A value of an answer: an IRI and a literal are both text here; see `Answer.terms`. */
export type Value = string | number | boolean | null;

/** One row of an answer, by the names of its columns. */
export type Row = Record<string, Value>;

/** An RDF term as the SPARQL 1.1 Query Results JSON Format writes it. */
export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

/** The answer to one of the questions. */
export interface Answer {
  columns: string[];
  rows: Row[];
}

/** The W3C SPARQL 1.1 Query Results JSON Format. */
export interface SparqlJson {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Term>[] };
}

/** What a free query answers: rows or a truth, or triples as Turtle. */
export type QueryAnswer = { kind: "rows"; json: SparqlJson } | { kind: "turtle"; text: string };

/** Something the search found. `id` is a short identifier, an IRI, or a question's slug. */
export interface Hit {
  kind: "class" | "class-grade" | "competency" | "publisher" | "document" | "question" | "duty";
  id: string;
  label: string;
  context: string;
}

// Resources -------------------------------------------------------------------------------------

/** The resource "about". */
export interface About {
  version: string;
  /** Whether the server lets the reader decide on mappings. */
  review?: boolean;
  publishers: PublisherSummary[];
  counts: Record<"class_grades" | "classes" | "competencies" | "documents" | "facts", number>;
}

export interface PublisherSummary {
  id: string;
  label: string;
  jurisdiction: string | null;
  class_grades: number;
  classes: number;
  documents: number;
}

/** Something with a name that others point at by its place in a list. */
export interface Named {
  id: string;
  label: string;
}

/** The resource "lattice", and the same shape around one class-grade: "ego/<id>". */
export interface LatticeData {
  /** Whether every move between the nodes is among the moves. */
  complete: boolean;
  nodes: LatticeNode[];
  moves: Move[];
  /** What `Move[3]` counts in: the costs of moves in words. */
  words: string[];
  publishers: Named[];
  classes: Named[];
  structures: Named[];
  groups: Named[];
  units: Named[];
  competencies: Named[];
}

/** A class-grade; numbers are places in the lists of `LatticeData`. */
export interface LatticeNode {
  id: string;
  title: string;
  class: number;
  publisher: number;
  /** The grade as people write it; null is no grade. */
  grade: string | null;
  /** Its place in the structure; null where the document does not say. */
  rank: number | null;
  structure: number | null;
  groups: number[];
  units: number[];
  competencies: number[];
  pay: string[];
}

/** From which node, to which, at what cost, in which words, and whether it is the next grade. */
export type Move = [from: number, to: number, cost: number, words: number, next: 0 | 1];

/** The resource "questions". */
export interface Question {
  slug: string;
  number: number | null;
  question: string;
  summary: string;
  params: Parameter[];
  /** What each column means. */
  columns: Record<string, string>;
  sparql: string;
  /** The query cut at the places of its parameters: join the texts with a term, or UNDEF, at each. */
  parts: (string | { param: string })[];
  taxonomies: boolean;
}

export interface Parameter {
  name: string;
  type: "class-grade" | "class" | "publisher" | "thing" | "string" | "integer" | "date";
  required: boolean;
  description: string;
  example: string | null;
}

/** The resource "vocabulary". */
export interface Vocabulary {
  prefixes: Record<string, string>;
  terms: VocabularyTerm[];
}

export interface VocabularyTerm {
  iri: string;
  /** As a query writes it, such as career:ClassGrade. */
  name: string;
  kind: "class" | "property" | "individual";
  label: string;
  definition: string | null;
}

/** One entry of the resource "documents". */
export interface DocumentEntry {
  /** Its place among the resources is "documents/" and this: publisher and hash. */
  path: string;
  iri: string;
  title: string;
  file: string | null;
  publisher: string;
  media_type: string | null;
  language: string | null;
  rights: string | null;
  sha256: string | null;
  characters: number | null;
  in_force: boolean;
  classes: string[];
}

/** The resource "documents/<path>": the text as it was read, and what rests on which words. */
export interface DocumentText extends DocumentEntry {
  text: string;
  /** Sorted by start, then end; they overlap. Offsets count code points, not UTF-16 units. */
  spans: Span[];
}

export interface Span {
  start: number;
  end: number;
  line: number;
  /** The fact that rests on these words; null for a heading or a stem, which labels others. */
  fact: string | null;
  /** What sort of thing the fact is, such as "Duty" or "Finding"; "label" for a label. */
  kind: string;
  /** Which property of the fact the words state, such as "notation"; null for the whole. */
  about: string | null;
}
