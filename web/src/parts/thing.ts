// Where a thing is shown that an answer names by its IRI, and how its IRI is written shortly.

import { classGradeLink, competencyLink, documentLink, shortId } from "../links";
import { href } from "../router";

const ID = "https://w3id.org/careerlattice/id/";

/** The address of the page about *iri*; a query that describes it where there is no page. */
export function thingLink(iri: string): string {
  if (iri.startsWith(ID)) {
    const [kind = "", ...rest] = iri.slice(ID.length).split("/");
    if (kind === "class" && rest.length === 3) return classGradeLink(iri);
    if (kind === "class" && rest.length === 2) return href("lattice", "", { class: shortId(iri) });
    if (kind === "publisher" && rest.length === 1)
      return href("lattice", "", { publisher: rest[0] });
    if (kind === "document" && rest.length === 2) return documentLink(iri);
    if (kind === "competency") return competencyLink(iri);
  }
  return href("query", "", { query: `DESCRIBE <${iri}>` });
}

/** An IRI as people read it: without what all of ours begin with, or with a known prefix. */
export function shortIri(iri: string, prefixes: Record<string, string> = {}): string {
  for (const [prefix, base] of Object.entries(prefixes))
    if (base !== "" && iri.startsWith(base) && /^[\w.-]+$/.test(iri.slice(base.length)))
      return `${prefix}:${iri.slice(base.length)}`;
  return iri.startsWith(ID) ? iri.slice(ID.length) : iri;
}
