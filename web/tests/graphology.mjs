// Reads a network with graphology and tells its nodes and edges as JSON, for tests/export.
import { readFileSync } from "node:fs";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import Graph from "graphology";

const file = process.argv[2] ?? "";
const { parse } = file.endsWith(".gexf") ? gexf : graphml;
const graph = parse(Graph, readFileSync(file, "utf-8"), { allowUndeclaredAttributes: false });
const nodes = graph.mapNodes((id, said) => ({ id, said }));
const edges = graph.mapEdges((id, said, source, target) => ({ id, said, source, target }));
process.stdout.write(JSON.stringify({ directed: graph.type, nodes, edges }));
