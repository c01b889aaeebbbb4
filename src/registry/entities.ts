// What a model registry holds, as the program sees it.

/** Where a model version stands in its life, as its owners say. */
export type ModelStage = "None" | "Staging" | "Production" | "Archived";

/** One registered version of a model. */
export interface ModelVersion {
  readonly name: string;
  /** Counts from 1; a number is never used again. */
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly creationTimeMs: number;
  readonly lastUpdateTimeMs: number;
  readonly stage: ModelStage;
  readonly description: string | undefined;
  /** What was registered: `models:/m-…`, `runs:/…`, or a place. */
  readonly source: string;
  /** The run it came from, if that is known. */
  readonly runId: string | undefined;
  readonly runLink: string | undefined;
  /** The logged model it came from, if it came from one. */
  readonly modelId: string | undefined;
  /** Where the files lie, when `source` does not say so itself. */
  readonly storageLocation: string | undefined;
  readonly status: "PENDING_REGISTRATION" | "FAILED_REGISTRATION" | "READY";
  readonly statusMessage: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  /** In the order of their names. */
  readonly aliases: readonly string[];
}

/** A model by name, with the versions it has had. */
export interface RegisteredModel {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly creationTimeMs: number;
  /** When the model, or one of its versions, last changed. */
  readonly lastUpdateTimeMs: number;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  /** The version each alias stands for, in the order of the names. */
  readonly aliases: ReadonlyMap<string, number>;
  /** The highest version of each stage, the newest first. */
  readonly latestVersions: readonly ModelVersion[];
}
