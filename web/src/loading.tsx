// What is being fetched, what came, what failed: told to everybody, screen readers included.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { SourceError } from "./source";

export type Loaded<T> =
  | { state: "loading" }
  | { state: "ready"; value: T }
  | { state: "failed"; error: Error; again: () => void };

/** Fetch something whenever *key* changes; what came for an earlier key is dropped. */
export function useLoaded<T>(key: string, fetching: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ key: string; now: Loaded<T> }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const tell = (now: Loaded<T>) => {
      if (!stop.signal.aborted) setLoaded({ key, now });
    };
    fetching(stop.signal).then(
      (value) => tell({ state: "ready", value }),
      (error: unknown) =>
        tell({
          state: "failed",
          error: error instanceof Error ? error : new Error(String(error)),
          again: () => {
            setLoaded(undefined);
            setRound((n) => n + 1);
          },
        }),
    );
    return () => stop.abort();
  }, [key, round]);
  return loaded && loaded.key === key ? loaded.now : { state: "loading" };
}

/** Show what was fetched, or that it is not there yet, or why it did not come. */
export function Loading<T>(props: {
  of: Loaded<T>;
  what?: string;
  children: (value: T) => ComponentChildren;
}) {
  const { of: loaded, what = "the data" } = props;
  if (loaded.state === "ready") return <>{props.children(loaded.value)}</>;
  if (loaded.state === "loading")
    return (
      <p class="loading" role="status">
        Loading {what}…
      </p>
    );
  return <Failure error={loaded.error} again={loaded.again} />;
}

/** An error in words, with what can be done. */
export function Failure(props: { error: Error; again?: () => void }) {
  const remedy = props.error instanceof SourceError ? props.error.remedy : null;
  return (
    <div class="failure" role="alert">
      <p>
        <strong>{props.error.message || "Something went wrong."}</strong>
      </p>
      {remedy && <p>{remedy}</p>}
      {props.again && (
        <button type="button" onClick={props.again}>
          Try again
        </button>
      )}
    </div>
  );
}
