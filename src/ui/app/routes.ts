// Every page of the app: its address, and the file it is loaded from when it is first shown.
import type { ComponentType } from "preact";
import { lazy } from "../components/lazy.tsx";
import type { PageProps } from "./page-props.ts";

/** One page. */
export interface Route {
  /** `experiments/:id/:tab?`: parts with a colon have a name, a question mark lets them be absent. */
  readonly pattern: string;
  readonly page: ComponentType<PageProps>;
}

const experiment = lazy<PageProps>(
  async () => (await import("../experiment/experiment-page.tsx")).ExperimentPage,
);
const run = lazy<PageProps>(async () => (await import("../run/run-page.tsx")).RunPage);

const home = lazy<PageProps>(async () => (await import("../home/home-page.tsx")).HomePage);

/** The pages; the first that fits is shown. */
export const ROUTES: readonly Route[] = [
  { pattern: "", page: home },
  { pattern: "experiments", page: home },
  { pattern: "experiments/:experimentId/runs/:runId/:tab?", page: run },
  { pattern: "runs/:runId/:tab?", page: run },
  { pattern: "experiments/:experimentId/:tab?", page: experiment },
  { pattern: "models", page: lazy(async () => (await import("../models/models-page.tsx")).ModelsPage) },
  {
    pattern: "models/:name/diff",
    page: lazy(async () => (await import("../models/model-diff-page.tsx")).ModelDiffPage),
  },
  {
    pattern: "models/:name/:versions?/:version?",
    page: lazy(async () => (await import("../models/model-page.tsx")).ModelPage),
  },
  {
    pattern: "playground",
    page: lazy(async () => (await import("../playground/playground-page.tsx")).PlaygroundPage),
  },
  {
    pattern: "settings",
    page: lazy(async () => (await import("../settings/settings-page.tsx")).SettingsPage),
  },
];
