// Where everything of the lattice stands: columns by grade, lanes by class, publishers side by side.

import type { LatticeData, LatticeNode, Move } from "../../types";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A node's box, and the lines of its label. */
export interface Place extends Box {
  lines: string[];
  panel: number;
  lane: number;
  column: number;
}

export interface Column {
  x: number;
  width: number;
  label: string;
}

export interface Lane extends Box {
  class: number;
  lines: string[];
}

/**
 * What compares by rank: the grades of one structure, or those of classes that have each a
 * structure of their own, of which the columns are steps.
 */
export interface Panel extends Box {
  title: string;
  lines: string[];
  publisher: number;
  columns: Column[];
  lanes: Lane[];
}

export interface Layout {
  width: number;
  height: number;
  panels: Panel[];
  /** By the place of the node in the data. */
  places: Map<number, Place>;
}

/** Pixels at a zoom of 1, for text of 13 pixels. */
export const SIZES = {
  character: 7,
  line: 15,
  nodePad: 8,
  leastNode: 52,
  mostNode: 150,
  between: 40,
  stack: 6,
  lanePad: 7,
  laneLabel: 150,
  head: 22,
  panelGap: 28,
} as const;

const NO_RANK = Number.MAX_SAFE_INTEGER;

/**
 * Place the nodes of *data* that are *shown*. Panels stand beside one another as far as *width*
 * goes, then below; in a narrow window the labels of lanes stand above them.
 */
