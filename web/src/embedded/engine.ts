// The SPARQL engine, in a worker of its own, so that the page answers while it loads and works.

import init, { Store } from "oxigraph/web.js";
import { unpacked } from "./packed";

/** The first message: the engine and the graph (TriG), both gzipped. */
export interface Begin {
  engine: Uint8Array<ArrayBuffer>;
  graph: Uint8Array<ArrayBuffer>;
}

/** Every other message: a query, under a number that its answer bears too. */
export interface Asked {
  number: number;
  sparql: string;
}

/** What comes back: the text of an answer in its media type, or the words of an error. */
export type Told =
  | { number: number; media: string; text: string }
  | { number: number; error: string };

const RESULTS = "application/sparql-results+json";
const TURTLE = "text/turtle";

let ready: Promise<Store> | undefined;

self.onmessage = async ({ data }: MessageEvent<Begin | Asked>) => {
  if ("engine" in data) {
    ready = begin(data);
    // Told to whoever asks; unhandled, it would be told twice.
    ready.catch(() => undefined);
    return;
  }
  const { number, sparql } = data;
  try {
    const store = await (ready ?? Promise.reject(new Error("The engine was not started.")));
    self.postMessage({ number, ...answer(store, sparql) } satisfies Told);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    self.postMessage({ number, error: words } satisfies Told);
  }
};

async function begin({ engine, graph }: Begin): Promise<Store> {
  const [code, triples] = await Promise.all([unpacked(engine), unpacked(graph)]);
  await init({ module_or_path: code });
  const store = new Store();
  store.load(new Uint8Array(triples), { format: "application/trig", no_transaction: true });
  return store;
}

/** Every graph counts as one where a query names none, as everywhere in careerlattice. */
function answer(store: Store, sparql: string): { media: string; text: string } {
  const options = { use_default_graph_as_union: true };
  const form = /^(?:\s|#[^\n]*\n|PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>)*(\w+)/i.exec(sparql)?.[1];
  const media = /^(?:construct|describe)$/i.test(form ?? "") ? TURTLE : RESULTS;
  const found = store.query(sparql, { ...options, results_format: media });
  return { media, text: String(found) };
}
