// The contract of every tracking store: file, memory, or a server's behind HTTP.
import type { RunTable } from "../columns/run-table.ts";
import type {
  Awaitable,
  DatasetInput,
  Experiment,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  ModelOutput,
  Page,
  Run,
  RunInfo,
  RunStatus,
  ViewType,
} from "../entities.ts";

/** A request for some of many, in an order; see the search language for `filter` and `orderBy`. */
export interface SearchRequest {
  /** A filter text; absent or empty means all. */
  readonly filter?: string | undefined;
  /** Order items such as `metrics.rmse DESC`, the most important first. */
  readonly orderBy?: readonly string[] | undefined;
  readonly maxResults?: number | undefined;
  /** The `nextPageToken` of the page before. */
  readonly pageToken?: string | undefined;
}

/** A search over experiments or runs, which may lie in the trash. */
export interface ViewedSearchRequest extends SearchRequest {
  /** Default `ACTIVE_ONLY`. */
  readonly viewType?: ViewType | undefined;
}

/** A search over the runs of some experiments. */
export interface RunSearchRequest extends ViewedSearchRequest {
  /** Experiments that do not exist are passed over. */
  readonly experimentIds: readonly string[];
}

/** An order item of a search over logged models: their metrics differ by data set. */
export interface LoggedModelOrder {
  /** An attribute, or `metrics.` and a key. */
  readonly field: string;
  /** Default true. */
  readonly ascending?: boolean | undefined;
  /** Of the metric's points, only those measured on this data set. */
  readonly datasetName?: string | undefined;
  readonly datasetDigest?: string | undefined;
}

/** A search over the logged models of some experiments. */
export interface LoggedModelSearchRequest extends Omit<SearchRequest, "orderBy"> {
  readonly experimentIds: readonly string[];
  /** The most important first; a text is an item such as `metrics.rmse DESC`. */
  readonly orderBy?: readonly (string | LoggedModelOrder)[] | undefined;
  /** Metrics in the filter count only if measured on one of these data sets. */
  readonly datasets?: readonly { readonly name: string; readonly digest?: string | undefined }[] | undefined;
}

/** What a new run is made of. */
export interface NewRun {
  readonly experimentId: string;
  readonly userId?: string | undefined;
  /** Default: the tag `mlflow.runName`, or else a made-up name. */
  readonly runName?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startTimeMs?: number | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/** What can change about a run; what is absent stays. */
export interface RunUpdate {
  readonly status?: RunStatus | undefined;
  readonly endTimeMs?: number | undefined;
  readonly runName?: string | undefined;
}

/** Things logged together: all are checked before any is written. */
export interface Batch {
  readonly metrics?: readonly Metric[] | undefined;
  readonly params?: ReadonlyMap<string, string> | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/** What a new logged model is made of. */
export interface NewLoggedModel {
  readonly experimentId: string;
  /** Default: a made-up name. */
  readonly name?: string | undefined;
  readonly modelType?: string | undefined;
  readonly sourceRunId?: string | undefined;
  readonly params?: ReadonlyMap<string, string> | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/**
 * Where experiments, runs and logged models are kept.
 *
 * A method returns when the change can be read by everybody, also by other processes and after a kill of this one
 * ("acknowledged"). Stores on the local disk return plain values, others promises: callers await. Errors carry the
 * codes of the error table: `RESOURCE_DOES_NOT_EXIST`, `RESOURCE_ALREADY_EXISTS`, `INVALID_PARAMETER_VALUE`.
 */
export interface TrackingStore {
  /** Where the store is: `file:///…` or `http://…`. */
  readonly uri: string;
  /** Only where the runs are at hand: the same runs as tables, for whoever looks at single values of very many. */
  readonly table?: RunTable;

  createExperiment(
    name: string,
    options?: {
      readonly artifactLocation?: string | undefined;
      readonly tags?: ReadonlyMap<string, string> | undefined;
    },
  ): Awaitable<string>;
  /** Finds deleted ones too. */
  experiment(experimentId: string): Awaitable<Experiment>;
  /** Finds deleted ones too; undefined when there is none of that name. */
  experimentByName(name: string): Awaitable<Experiment | undefined>;
  searchExperiments(request?: ViewedSearchRequest): Awaitable<Page<Experiment>>;
  renameExperiment(experimentId: string, newName: string): Awaitable<void>;
  deleteExperiment(experimentId: string): Awaitable<void>;
  restoreExperiment(experimentId: string): Awaitable<void>;
  setExperimentTag(experimentId: string, key: string, value: string): Awaitable<void>;
  deleteExperimentTag(experimentId: string, key: string): Awaitable<void>;

  createRun(request: NewRun): Awaitable<Run>;
  /** Finds deleted ones too. */
  run(runId: string): Awaitable<Run>;
  updateRun(runId: string, update: RunUpdate): Awaitable<RunInfo>;
  deleteRun(runId: string): Awaitable<void>;
  restoreRun(runId: string): Awaitable<void>;
  searchRuns(request: RunSearchRequest): Awaitable<Page<Run>>;

  /**
   * A param may be logged again with the same value; another value is an error. Tags overwrite. A metric point may
   * repeat. Values over their limits are cut with a warning where MLflow cuts them.
   */
  logBatch(runId: string, batch: Batch): Awaitable<void>;
  deleteTag(runId: string, key: string): Awaitable<void>;
  logInputs(
    runId: string,
    inputs: { readonly datasets?: readonly DatasetInput[]; readonly modelIds?: readonly string[] },
  ): Awaitable<void>;
  logOutputs(runId: string, models: readonly ModelOutput[]): Awaitable<void>;
  /** All points of one metric in the order logged; empty for a key never logged. */
  metricHistory(
    runId: string,
    key: string,
    options?: { readonly maxResults?: number | undefined; readonly pageToken?: string | undefined },
  ): Awaitable<Page<Metric>>;

  /** Made with status `LOGGED_MODEL_PENDING`: files come next, then {@link finishLoggedModel}. */
  createLoggedModel(request: NewLoggedModel): Awaitable<LoggedModel>;
  /** Does not find deleted ones, unless asked to. */
  loggedModel(
    modelId: string,
    options?: { readonly allowDeleted?: boolean | undefined },
  ): Awaitable<LoggedModel>;
  finishLoggedModel(modelId: string, status: LoggedModelStatus): Awaitable<LoggedModel>;
  deleteLoggedModel(modelId: string): Awaitable<void>;
  setLoggedModelTags(modelId: string, tags: ReadonlyMap<string, string>): Awaitable<void>;
  deleteLoggedModelTag(modelId: string, key: string): Awaitable<void>;
  logLoggedModelParams(modelId: string, params: ReadonlyMap<string, string>): Awaitable<void>;
  searchLoggedModels(request: LoggedModelSearchRequest): Awaitable<Page<LoggedModel>>;

  /**
   * Only where the store answers later: does what `work` asks of the store it is handed, in that order, and returns when
   * the answers have come, though the event loop stands still. For the end of a process; faults are passed over.
   */
  atOnce?(work: (store: TrackingStore) => void): void;
}
