// What a tracking store holds, as the program sees it; files and wire have their own spelling, in their codecs.

/** A value, or a promise of it: a store on the local disk answers at once, one behind HTTP does not. */
export type Awaitable<T> = T | PromiseLike<T>;

/** Whether a thing is in use or in the trash. */
export type LifecycleStage = "active" | "deleted";

/** Which of them a search looks at. */
export type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

/** Where a run stands. */
export type RunStatus = "RUNNING" | "SCHEDULED" | "FINISHED" | "FAILED" | "KILLED";

/** Where a logged model stands. */
export type LoggedModelStatus = "LOGGED_MODEL_PENDING" | "LOGGED_MODEL_READY" | "LOGGED_MODEL_UPLOAD_FAILED";

/** A group of runs that are meant to be compared. */
export interface Experiment {
  readonly experimentId: string;
  readonly name: string;
  /** The URI below which the artifacts of its runs are kept. */
  readonly artifactLocation: string;
  readonly lifecycleStage: LifecycleStage;
  /** Milliseconds since the epoch; undefined in stores written before this was kept. */
  readonly creationTimeMs: number | undefined;
  readonly lastUpdateTimeMs: number | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

/** What a run is, apart from what was logged to it. */
export interface RunInfo {
  readonly runId: string;
  readonly experimentId: string;
  readonly runName: string;
  readonly userId: string;
  readonly status: RunStatus;
  /** Milliseconds since the epoch. */
  readonly startTimeMs: number;
  /** Milliseconds since the epoch; undefined while the run goes on. */
  readonly endTimeMs: number | undefined;
  readonly artifactUri: string;
  readonly lifecycleStage: LifecycleStage;
}

/** One measured point of one metric. */
export interface Metric {
  readonly key: string;
  /** Any double, NaN and the infinities included. */
  readonly value: number;
  /** Milliseconds since the epoch, a safe integer, not negative. */
  readonly timestampMs: number;
  /** A safe integer. */
  readonly step: number;
  /** The run it was logged to, where the store tells. */
  readonly runId?: string | undefined;
  /** The logged model it is about, if it is about one. */
  readonly modelId?: string | undefined;
  /** The data set it was measured on. */
  readonly datasetName?: string | undefined;
  readonly datasetDigest?: string | undefined;
}

/** What was logged to a run. Maps are in the order of their keys. */
export interface RunData {
  /** The last point of each metric: the largest by (step, timestamp, value). */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
}

/** A data set as a tracker knows it: names and texts, not the data. */
export interface DatasetRecord {
  readonly name: string;
  /** A short fingerprint of the content. */
  readonly digest: string;
  /** Such as `code`, `local`, `http`. */
  readonly sourceType: string;
  /** JSON text that says where the data is from. */
  readonly source: string;
  /** JSON text: columns and their types. */
  readonly schema?: string | undefined;
  /** JSON text: row counts and the like. */
  readonly profile?: string | undefined;
}

/** A data set that went into a run; the tag `mlflow.data.context` says what for. */
export interface DatasetInput {
  readonly dataset: DatasetRecord;
  readonly tags: ReadonlyMap<string, string>;
}

/** A model that came out of a run. */
export interface ModelOutput {
  readonly modelId: string;
  readonly step: number;
}

/** A run with all that was logged to it, except metric histories and artifacts. */
export interface Run {
  readonly info: RunInfo;
  readonly data: RunData;
  readonly inputs: {
    readonly datasets: readonly DatasetInput[];
    /** Logged models the run has used, by id. */
    readonly modelIds: readonly string[];
  };
  readonly outputs: readonly ModelOutput[];
}

/** A model kept by the tracker: its own artifacts, params, metrics and tags. */
export interface LoggedModel {
  /** `m-` and 32 hexadecimal digits. */
  readonly modelId: string;
  readonly experimentId: string;
  readonly name: string;
  readonly artifactUri: string;
  readonly creationTimeMs: number;
  readonly lastUpdateTimeMs: number;
  readonly status: LoggedModelStatus;
  readonly statusMessage: string | undefined;
  readonly modelType: string | undefined;
  readonly sourceRunId: string | undefined;
  readonly lifecycleStage: LifecycleStage;
  readonly params: ReadonlyMap<string, string>;
  /** The latest point for each key and data set. */
  readonly metrics: readonly Metric[];
  readonly tags: ReadonlyMap<string, string>;
}

/** A part of a longer list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Hand this back for what follows; undefined at the end. Opaque. */
  readonly nextPageToken: string | undefined;
}
