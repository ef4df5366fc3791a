// Every view, once. To add one: write `views/<slug>.tsx` with a default export, and a line here.

import type { ComponentType } from "preact";
import type { Route } from "./router";
import type { Source } from "./source";

/** What a view is given. It shows what *route* says, from *source*, and nothing else. */
export interface ViewProps {
  route: Route;
  source: Source;
}

export interface View {
  /** The first word of its address. */
  slug: string;
  /** What the navigation calls it. */
  title: string;
  /** Whether it stands in the navigation: the others are about one thing, and linked from it. */
  listed: boolean;
  /** Whether a source can show it. */
  shows?: (source: Source) => boolean;
  load: () => Promise<{ default: ComponentType<ViewProps> }>;
}

export const VIEWS: readonly View[] = [
  { slug: "lattice", title: "Lattice", listed: true, load: () => import("./views/lattice") },
  { slug: "class-grade", title: "Class-grade", listed: false, load: () => import("./views/class-grade") },
  { slug: "compare", title: "Compare", listed: true, load: () => import("./views/compare") },
  { slug: "competency", title: "Competencies", listed: true, load: () => import("./views/competency") },
  { slug: "document", title: "Documents", listed: true, load: () => import("./views/document") },
  { slug: "heat-map", title: "Heat map", listed: true, load: () => import("./views/heat-map") },
  { slug: "completeness", title: "Completeness", listed: true, load: () => import("./views/completeness") },
  { slug: "review", title: "Review", listed: true, shows: (source) => !!source.review, load: () => import("./views/review") },
  { slug: "query", title: "Query", listed: true, load: () => import("./views/query") },
];
