import { documentLink } from "../links";

/** Words of a document, with the way to where they stand. */
export function Quote(props: {
  text: string;
  /** The document's path or IRI. */
  document: string;
  /** What the document is called. */
  name?: string;
  line?: number | null;
  start: number;
  end: number;
}) {
  const where = [props.name, props.line ? `line ${props.line}` : ""].filter(Boolean).join(", ");
  return (
    <blockquote class="quote">
      <p dir="auto">{props.text}</p>
      <footer>
        <a href={documentLink(props.document, props.start, props.end)}>{where || "in the document"}</a>
      </footer>
    </blockquote>
  );
}
