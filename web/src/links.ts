// Where each kind of thing is shown. Views link to one another through these only.

import { href } from "./router";
import type { Hit } from "./types";

const DOCUMENTS = "https://w3id.org/careerlattice/id/document/";
const CLASSES = "https://w3id.org/careerlattice/id/class/";

/** A class-grade's page; *id* is its short identifier or its IRI. */
export const classGradeLink = (id: string): string => href("class-grade", shortId(id));

/** A competency's page. */
export const competencyLink = (iri: string): string => href("competency", "", { id: iri });

/** Two class-grades compared. */
export const compareLink = (from: string, to = ""): string => href("compare", "", { from, to });

/** A document with words highlighted, and all that *fact* rests on; *document* is a path or IRI. */
export const documentLink = (
  document: string,
  start?: number | null,
  end?: number | null,
  fact?: string | null,
): string => href("document", "", { id: documentPath(document), start, end, fact });

/** The lattice around one class-grade. */
export const egoLink = (id: string): string => href("lattice", "", { ego: id });

/** A question in the editor. */
export const questionLink = (slug: string): string => href("query", "", { question: slug });

/** A document's path among the resources: publisher and hash. */
export const documentPath = (document: string): string =>
  document.startsWith(DOCUMENTS) ? document.slice(DOCUMENTS.length) : document;

/** The short identifier of a class or class-grade; any other text as it is. */
export const shortId = (iri: string): string =>
  iri.startsWith(CLASSES) ? iri.slice(CLASSES.length) : iri;

/** Where something that was found is shown. */
export function hitLink(hit: Hit): string {
  switch (hit.kind) {
    case "class-grade":
    case "duty":
      return classGradeLink(hit.id);
    case "class":
      return href("lattice", "", { class: hit.id });
    case "publisher":
      return href("lattice", "", { publisher: hit.id.replace(/^.*\//, "") });
    case "competency":
      return competencyLink(hit.id);
    case "document":
      return documentLink(hit.id);
    case "question":
      return questionLink(hit.id);
  }
}