export function layOut(data: LatticeData, shown: readonly number[], width: number): Layout {
  const narrow = width < 640;
  const places = new Map<number, Place>();
  const panels: Panel[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let right = 0;
  for (const group of grouped(data, shown)) {
    const at = panels.length;
    const { panel, inside } = panelOf(data, group, at, narrow);
    if (x > 0 && x + panel.width > width) {
      x = 0;
      y += rowHeight + SIZES.panelGap;
      rowHeight = 0;
    }
    move(panel, x, y);
    for (const column of panel.columns) column.x += x;
    for (const lane of panel.lanes) move(lane, x, y);
    for (const [node, place] of inside) {
      move(place, x, y);
      places.set(node, place);
    }
    panels.push(panel);
    x += panel.width + SIZES.panelGap;
    right = Math.max(right, x - SIZES.panelGap);
    rowHeight = Math.max(rowHeight, panel.height);
  }
  return { width: right, height: y + rowHeight, panels, places };
}

interface Group {
  publisher: number;
  title: string;
  nodes: number[];
}

/** The nodes by what they compare with, in the order of publishers and structures. */
function grouped(data: LatticeData, shown: readonly number[]): Group[] {
  const classesOf = new Map<number, Set<number>>();
  for (const node of data.nodes)
    if (node.structure !== null) {
      const known = classesOf.get(node.structure) ?? new Set();
      classesOf.set(node.structure, known.add(node.class));
    }
  const isShared = (node: LatticeNode) =>
    node.structure !== null && (classesOf.get(node.structure)?.size ?? 0) > 1;
  const groups = new Map<string, Group & { structure: number }>();
  for (const at of shown) {
    const node = data.nodes[at];
    if (!node) continue;
    const structure = isShared(node) && node.structure !== null ? node.structure : -1;
    const key = `${node.publisher} ${structure}`;
    const publisher = data.publishers[node.publisher]?.label ?? "";
    const group = groups.get(key) ?? {
      publisher: node.publisher,
      structure,
      title: publisher,
      nodes: [],
    };
    group.nodes.push(at);
    groups.set(key, group);
  }
  const found = [...groups.values()].sort(
    (one, other) => one.publisher - other.publisher || one.structure - other.structure,
  );
  for (const group of found) {
    const alone = found.filter((each) => each.publisher === group.publisher).length === 1;
    if (!alone && group.structure >= 0)
      group.title += `: ${data.structures[group.structure]?.label ?? ""}`;
  }
  return found;
}

function panelOf(
  data: LatticeData,
  group: Group,
  at: number,
  narrow: boolean,
): { panel: Panel; inside: Map<number, Place> } {
  const nodes = group.nodes.map((each) => [each, data.nodes[each] as LatticeNode] as const);
  const columnOf = (node: LatticeNode) => node.rank ?? NO_RANK;
  const ranks = [...new Set(nodes.map(([, node]) => columnOf(node)))].sort((a, b) => a - b);
  const longest = Math.max(...nodes.map(([, node]) => halfLength(nodeLabel(node))));
  const nodeWidth = clamp(
    longest * SIZES.character + 2 * SIZES.nodePad,
    SIZES.leastNode,
    SIZES.mostNode,
  );
  const characters = Math.floor((nodeWidth - 2 * SIZES.nodePad) / SIZES.character);
  const labelled = new Map(nodes.map(([each, node]) => [each, wrap(nodeLabel(node), characters, 3)]));

  const left = narrow ? 0 : SIZES.laneLabel;
  const columns = ranks.map((rank, number) => ({
    x: left + number * (nodeWidth + SIZES.between),
    width: nodeWidth,
    label: columnLabel(nodes.filter(([, node]) => columnOf(node) === rank).map(([, node]) => node)),
  }));
  const width = Math.max(
    left + columns.length * (nodeWidth + SIZES.between) - SIZES.between,
    narrow ? 220 : 0,
  );
  const titleLines = wrap(group.title, Math.floor(width / (SIZES.character * 1.1)), 3);

  const classes = [...new Set(nodes.map(([, node]) => node.class))].sort((a, b) => a - b);
  const inside = new Map<number, Place>();
  const lanes: Lane[] = [];
  let y = titleLines.length * SIZES.line + SIZES.head + 6;
  classes.forEach((of, lane) => {
    const own = nodes.filter(([, node]) => node.class === of);
    const most = Math.max(...own.map(([each]) => labelled.get(each)?.length ?? 1));
    const nodeHeight = most * SIZES.line + 12;
    const name = data.classes[of]?.label ?? "";
    const laneLines = narrow
      ? wrap(name, Math.floor(width / SIZES.character), 2)
      : wrap(name, Math.floor((SIZES.laneLabel - 14) / SIZES.character), 4);
    const top = SIZES.lanePad + (narrow ? laneLines.length * SIZES.line + 2 : 0);
    let deepest = 1;
    ranks.forEach((rank, column) => {
      const cell = own.filter(([, node]) => columnOf(node) === rank);
      deepest = Math.max(deepest, cell.length);
      cell.forEach(([each], depth) => {
        inside.set(each, {
          x: columns[column]?.x ?? 0,
          y: y + top + depth * (nodeHeight + SIZES.stack),
          width: nodeWidth,
          height: nodeHeight,
          lines: labelled.get(each) ?? [],
          panel: at,
          lane,
          column,
        });
      });
    });
    const stacked = deepest * (nodeHeight + SIZES.stack) - SIZES.stack;
    const labels = narrow ? 0 : laneLines.length * SIZES.line;
    const height = top + Math.max(stacked, labels) + SIZES.lanePad;
    lanes.push({ class: of, x: 0, y, width, height, lines: laneLines });
    y += height;
  });
  return {
    panel: {
      title: group.title,
      lines: titleLines,
      publisher: group.publisher,
      x: 0,
      y: 0,
      width,
      height: y,
      columns,
      lanes,
    },
    inside,
  };
}

/** What a node says: its grade; its lane says of which class. */
export function nodeLabel(node: LatticeNode): string {
  return node.grade ?? "no grade";
}

/** What heads a column: the grade where all in it have one, else the step of their own ladders. */
function columnLabel(nodes: readonly LatticeNode[]): string {
  const [first] = nodes;
  const grades = new Set(nodes.map((node) => node.grade));
  if (first && grades.size === 1 && (nodes.length > 1 || (first.grade?.length ?? 0) <= 8))
    return first.grade === null ? "no grade" : first.grade.replace(/^(?=\d)/, "grade ");
  return first?.rank == null ? "step not stated" : `step ${first.rank}`;
}

/** Break *text* into at most *most* lines of at most *width* characters; what is cut ends in "…". */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    // A word longer than a line is broken; by code points, so that none is halved.
    for (const piece of pieces(word, width)) {
      if (line && line.length + 1 + piece.length <= width) line += ` ${piece}`;
      else {
        if (line) lines.push(line);
        line = piece;
      }
    }
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  const last = [...(lines[most - 1] ?? "")].slice(0, Math.max(1, width - 1)).join("");
  return [...lines.slice(0, most - 1), `${last}…`];
}

