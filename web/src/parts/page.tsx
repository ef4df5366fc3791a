import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** A page: its title is the window's title too, and its heading takes the focus (see the shell). */
export function Page(props: {
  title: string;
  /** What stands beside the heading, such as the publisher. */
  beside?: ComponentChildren;
  /** Takes the width of the window instead of a width that reads well. */
  wide?: boolean;
  children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${props.title} · careerlattice`;
  }, [props.title]);
  return (
    <div class={props.wide ? "page wide" : "page"}>
      <div class="page-head">
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.beside && <p class="beside">{props.beside}</p>}
      </div>
      {props.children}
    </div>
  );
}
