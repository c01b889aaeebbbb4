// The rules of a registry on this machine: names, stages, aliases, versions; where things are kept is the storage's matter.
import { failure, invalidValue } from "../errors/index.ts";
import { nowMs } from "../system/index.ts";
import type { Page, SearchRequest } from "../tracking/index.ts";
import type { ModelStage, ModelVersion, RegisteredModel } from "./entities.ts";
import { canonicalStage, checkAlias, checkModelName, isLatest } from "./names.ts";
import type { NewModelVersion, NewRegisteredModel, RegistryStore } from "./registry-store.ts";
import { pageOfModels, pageOfVersions } from "./search.ts";
import type {
  RegistryStorage,
  StoredModel,
  StoredVersion,
  VersionChange,
} from "./storage/registry-storage.ts";
import { checkTags } from "./tags.ts";

/** Stages in which a version is in use, so that a new one can push it out. */
const ACTIVE_STAGES: readonly ModelStage[] = ["Staging", "Production"];

/** A registry whose storage answers at once: files, or memory. */
export class LocalRegistry implements RegistryStore {
  readonly #storage: RegistryStorage;

  constructor(storage: RegistryStorage) {
    this.#storage = storage;
  }

  createRegisteredModel({ name, description, tags = new Map() }: NewRegisteredModel): RegisteredModel {
    checkModelName(name);
    checkTags(tags);
    const now = nowMs();
    const added = this.#storage.addModel({
      name,
      creationTimeMs: now,
      lastUpdateTimeMs: now,
      description,
      tags,
      aliases: new Map(),
    });
    if (!added) throw alreadyExists(name);
    return this.registeredModel(name);
  }

  registeredModel(name: string): RegisteredModel {
    return this.#withVersions(this.#model(name));
  }

  describeRegisteredModel(name: string, description: string): RegisteredModel {
    this.#model(name);
    this.#storage.changeModel(name, { description, lastUpdateTimeMs: nowMs() });
    return this.registeredModel(name);
  }

  renameRegisteredModel(name: string, newName: string): RegisteredModel {
    this.#model(name);
    checkModelName(newName);
    if (!this.#storage.renameModel(name, newName)) throw alreadyExists(newName);
    this.#touch(newName);
    return this.registeredModel(newName);
  }

  deleteRegisteredModel(name: string): void {
    this.#model(name);
    this.#storage.removeModel(name);
  }

  searchRegisteredModels(request: SearchRequest = {}): Page<RegisteredModel> {
    const models = this.#storage.modelNames().flatMap((name) => this.#storage.model(name) ?? []);
    const { items, nextPageToken } = pageOfModels(models, request);
    return { items: items.map((model) => this.#withVersions(model)), nextPageToken };
  }

  setRegisteredModelTag(name: string, key: string, value: string): void {
    this.#model(name);
    checkTags(new Map([[key, value]]));
    this.#storage.setModelTag(name, key, value);
    this.#touch(name);
  }

  deleteRegisteredModelTag(name: string, key: string): void {
    this.#model(name);
    checkTags(new Map([[key, ""]]));
    this.#storage.deleteModelTag(name, key);
    this.#touch(name);
  }

  setAlias(name: string, alias: string, version: number): void {
    checkAlias(alias);
    this.#version(name, version);
    this.#storage.setAlias(name, alias, version);
    this.#touch(name);
  }

  versionByAlias(name: string, alias: string): ModelVersion {
    const { aliases } = this.#model(name);
    if (isLatest(alias)) {
      const newest = this.#storage.versions(name).at(-1);
      if (newest === undefined) throw noVersions(name);
      return withAliases(newest, aliases);
    }
    const version = aliases.get(alias);
    if (version === undefined) throw invalidValue(`Registered model alias ${alias} not found.`);
    return this.modelVersion(name, version);
  }

  deleteAlias(name: string, alias: string): void {
    this.#model(name);
    checkAlias(alias);
    this.#storage.deleteAlias(name, alias);
    this.#touch(name);
  }

  createModelVersion({ name, tags = new Map(), ...request }: NewModelVersion): ModelVersion {
    const { aliases } = this.#model(name);
    checkTags(tags);
    const now = nowMs();
    const version = this.#storage.addVersion({
      name,
      creationTimeMs: now,
      lastUpdateTimeMs: now,
      stage: "None",
      description: request.description,
      source: request.source,
      runId: request.runId,
      runLink: request.runLink,
      modelId: request.modelId,
      storageLocation: request.storageLocation,
      status: "READY",
      statusMessage: undefined,
      tags,
    });
    this.#touch(name);
    return withAliases(version, aliases);
  }

  modelVersion(name: string, version: number): ModelVersion {
    return withAliases(this.#version(name, version), this.#model(name).aliases);
  }

  describeModelVersion(name: string, version: number, description: string): ModelVersion {
    return this.#change(name, version, { description });
  }

  transitionStage(name: string, version: number, stageName: string, archiveOthers: boolean): ModelVersion {
    const stage = canonicalStage(stageName);
    if (archiveOthers && !ACTIVE_STAGES.includes(stage)) {
      throw invalidValue(
        `Model version transition cannot archive existing model versions because '${stage}' is not an Active stage. ` +
          "Valid stages are ['Staging', 'Production']",
      );
    }
    const changed = this.#change(name, version, { stage });
    if (archiveOthers) {
      for (const other of this.#storage.versions(name)) {
        if (other.version !== version && other.stage === stage) {
          this.#change(name, other.version, { stage: "Archived" });
        }
      }
    }
    return changed;
  }

  deleteModelVersion(name: string, version: number): void {
    this.#version(name, version);
    for (const [alias, target] of this.#model(name).aliases) {
      if (target === version) this.#storage.deleteAlias(name, alias);
    }
    this.#storage.removeVersion(name, version);
    this.#touch(name);
  }

  latestVersions(name: string, stages: readonly string[] = []): readonly ModelVersion[] {
    const wanted = new Set(stages.map(canonicalStage));
    const { latestVersions } = this.registeredModel(name);
    return wanted.size === 0 ? latestVersions : latestVersions.filter(({ stage }) => wanted.has(stage));
  }

  searchModelVersions(request: SearchRequest = {}): Page<ModelVersion> {
    const versions = this.#storage.modelNames().flatMap((name) => {
      const aliases = this.#storage.model(name)?.aliases ?? new Map<string, number>();
      return this.#storage.versions(name).map((version) => withAliases(version, aliases));
    });
    return pageOfVersions(versions, request);
  }

  setModelVersionTag(name: string, version: number, key: string, value: string): void {
    this.#version(name, version);
    checkTags(new Map([[key, value]]));
    this.#storage.setVersionTag(name, version, key, value);
    this.#change(name, version, {});
  }

  deleteModelVersionTag(name: string, version: number, key: string): void {
    this.#version(name, version);
    checkTags(new Map([[key, ""]]));
    this.#storage.deleteVersionTag(name, version, key);
    this.#change(name, version, {});
  }

  downloadUri(name: string, version: number): string {
    const { source, storageLocation } = this.#version(name, version);
    return storageLocation ?? source;
  }

  #model(name: string): StoredModel {
    checkModelName(name);
    const model = this.#storage.model(name);
    if (model === undefined) {
      throw failure("RESOURCE_DOES_NOT_EXIST", `Registered Model with name=${name} not found`);
    }
    return model;
  }

  #version(name: string, version: number): StoredVersion {
    this.#model(name);
    const stored = this.#storage.version(name, version);
    if (stored === undefined) {
      throw failure("RESOURCE_DOES_NOT_EXIST", `Model Version (name=${name}, version=${version}) not found`);
    }
    return stored;
  }

  #change(name: string, version: number, change: VersionChange): ModelVersion {
    this.#version(name, version);
    this.#storage.changeVersion(name, version, { ...change, lastUpdateTimeMs: nowMs() });
    this.#touch(name);
    return this.modelVersion(name, version);
  }

  #touch(name: string): void {
    this.#storage.changeModel(name, { lastUpdateTimeMs: nowMs() });
  }

  #withVersions(model: StoredModel): RegisteredModel {
    const latest = new Map<ModelStage, StoredVersion>();
    for (const version of this.#storage.versions(model.name)) latest.set(version.stage, version);
    const newestFirst = [...latest.values()].sort((a, b) => b.version - a.version);
    return { ...model, latestVersions: newestFirst.map((version) => withAliases(version, model.aliases)) };
  }
}

function withAliases(version: StoredVersion, aliases: ReadonlyMap<string, number>): ModelVersion {
  const own = [...aliases].filter(([, target]) => target === version.version).map(([alias]) => alias);
  return { ...version, aliases: own };
}

function alreadyExists(name: string): Error {
  return failure("RESOURCE_ALREADY_EXISTS", `Registered Model (name=${name}) already exists.`);
}

function noVersions(name: string): Error {
  return failure("RESOURCE_DOES_NOT_EXIST", `Registered Model with name=${name} has no versions`);
}
