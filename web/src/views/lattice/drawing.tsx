// The picture of the lattice: lanes and columns, class-grades as links, moves as lines.

import { useEffect, useRef, useState } from "preact/hooks";
import { classGradeLink } from "../../links";
import { go } from "../../router";
import type { LatticeData, Move } from "../../types";
import { called } from "./choice";
import { bandOf, curve, type Direction, type Layout, neighbour, SIZES } from "./layout";

/** More lines than these hide one another; the cheapest are drawn: of all, and each way of one. */
const MOST_LINES = 300;
const MOST_OF_ONE = 15;

const KEYS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export interface DrawingProps {
  data: LatticeData;
  layout: Layout;
  /** The cheapest first. */
  moves: readonly Move[];
  limits: readonly number[];
  selected: number | null;
  /** Draw all moves, not the next grades alone. */
  all: boolean;
  zoom: number;
  onZoom: (zoom: number) => void;
  onSelect: (node: number | null) => void;
}

export function Drawing(props: DrawingProps) {
  const { data, layout, moves, limits, selected, zoom } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const first = layout.places.keys().next().value ?? 0;
  const [stop, setStop] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const nodes = useRef(new Map<number, SVGAElement>());
  const lit = pointed ?? selected;
  useWheel(frame, (by) => props.onZoom(zoomed(zoom, by)));
  useInSight(nodes.current, selected);

  // One class-grade is in the order of the tab key; the arrows lead to the others.
  const tabStop = stop !== null && layout.places.has(stop) ? stop : (selected ?? first);
  const related = lit === null ? [] : moves.filter(([from, to]) => from === lit || to === lit);
  const next = moves.filter((each) => each[4] === 1 && each[0] !== lit && each[1] !== lit);
  const other = props.all && lit === null ? moves.filter((each) => each[4] === 0) : [];
  const out = related.filter(([from]) => from === lit);
  const back = related.filter(([from]) => from !== lit);
  const near = [out, back].flatMap((each) => each.filter((move, at) => at < MOST_OF_ONE || move[4]));
  const drawn = [...other.slice(0, MOST_LINES), ...next, ...near];
  const costOut = new Map(out.map((each) => [each[1], each[2]]));
  const costBack = new Map(back.map((each) => [each[0], each[2]]));

  const onKey = (event: KeyboardEvent, node: number) => {
    const direction = KEYS[event.key];
    if (direction) {
      event.preventDefault();
      const to = neighbour(layout, node, direction);
      if (to !== null) nodes.current.get(to)?.focus();
    } else if (event.key === " ") {
      event.preventDefault();
      props.onSelect(node === selected ? null : node);
    } else if (event.key === "Escape" && selected !== null) props.onSelect(null);
  };

  return (
    <>
      <div class="drawing-head no-print">
        <Legend moves={moves} limits={limits} />
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" onClick={() => props.onZoom(zoomed(zoom, -1))} aria-label="Zoom out">
            −
          </button>
          <button type="button" onClick={() => props.onZoom(1)} title="Actual size">
            {Math.round(zoom * 100)}%
          </button>
          <button type="button" onClick={() => props.onZoom(zoomed(zoom, 1))} aria-label="Zoom in">
            +
          </button>
          <button
            type="button"
            onClick={() => {
              const width = frame.current?.clientWidth ?? layout.width;
              props.onZoom(Math.max(0.2, Math.min(1, Math.floor((width / layout.width) * 100) / 100)));
            }}
          >
            Fit
          </button>
        </div>
      </div>
      {other.length > MOST_LINES && (
        <p class="muted no-print">
          The {MOST_LINES} cheapest of {other.length.toLocaleString("en")} moves are drawn.
        </p>
      )}
      {near.length < related.length && (
        <p class="muted no-print">
          Lines lead to the {MOST_OF_ONE} cheapest moves each way; the numbers are on all.
        </p>
      )}
      <div class="drawing" ref={frame} onPointerLeave={() => setPointed(null)}>
        <svg
          role="group"
          aria-label="The lattice: arrow keys move between class-grades, Enter opens one, the space bar shows its moves"
          width={layout.width * zoom}
          height={layout.height * zoom}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
        >
          <Lanes layout={layout} />
          <g class="moves" aria-hidden="true">
            {drawn.map((move) => (
              <Line key={`${move[0]} ${move[1]}`} move={move} layout={layout} limits={limits} lit={lit} />
            ))}
          </g>
          <Titles data={data} layout={layout} />
          <g class="nodes">
            {[...layout.places].map(([at, place]) => {
              const node = data.nodes[at];
              if (!node) return null;
              const label = nodeName(data, at);
              const to = costOut.get(at);
              const from = costBack.get(at);
              const isRelated = to !== undefined || from !== undefined;
              const state = [
                "node",
                at === selected ? "selected" : "",
                at === lit ? "lit" : "",
                isRelated ? "related" : "",
              ];
              return (
                <g key={node.id} class={state.filter(Boolean).join(" ")}>
                  <a
                    ref={(element) => {
                      if (element) nodes.current.set(at, element as unknown as SVGAElement);
                      else nodes.current.delete(at);
                    }}
                    href={classGradeLink(node.id)}
                    tabIndex={at === tabStop ? 0 : -1}
                    aria-label={label}
                    aria-current={at === selected ? "true" : undefined}
                    data-id={node.id}
                    onClick={(event) => {
                      // A pointer shows the moves; Enter, and a new tab, open the page.
                      const { detail, ctrlKey, metaKey, shiftKey } = event;
                      if (detail === 0 || ctrlKey || metaKey || shiftKey) return;
                      event.preventDefault();
                      if (detail === 2) go(classGradeLink(node.id));
                      else props.onSelect(at);
                    }}
                    onKeyDown={(event) => onKey(event, at)}
                    onFocus={() => {
                      setStop(at);
                      setPointed(at);
                    }}
                    onBlur={() => setPointed(null)}
                    onPointerEnter={(event) => event.pointerType === "mouse" && setPointed(at)}
                    onPointerLeave={(event) => event.pointerType === "mouse" && setPointed(null)}
                  >
                    <title>{label}</title>
                    <rect x={place.x} y={place.y} width={place.width} height={place.height} rx={4} />
                  </a>
                  {/* Beside the link, whose name says more than fits into the box. */}
                  <g aria-hidden="true">
                    <Lines
                      lines={place.lines}
                      x={place.x + place.width / 2}
                      y={place.y + place.height / 2}
                      anchor="middle"
                    />
                    {isRelated && (
                      <Badge x={place.x + place.width} y={place.y} out={to} back={from} />
                    )}
                  </g>
                </g>
              );
            })}
          </g>
        </svg>
      </div>
    </>
  );
}

