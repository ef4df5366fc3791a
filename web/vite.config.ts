import { defineConfig, type ProxyOptions } from "vite";

// `npm run dev` asks this server for the graph; start it with `careerlattice serve`.
const server = process.env["CAREERLATTICE_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  // Relative, so that the pages work under any path.
  base: "./",
  build: { target: "es2022", outDir: "dist", emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  server: { host: "127.0.0.1", proxy: { "/api": passedOn(), "/sparql": passedOn() } },
});

/** The server refuses what pages of another origin send, which these are while one works on them. */
function passedOn(): ProxyOptions {
  return {
    target: server,
    configure: (proxy) => proxy.on("proxyReq", (request) => request.removeHeader("origin")),
  };
}
