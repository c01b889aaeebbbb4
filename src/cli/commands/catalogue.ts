// Every command, in the order in which `--help` lists them; one line for each file of this folder.
import type { CommandEntry } from "../command-entry.ts";

/** What each first word of a two-word command is about. */
export const GROUPS: Readonly<Record<string, string>> = {
  models: "Saved models: serve them, predict with them",
};

/** The commands. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "models serve",
    summary: "Answer predictions over HTTP",
    load: async () => (await import("./models-serve.ts")).configureModelsServe,
  },
  {
    name: "models predict",
    summary: "Predict for a file of JSON or CSV",
    load: async () => (await import("./models-predict.ts")).configureModelsPredict,
  },
  {
    name: "ui",
    summary: "Serve runs, models and artifacts, with pages to look at them",
    load: async () => (await import("./server.ts")).configureServer,
  },
  {
    name: "server",
    summary: "The same as ui",
    load: async () => (await import("./server.ts")).configureServer,
  },
  {
    name: "examples",
    summary: "List the examples of this package, or run one",
    load: async () => (await import("./examples.ts")).configureExamples,
  },
];
