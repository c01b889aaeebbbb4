// Every command, in the order in which `--help` lists them; one line for each file of this folder.
import type { CommandEntry } from "../command-entry.ts";

/** What each first word of a two-word command is about. */
export const GROUPS: Readonly<Record<string, string>> = {
  models: "Saved models: serve them, predict with them, register and compare them",
  experiments: "Experiments: make, find, rename, delete, export",
  runs: "Runs: list, describe, make, delete, restore",
  artifacts: "Files of runs: list, fetch, add",
};

/** The commands. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "run",
    summary: "Run a project from a folder or a git repository",
    load: async () => (await import("./run.ts")).configureRun,
  },
  {
    name: "sweep",
    summary: "Run a project with many settings, and find the best",
    load: async () => (await import("./sweep.ts")).configureSweep,
  },
  {
    name: "reproduce",
    summary: "Run again what a run came from, and compare the two",
    load: async () => (await import("./reproduce.ts")).configureReproduce,
  },
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
    name: "models build-docker",
    summary: "Write what an image is built from that serves a model",
    load: async () => (await import("./models-build-docker.ts")).configureModelsBuildDocker,
  },
  {
    name: "models register",
    summary: "Make a model a new version of a registered model",
    load: async () => (await import("./models-registry.ts")).configureModelsRegister,
  },
  {
    name: "models list",
    summary: "List the registered models",
    load: async () => (await import("./models-registry.ts")).configureModelsList,
  },
  {
    name: "models versions",
    summary: "List the versions of a registered model",
    load: async () => (await import("./models-registry.ts")).configureModelsVersions,
  },
  {
    name: "models diff",
    summary: "Show what changed from one model to another",
    load: async () => (await import("./models-diff.ts")).configureModelsDiff,
  },
  {
    name: "models alias",
    summary: "Let an alias such as champion stand for a version",
    load: async () => (await import("./models-mark.ts")).configureModelsAlias,
  },
  {
    name: "models tag",
    summary: "Set or delete a tag of a registered model or a version",
    load: async () => (await import("./models-mark.ts")).configureModelsTag,
  },
  {
    name: "models stage",
    summary: "Move a version to Staging, Production, Archived or None",
    load: async () => (await import("./models-mark.ts")).configureModelsStage,
  },
  {
    name: "models delete",
    summary: "Delete a version, or a registered model with all of them",
    load: async () => (await import("./models-mark.ts")).configureModelsDelete,
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
    name: "experiments search",
    summary: "Find experiments",
    load: async () => (await import("./experiments.ts")).configureExperimentsSearch,
  },
  {
    name: "experiments get",
    summary: "Show one experiment",
    load: async () => (await import("./experiments.ts")).configureExperimentsGet,
  },
  {
    name: "experiments create",
    summary: "Make an experiment",
    load: async () => (await import("./experiments.ts")).configureExperimentsCreate,
  },
  {
    name: "experiments rename",
    summary: "Give an experiment another name",
    load: async () => (await import("./experiments.ts")).configureExperimentsRename,
  },
  {
    name: "experiments delete",
    summary: "Move an experiment to the trash",
    load: async () => (await import("./experiments.ts")).configureExperimentsDelete,
  },
  {
    name: "experiments restore",
    summary: "Take an experiment out of the trash",
    load: async () => (await import("./experiments.ts")).configureExperimentsRestore,
  },
  {
    name: "experiments csv",
    summary: "Write the runs of an experiment as a CSV table",
    load: async () => (await import("./experiments.ts")).configureExperimentsCsv,
  },
  {
    name: "runs list",
    summary: "List the runs of an experiment",
    load: async () => (await import("./runs.ts")).configureRunsList,
  },
  {
    name: "runs describe",
    summary: "Show all that was logged to a run",
    load: async () => (await import("./runs.ts")).configureRunsDescribe,
  },
  {
    name: "runs create",
    summary: "Make a run that is over, to log to it or to gather others under it",
    load: async () => (await import("./runs.ts")).configureRunsCreate,
  },
  {
    name: "runs delete",
    summary: "Mark a run as deleted",
    load: async () => (await import("./runs.ts")).configureRunsDelete,
  },
  {
    name: "runs restore",
    summary: "Take a run's deletion back",
    load: async () => (await import("./runs.ts")).configureRunsRestore,
  },
  {
    name: "artifacts list",
    summary: "List the files of a run",
    load: async () => (await import("./artifacts.ts")).configureArtifactsList,
  },
  {
    name: "artifacts download",
    summary: "Copy files of a run to this machine",
    load: async () => (await import("./artifacts.ts")).configureArtifactsDownload,
  },
  {
    name: "artifacts log-artifact",
    summary: "Copy a file to a run",
    load: async () => (await import("./artifacts.ts")).configureArtifactsLogArtifact,
  },
  {
    name: "artifacts log-artifacts",
    summary: "Copy what is in a folder to a run",
    load: async () => (await import("./artifacts.ts")).configureArtifactsLogArtifacts,
  },
  {
    name: "export",
    summary: "Copy runs from the tracker in use to another folder or server",
    load: async () => (await import("./export.ts")).configureExport,
  },
  {
    name: "import",
    summary: "Copy runs from another folder or server to the tracker in use",
    load: async () => (await import("./import.ts")).configureImport,
  },
  {
    name: "doctor",
    summary: "Look for damage in a folder of runs, and repair it",
    load: async () => (await import("./doctor.ts")).configureDoctor,
  },
  {
    name: "gc",
    summary: "Remove for good what was deleted",
    load: async () => (await import("./gc.ts")).configureGc,
  },
  {
    name: "examples",
    summary: "List the examples of this package, or run one",
    load: async () => (await import("./examples.ts")).configureExamples,
  },
];
