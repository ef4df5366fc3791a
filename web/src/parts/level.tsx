/** A level on its scale: so many steps of so many, and always the level's name in words. */
export function LevelBar(props: {
  /** The level as its publisher writes it; null is not stated. */
  level: string | null;
  /** Its rank, counted from 1, and the highest of the scale; no bar where either is not known. */
  rank?: number | null;
  of?: number | null;
}) {
  const { level, rank, of } = props;
  if (level === null) return <span class="level none">no level stated</span>;
  return (
    <span class="level">
      {rank && of && of <= 12 ? (
        <span class="level-bar" aria-hidden="true">
          {Array.from({ length: of }, (_, at) => (
            <span class={at < rank ? "step on" : "step"} />
          ))}
        </span>
      ) : null}
      <span>{level}</span>
    </span>
  );
}
