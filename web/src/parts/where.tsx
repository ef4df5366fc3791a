import "./where.css";
import { documentLink } from "../links";
import type { Place } from "../places";

/** The way to the words of a document that say so; nothing where no document does. */
export function Where(props: { place: Place | null; fact?: string; what?: string }) {
  const { place, fact, what } = props;
  if (!place) return null;
  return (
    <a
      class="where"
      href={documentLink(place.document, place.start, place.end, fact)}
      title={`${what ? `${what}: ` : ""}line ${place.line} of ${place.name}`}
    >
      line {place.line}
      <span class="unseen"> of {place.name}</span>
    </a>
  );
}
