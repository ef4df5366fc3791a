// The lattice: class-grades in columns by grade and lanes by class, and the moves between them.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Loading, useLoaded } from "../../loading";
import { Page } from "../../parts/page";
import { change, href, type Route } from "../../router";
import type { Source } from "../../source";
import { counted } from "../../text";
import type { LatticeData } from "../../types";
import type { ViewProps } from "../../views";
import { type Choice, choiceOf, chosenMoves, chosenNodes, reached } from "./choice";
import { Drawing } from "./drawing";
import "./lattice.css";
import { bands, layOut } from "./layout";
import { Beside } from "./beside";
import { NodeTable } from "./nodetable";

/** More than these are too many to look at; they are narrowed down first. */
const MOST_DRAWN = 1500;

export default function LatticeView({ route, source }: ViewProps) {
  const ego = route.params["ego"] ?? "";
  const name = ego ? `ego/${ego}` : "lattice";
  const loaded = useLoaded(name, () => source.resource<LatticeData>(name));
  return (
    <Page title={ego ? "Around one class-grade" : "Lattice"} wide>
      <Loading of={loaded} what="the lattice">
        {(data) => <Lattice data={data} route={route} source={source} ego={ego} />}
      </Loading>
    </Page>
  );
}

function Lattice(props: { data: LatticeData; route: Route; source: Source; ego: string }) {
  const { data, route, source, ego } = props;
  const { params } = route;
  const choice = choiceOf(params);
  const key = JSON.stringify(choice);
  const nodes = useMemo(() => {
    const chosen = chosenNodes(data, choice);
    return ego ? reached(data, chosen, ego, choice.budget) : chosen;
  }, [data, key, ego]);
  const shown = useMemo(() => new Set(nodes), [nodes]);
  const moves = useMemo(() => chosenMoves(data, shown, choice.budget), [data, shown, choice.budget]);
  const limits = useMemo(() => bands(data.moves), [data]);
  const [box, width] = useWidth();
  const layout = useMemo(
    () => (nodes.length <= MOST_DRAWN ? layOut(data, nodes, width) : null),
    [data, nodes, width],
  );
  const wanted = params["node"] ?? ego;
  const selected = useMemo(() => {
    const at = data.nodes.findIndex((node) => node.id === wanted);
    return at < 0 ? null : at;
  }, [data, wanted]);
  const asTable = params["as"] === "table";
  const select = (node: number | null) =>
    change(route, { node: node === null ? null : (data.nodes[node]?.id ?? null) });

  return (
    <>
      {ego && (
        <p>
          The cheapest moves from and to {data.nodes[selected ?? -1]?.title ?? ego}, and the rest of
          its ladder. <a href={href("lattice", "", { ...params, ego: null, node: ego })}>The whole lattice</a>
        </p>
      )}
      <Filters data={data} route={route} choice={choice} />
      <p class="told" role="status">
        {counted(nodes.length, "class-grade")}
        {nodes.length < data.nodes.length && ` of ${data.nodes.length.toLocaleString("en")}`},{" "}
        {counted(moves.length, "move")}
        {choice.budget !== null && ` of a cost of at most ${choice.budget}`}
        {!data.complete && !ego && " (the next grades, and those most alike)"}.
        {Object.values({ ...choice, budget: choice.budget ?? "" }).some(Boolean) && (
          <>
            {" "}
            <a href={href("lattice", "", { ego })}>Show all</a>
          </>
        )}
      </p>
      <div class="lattice">
        <div class="lattice-main" ref={box}>
          {nodes.length === 0 ? (
            <p class="none">No class-grade fits these filters.</p>
          ) : asTable || !layout ? (
            <>
              {!asTable && (
                <p>
                  {counted(nodes.length, "class-grade")} are too many for one picture: choose a
                  publisher, a class or a group above.
                </p>
              )}
              <NodeTable data={data} nodes={nodes} moves={moves} />
            </>
          ) : (
            <Drawing
              data={data}
              layout={layout}
              moves={moves}
              limits={limits}
              selected={selected !== null && shown.has(selected) ? selected : null}
              all={choice.budget !== null}
              zoom={zoomOf(params)}
              onZoom={(zoom) => change(route, { zoom: zoom === 1 ? null : zoom }, { replace: true })}
              onSelect={select}
            />
          )}
        </div>
        {selected !== null && (
          <Beside
            data={data}
            node={selected}
            source={source}
            budget={choice.budget}
            exact={data.complete || ego === data.nodes[selected]?.id}
            select={(id) => href("lattice", "", { ...params, node: id })}
            onClose={() => change(route, { node: null })}
          />
        )}
      </div>
    </>
  );
}

function Filters(props: { data: LatticeData; route: Route; choice: Choice }) {
  const { data, route, choice } = props;
  const lists = [
    ["publisher", "Publisher", data.publishers],
    ["class", "Class", data.classes],
    ["group", "Occupational group", data.groups],
    ["unit", "Bargaining unit", data.units],
    ["competency", "Competency", data.competencies],
  ] as const;
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()}>
      {lists.map(([name, label, options]) =>
        options.length > 1 || choice[name] ? (
          <label key={name}>
            {label}
            <select
              name={name}
              value={choice[name]}
              onChange={(event) => change(route, { [name]: event.currentTarget.value })}
            >
              <option value="">any</option>
              {choice[name] && !options.some((each) => each.id === choice[name]) && (
                <option value={choice[name]}>{choice[name]}</option>
              )}
              {options.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.label}
                </option>
              ))}
            </select>
          </label>
        ) : null,
      )}
      <label>
        Most a move may cost
        <input
          type="number"
          name="budget"
          min={0}
          step="any"
          value={choice.budget ?? ""}
          onChange={(event) => change(route, { budget: event.currentTarget.value })}
        />
      </label>
      <label class="switch">
        <span>Shown as</span>
        <select
          name="as"
          value={route.params["as"] ?? ""}
          onChange={(event) => change(route, { as: event.currentTarget.value })}
        >
          <option value="">picture</option>
          <option value="table">table</option>
        </select>
      </label>
    </form>
  );
}

/** A zoom between a fifth and four times; anything else in an address is 1. */
function zoomOf(params: Record<string, string>): number {
  const zoom = Number(params["zoom"] ?? 1);
  return zoom >= 0.2 && zoom <= 4 ? zoom : 1;
}

/** The width there is for the picture, in pixels. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(() => Math.max(300, window.innerWidth - 40));
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      // In steps, so that a scroll bar that comes and goes does not lay all out anew.
      if (entry) setWidth(Math.max(300, Math.floor(entry.contentRect.width / 20) * 20));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}
