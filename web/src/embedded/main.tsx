import { render } from "preact";
import { Shell } from "../shell";
import "../style.css";
import { applyTheme, rememberedTheme } from "../theme";
import { EmbeddedSource } from "./source";

applyTheme(rememberedTheme());

const source = new EmbeddedSource();
// For who wants to ask the file from the browser's console.
Object.assign(window, { careerlattice: source });

const place = document.getElementById("explorer");
if (place) render(<Shell source={source} />, place);
