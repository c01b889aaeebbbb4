// What a registry on this machine needs from the place it keeps things in: plain reads and writes, no rules.
import type { ModelVersion } from "../entities.ts";

/** A registered model as it is kept; its versions are kept beside it. */
export interface StoredModel {
  readonly name: string;
  readonly creationTimeMs: number;
  readonly lastUpdateTimeMs: number;
  readonly description: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, number>;
}

/** What can change about a registered model by rewriting it. */
export type ModelChange = Partial<Pick<StoredModel, "description" | "lastUpdateTimeMs">>;

/** A model version as it is kept: aliases are kept with the model. */
export type StoredVersion = Omit<ModelVersion, "aliases">;

/** What can change about a version by rewriting it. */
export type VersionChange = Partial<Pick<StoredVersion, "description" | "lastUpdateTimeMs" | "stage">>;

/**
 * The place of a local registry. Names have been checked. Each method is atomic, also among processes: a reader sees
 * what was before or what is after.
 */
export interface RegistryStorage {
  modelNames(): readonly string[];
  model(name: string): StoredModel | undefined;
  /** Returns false when there is one of that name. */
  addModel(model: StoredModel): boolean;
  changeModel(name: string, change: ModelChange): void;
  /** Returns false when the new name is taken. */
  renameModel(name: string, newName: string): boolean;
  removeModel(name: string): void;
  setModelTag(name: string, key: string, value: string): void;
  deleteModelTag(name: string, key: string): void;
  setAlias(name: string, alias: string, version: number): void;
  deleteAlias(name: string, alias: string): void;

  /** In the order of their numbers, without those deleted. */
  versions(name: string): readonly StoredVersion[];
  version(name: string, version: number): StoredVersion | undefined;
  /** Gives the version the next number, one that no version of this model has ever had. */
  addVersion(version: Omit<StoredVersion, "version">): StoredVersion;
  changeVersion(name: string, version: number, change: VersionChange): void;
  /** Removes a version; its number stays taken. */
  removeVersion(name: string, version: number): void;
  setVersionTag(name: string, version: number, key: string, value: string): void;
  deleteVersionTag(name: string, version: number, key: string): void;
}
