import { render } from "preact";
import { Shell } from "./shell";
import { ServedSource, type Source } from "./source";
import "./style.css";
import { applyTheme, rememberedTheme } from "./theme";
import type { About } from "./types";

applyTheme(rememberedTheme());

const place = document.getElementById("explorer");
if (place) {
  const show = (source: Source) => render(<Shell source={source} />, place);
  const plain = new ServedSource();
  // Whether mappings can be decided on, and so which views there are, is the server's to say.
  plain.resource<About>("about").then(
    (about) => show(about.review ? new ServedSource("", true) : plain),
    () => show(plain), // the views tell what is wrong
  );
}
