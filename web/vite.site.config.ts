import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// The explorer as one HTML file without its data, which `careerlattice export` packs into it,
// together with the engine (oxigraph.wasm).
const ENGINE = "node_modules/oxigraph/web_bg.wasm";

/** The engine is handed its code; bundled, the code would stand in the page unpacked. */
function handedOver(): Plugin {
  return {
    name: "engine-handed-over",
    enforce: "pre",
    transform: (code, id) =>
      id.endsWith("oxigraph/web.js")
        ? code.replace(/new URL\('web_bg\.wasm', import\.meta\.url\)/, "undefined")
        : null,
  };
}

/** Puts the engine's code beside the page. */
function engineBeside(): Plugin {
  let folder = "dist";
  return {
    name: "engine-beside",
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => {
      mkdirSync(folder, { recursive: true });
      copyFileSync(ENGINE, join(folder, "oxigraph.wasm"));
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [handedOver(), viteSingleFile(), engineBeside()],
  worker: { plugins: () => [handedOver()] },
  build: {
    target: "es2022",
    outDir: "dist",
    // The served explorer lies there already.
    emptyOutDir: false,
    chunkSizeWarningLimit: 4000,
    rollupOptions: { input: "site.html" },
  },
});