/** A class-grade in words: its title, grade and publisher. */
export function nodeName(data: LatticeData, at: number): string {
  const node = data.nodes[at];
  if (!node) return "";
  const publisher = data.publishers[node.publisher]?.label ?? "";
  return [called(node), publisher].filter(Boolean).join(", ");
}

function Lanes({ layout }: { layout: Layout }) {
  return (
    <g aria-hidden="true">
      {layout.panels.flatMap((panel) =>
        panel.lanes.map((lane, at) => (
          <rect
            key={`${panel.publisher} ${lane.class}`}
            class={at % 2 ? "lane odd" : "lane"}
            x={lane.x}
            y={lane.y}
            width={lane.width}
            height={lane.height}
          />
        )),
      )}
    </g>
  );
}

/** What panels, columns and lanes are called; above the moves, so that it can be read. */
function Titles({ data, layout }: { data: LatticeData; layout: Layout }) {
  return (
    <g class="titles">
      {layout.panels.map((panel, at) => {
        const below = panel.y + panel.lines.length * SIZES.line;
        const above = panel.columns[0] !== undefined && panel.columns[0].x === panel.x;
        return (
          <g key={at}>
            <Lines
              lines={panel.lines}
              x={panel.x}
              y={panel.y + (panel.lines.length * SIZES.line) / 2}
              kind="panel-title"
            />
            {panel.columns.map((column) => (
              <text
                key={column.x}
                class="column"
                x={column.x + column.width / 2}
                y={below + SIZES.head - 4}
                text-anchor="middle"
              >
                {column.label}
              </text>
            ))}
            {panel.lanes.map((lane) => {
              const head = SIZES.lanePad + (lane.lines.length * SIZES.line) / 2;
              return (
                <g key={lane.class}>
                  <title>{data.classes[lane.class]?.label}</title>
                  <Lines
                    lines={lane.lines}
                    x={lane.x + 6}
                    y={lane.y + (above ? head : lane.height / 2)}
                    kind="lane-title"
                  />
                </g>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}

/** Lines of text around the height *y*. */
function Lines(props: { lines: string[]; x: number; y: number; anchor?: "middle"; kind?: string }) {
  const top = props.y - ((props.lines.length - 1) * SIZES.line) / 2 + 4.5;
  return (
    <text class={props.kind} text-anchor={props.anchor ?? "start"}>
      {props.lines.map((line, at) => (
        <tspan key={at} x={props.x} y={top + at * SIZES.line}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function Line(props: { move: Move; layout: Layout; limits: readonly number[]; lit: number | null }) {
  const [start, goal, cost, , next] = props.move;
  const from = props.layout.places.get(start);
  const to = props.layout.places.get(goal);
  if (!from || !to) return null;
  const kind = [
    `move band-${bandOf(cost, props.limits)}`,
    next ? "next" : "",
    goal === props.lit ? "back" : "",
    start === props.lit || goal === props.lit ? "lit" : "",
  ];
  // Where the line is level and nothing stands in its way, the cost stands on it.
  const level = next && from.panel === to.panel && from.y === to.y && to.column > from.column;
  return (
    <g class={kind.filter(Boolean).join(" ")}>
      <path d={curve(from, to)} />
      {level && (
        <text x={(from.x + from.width + to.x) / 2} y={from.y + from.height / 2 - 5} text-anchor="middle">
          {cost}
        </text>
      )}
    </g>
  );
}

/** What the move to a class-grade costs, and the move back, at its corner. */
function Badge(props: { x: number; y: number; out: number | undefined; back: number | undefined }) {
  const parts = [
    props.out === undefined ? "" : `→${props.out}`,
    props.back === undefined ? "" : `←${props.back}`,
  ].filter(Boolean);
  const text = parts.join(" ");
  const width = text.length * 6.2 + 8;
  return (
    <g class="badge">
      <rect x={props.x - width + 8} y={props.y - 12} width={width} height={15} rx={3} />
      <text x={props.x - width / 2 + 8} y={props.y - 0.5} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

function Legend({ moves, limits }: { moves: readonly Move[]; limits: readonly number[] }) {
  const used = new Set(moves.map((each) => bandOf(each[2], limits)));
  const [a = 0, b = 0, c = 0] = limits;
  const words = [`up to ${a}`, `up to ${b}`, `up to ${c}`, `over ${c}`];
  return (
    <ul class="legend" aria-label="What the lines mean">
      {words.map((text, band) =>
        used.has(band) ? (
          <li key={band}>
            <svg width="28" height="12" aria-hidden="true">
              <g class={`move band-${band} lit`}>
                <path d="M1 6H27" />
              </g>
            </svg>
            cost {text}
          </li>
        ) : null,
      )}
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <g class="move next band-1">
            <path d="M1 6H27" />
          </g>
        </svg>
        next grade
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <g class="move back lit band-1">
            <path d="M1 6H27" />
          </g>
        </svg>
        move to the class-grade looked at
      </li>
    </ul>
  );
}

function zoomed(zoom: number, by: number): number {
  const next = zoom * (by > 0 ? 1.25 : 0.8);
  return Math.round(Math.min(4, Math.max(0.2, next)) * 100) / 100;
}

/** The wheel with the control key zooms the picture, and not the page. */
function useWheel(frame: { current: HTMLElement | null }, turned: (by: number) => void): void {
  const latest = useRef(turned);
  latest.current = turned;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const listen = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      latest.current(-Math.sign(event.deltaY));
    };
    element.addEventListener("wheel", listen, { passive: false });
    return () => element.removeEventListener("wheel", listen);
  }, []);
}

/** Bring the selected class-grade into sight when the selection changes. */
function useInSight(nodes: Map<number, SVGAElement>, selected: number | null): void {
  useEffect(() => {
    if (selected === null) return;
    nodes.get(selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);
}
