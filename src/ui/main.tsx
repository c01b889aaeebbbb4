// Starts the web app.
import "./theme/tokens.css";
import "./theme/base.css";
import { render } from "preact";
import { App } from "./app/app.tsx";
import { followLocation } from "./app/location.ts";
import { announceLanguage } from "./i18n/language.ts";
import { applyTheme } from "./theme/theme.ts";

applyTheme();
announceLanguage();
followLocation();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);

// The pages that people open next are fetched while nothing else is to do.
const whenIdle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1_000));
whenIdle(() => {
  void import("./experiment/experiment-page.tsx");
  void import("./run/run-page.tsx");
  void import("./palette/palette.tsx");
});
