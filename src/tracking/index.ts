// Tracking: experiments, runs, and what is logged to them.
export type { ArtifactInfo, ArtifactRepository } from "./artifacts/artifact-repository.ts";
export type {
  Awaitable,
  DatasetInput,
  DatasetRecord,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  ModelOutput,
  Page,
  Run,
  RunData,
  RunInfo,
  RunStatus,
  ViewType,
} from "./entities.ts";
export type {
  Batch,
  LoggedModelSearchRequest,
  NewLoggedModel,
  NewRun,
  RunSearchRequest,
  RunUpdate,
  SearchRequest,
  TrackingStore,
  ViewedSearchRequest,
} from "./stores/tracking-store.ts";
