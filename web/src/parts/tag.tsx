import type { ComponentChildren } from "preact";

/** How a tag is coloured; the words say the same, so that nobody needs the colour. */
export type Tone = "plain" | "good" | "rise" | "gain" | "unsure" | "bad";

/** A word or two in a box. */
export function Tag(props: { tone?: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`tag ${props.tone ?? "plain"}`} title={props.title}>
      {props.children}
    </span>
  );
}
