// The contract of every model registry: in files, in memory, or a server's behind HTTP.
import type { Awaitable, Page, SearchRequest } from "../tracking/index.ts";
import type { ModelVersion, RegisteredModel } from "./entities.ts";

/** What a new registered model is made of. */
export interface NewRegisteredModel {
  readonly name: string;
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/** What a new model version is made of. */
export interface NewModelVersion {
  readonly name: string;
  readonly source: string;
  readonly runId?: string | undefined;
  readonly runLink?: string | undefined;
  readonly modelId?: string | undefined;
  /** Where the files lie, when `source` is only a name for them. */
  readonly storageLocation?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: ReadonlyMap<string, string> | undefined;
}

/**
 * Where registered models and their versions are kept.
 *
 * Stores on this machine return plain values, others promises: callers await. Errors carry the codes of the error
 * table: `RESOURCE_DOES_NOT_EXIST`, `RESOURCE_ALREADY_EXISTS`, `INVALID_PARAMETER_VALUE`.
 */
export interface RegistryStore {
  createRegisteredModel(model: NewRegisteredModel): Awaitable<RegisteredModel>;
  registeredModel(name: string): Awaitable<RegisteredModel>;
  describeRegisteredModel(name: string, description: string): Awaitable<RegisteredModel>;
  /** Versions, tags and aliases go along. */
  renameRegisteredModel(name: string, newName: string): Awaitable<RegisteredModel>;
  /** Removes the versions too. */
  deleteRegisteredModel(name: string): Awaitable<void>;
  /** Filter: `name` and tags; order: `name`, `creation_timestamp`, `last_updated_timestamp`. */
  searchRegisteredModels(request?: SearchRequest): Awaitable<Page<RegisteredModel>>;
  setRegisteredModelTag(name: string, key: string, value: string): Awaitable<void>;
  /** A tag that is not there is no error. */
  deleteRegisteredModelTag(name: string, key: string): Awaitable<void>;

  /** Lets an alias stand for a version, whatever it stood for before. */
  setAlias(name: string, alias: string, version: number): Awaitable<void>;
  /** `latest` stands for the highest version. An alias that is not there is `INVALID_PARAMETER_VALUE`. */
  versionByAlias(name: string, alias: string): Awaitable<ModelVersion>;
  /** An alias that is not there is no error. */
  deleteAlias(name: string, alias: string): Awaitable<void>;

  /** The new version's number is one more than any the model has had. */
  createModelVersion(version: NewModelVersion): Awaitable<ModelVersion>;
  modelVersion(name: string, version: number): Awaitable<ModelVersion>;
  describeModelVersion(name: string, version: number, description: string): Awaitable<ModelVersion>;
  /**
   * @param stage In any case of letters.
   * @param archiveOthers Whether the versions that are in that stage now go to `Archived`.
   */
  transitionStage(
    name: string,
    version: number,
    stage: string,
    archiveOthers: boolean,
  ): Awaitable<ModelVersion>;
  deleteModelVersion(name: string, version: number): Awaitable<void>;
  /** The highest version of each of these stages, or of all stages. */
  latestVersions(name: string, stages?: readonly string[]): Awaitable<readonly ModelVersion[]>;
  /** Filter: `name`, `run_id`, `source_path`, `version_number` and tags. */
  searchModelVersions(request?: SearchRequest): Awaitable<Page<ModelVersion>>;
  setModelVersionTag(name: string, version: number, key: string, value: string): Awaitable<void>;
  /** A tag that is not there is no error. */
  deleteModelVersionTag(name: string, version: number, key: string): Awaitable<void>;
  /** Where the files of a version lie. */
  downloadUri(name: string, version: number): Awaitable<string>;
}
