import { type Scale, shade } from "./grid";
import { marksOf, UNLEVELED } from "./marks";

/** What the shades and letters mean, scale by scale. */
export function Legend(props: { scales: readonly Scale[]; unleveled: boolean }) {
  const known = new Map(props.scales.map((scale) => [scale.iri, scale]));
  return (
    <ul class="legend" aria-label="What the cells mean">
      {props.scales.map((scale) => {
        const marks = marksOf(scale);
        return (
          <li key={scale.iri}>
            <span dir="auto">{scale.label}</span>:{" "}
            {scale.levels.map(({ notation, rank }) => {
              const mark = marks.get(notation) ?? notation;
              const step = shade({ level: notation, rank, scale: scale.iri }, known);
              return (
                <span class="legend-level" key={notation}>
                  <span class={`swatch heat heat-${step ?? 0}`}>{mark}</span>
                  {mark !== notation && ` ${notation}`}
                </span>
              );
            })}
          </li>
        );
      })}
      {props.unleveled && (
        <li>
          <span class="swatch heat heat-0">{UNLEVELED}</span> required, no level stated
        </li>
      )}
      <li>an empty cell: not required</li>
    </ul>
  );
}
