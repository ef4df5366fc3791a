// The editor of queries: YASQE, without what calls out, keeps, shares or runs by itself.

import { Yasqe } from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { useEffect, useRef } from "preact/hooks";
import { completable, completer } from "./completion";
import type { Vocabulary } from "../../types";

/** What is used of YASQE, which is a CodeMirror 5; its own types need a package of types. */
interface Editing {
  getValue(): string;
  setValue(text: string): void;
  focus(): void;
  refresh(): void;
  setCursor(place: { line: number; ch: number }): void;
  addLineClass(line: number, where: string, name: string): void;
  removeLineClass(line: number, where: string, name: string): void;
  lineCount(): number;
  getCompleteToken(): { string: string };
  getWrapperElement(): HTMLElement;
  on(event: string, listener: () => void): void;
  destroy(): void;
}

/** Where an engine found a mistake, counted from 1. */
export interface Place {
  line: number;
  column: number;
}

const COMPLETER = "careerlattice";

export function Editor(props: {
  /** The text; what is typed since is overwritten when it changes. */
  text: string;
  vocabulary: Vocabulary;
  mistake: Place | null;
  onRun: (text: string) => void;
  onText: (text: string) => void;
}) {
  const { text, mistake } = props;
  const box = useRef<HTMLDivElement>(null);
  const editing = useRef<Editing | undefined>(undefined);
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    prepare(props.vocabulary);
    const run = () => now.current.onRun(yasqe.getValue());
    const yasqe = new Yasqe(element, {
      value: now.current.text,
      persistenceId: null,
      consumeShareLink: null,
      createShareableLink: null,
      showQueryButton: false,
      resizeable: false,
      editorHeight: "auto",
      screenReaderLabel: "SPARQL query; Escape leaves the field",
      extraKeys: {
        "Ctrl-Enter": run,
        "Cmd-Enter": run,
        "Ctrl-S": () => undefined,
        // The tab key goes on to what comes next, as everywhere.
        Tab: false,
        "Shift-Tab": false,
      },
    } as never) as unknown as Editing;
    editing.current = yasqe;
    yasqe.on("changes", () => now.current.onText(yasqe.getValue()));
    const field = element.querySelector("textarea");
    field?.setAttribute("aria-label", "SPARQL query; Escape leaves the field");
    field?.setAttribute("aria-multiline", "true");
    // What scrolls can be scrolled by keyboard too.
    const scroller = element.querySelector<HTMLElement>(".CodeMirror-scroll");
    scroller?.setAttribute("role", "region");
    scroller?.setAttribute("aria-label", "The lines of the query");
    scroller?.setAttribute("tabindex", "0");
    return () => {
      yasqe.destroy();
      element.replaceChildren();
      editing.current = undefined;
    };
  }, []);

  useEffect(() => {
    const yasqe = editing.current;
    if (yasqe && yasqe.getValue() !== text) yasqe.setValue(text);
  }, [text]);

  useEffect(() => {
    const yasqe = editing.current;
    if (!yasqe || !mistake) return;
    const line = Math.min(mistake.line, yasqe.lineCount()) - 1;
    yasqe.addLineClass(line, "background", "mistaken");
    return () => {
      if (line < yasqe.lineCount()) yasqe.removeLineClass(line, "background", "mistaken");
    };
  }, [mistake?.line, mistake?.column, text]);

  return (
    <div class="editor">
      <div ref={box} />
      {mistake && (
        <button
          type="button"
          class="go-to no-print"
          onClick={() => {
            editing.current?.setCursor({ line: mistake.line - 1, ch: mistake.column - 1 });
            editing.current?.focus();
          }}
        >
          Go to line {mistake.line}, column {mistake.column}
        </button>
      )}
    </div>
  );
}

let prepared = false;

/** Put our completion in the place of those of YASQE, which ask other hosts. */
function prepare(vocabulary: Vocabulary): void {
  if (prepared) return;
  prepared = true;
  for (const name of Object.keys(Yasqe.Autocompleters)) delete Yasqe.Autocompleters[name];
  Yasqe.defaults.autocompleters.length = 0;
  const complete = completer(vocabulary);
  const token = (yasqe: unknown) => (yasqe as Editing).getCompleteToken().string;
  Yasqe.registerAutocompleter({
    name: COMPLETER,
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => completable(token(yasqe)),
    get: (yasqe) => complete(token(yasqe), (yasqe as unknown as Editing).getValue()),
  });
}
