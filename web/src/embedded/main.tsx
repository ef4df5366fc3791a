import { render } from "preact";
import { Shell } from "../shell";
import "../style.css";
import { applyTheme, rememberedTheme } from "../theme";
import { EmbeddedSource } from "./source";

applyTheme(rememberedTheme());

const place = document.getElementById("explorer");
if (place) render(<Shell source={new EmbeddedSource()} />, place);