function pieces(word: string, width: number): string[] {
  const points = [...word];
  if (points.length <= width) return [word];
  const found: string[] = [];
  for (let at = 0; at < points.length; at += width)
    found.push(points.slice(at, at + width).join(""));
  return found;
}

/** How wide a label is when it is broken in two as evenly as its words allow. */
function halfLength(text: string): number {
  const words = text.split(/\s+/).filter(Boolean);
  let best = text.length;
  for (let at = 1; at < words.length; at += 1) {
    const one = words.slice(0, at).join(" ").length;
    const other = words.slice(at).join(" ").length;
    best = Math.min(best, Math.max(one, other));
  }
  return best;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function move(box: Box, x: number, y: number): void {
  box.x += x;
  box.y += y;
}

// Moves ----------------------------------------------------------------------------------------

/** The line of a move, as the `d` of a path: from edge to edge of the two boxes. */
export function curve(from: Box, to: Box): string {
  const middle = (box: Box) => box.y + box.height / 2;
  if (Math.abs(from.x - to.x) < 1) {
    // One above the other: around the side.
    const x = from.x + from.width;
    const bend = x + 18;
    return path(x, middle(from), bend, middle(from), bend, middle(to), x, middle(to));
  }
  const ahead = from.x < to.x;
  const x1 = ahead ? from.x + from.width : from.x;
  const x2 = ahead ? to.x : to.x + to.width;
  const bend = clamp(Math.abs(x2 - x1) / 2, 8, 120) * (ahead ? 1 : -1);
  return path(x1, middle(from), x1 + bend, middle(from), x2 - bend, middle(to), x2, middle(to));
}

function path(...[x1, y1, a, b, c, d, x2, y2]: number[]): string {
  return `M${x1} ${y1}C${a} ${b} ${c} ${d} ${x2} ${y2}`;
}

/** The limits of four bands of cost, from cheap to dear: quarters of all moves. */
export function bands(moves: readonly Move[]): [number, number, number] {
  const costs = moves.map((each) => each[2]).sort((a, b) => a - b);
  const at = (share: number) => costs[Math.floor((costs.length - 1) * share)] ?? 0;
  return [at(0.25), at(0.5), at(0.75)];
}

/** Which band a cost is in, 0 to 3. */
export function bandOf(cost: number, limits: readonly number[]): number {
  const at = limits.findIndex((limit) => cost <= limit);
  return at < 0 ? limits.length : at;
}

// Keys -----------------------------------------------------------------------------------------

export type Direction = "up" | "down" | "left" | "right";

/** The node that lies next in a direction: the nearest there, what is in line first. */
export function neighbour(layout: Layout, from: number, to: Direction): number | null {
  const start = layout.places.get(from);
  if (!start) return null;
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  const across = to === "left" || to === "right";
  const sign = to === "right" || to === "down" ? 1 : -1;
  for (const [node, place] of layout.places) {
    if (node === from) continue;
    const dx = place.x + place.width / 2 - (start.x + start.width / 2);
    const dy = place.y + place.height / 2 - (start.y + start.height / 2);
    const along = (across ? dx : dy) * sign;
    const aside = Math.abs(across ? dy : dx);
    if (along <= 0.5) continue;
    // Another lane, or another column, is far away.
    const distance = along + aside * 4;
    if (distance < least) {
      least = distance;
      best = node;
    }
  }
  return best;
}
