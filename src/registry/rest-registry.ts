// The registry behind a server's REST API: MLflow's own, or ours.
import {
  type JsonServer,
  jsonFields,
  keyValuesToJson,
  type Page,
  type SearchRequest,
  type ServerRequest,
} from "../tracking/index.ts";
import type { ModelStage, ModelVersion, RegisteredModel } from "./entities.ts";
import { checkAlias, checkModelName } from "./names.ts";
import type { NewModelVersion, NewRegisteredModel, RegistryStore } from "./registry-store.ts";
import { checkTags } from "./tags.ts";

type JsonObject = jsonFields.JsonObject;

const API = "/api/2.0/mlflow";
const STAGES: readonly ModelStage[] = ["None", "Staging", "Production", "Archived"];
const STATUSES: readonly ModelVersion["status"][] = ["PENDING_REGISTRATION", "FAILED_REGISTRATION", "READY"];

/** The registry of a tracking server. Every method is a request; mistakes in names are told before it is made. */
export class RestRegistry implements RegistryStore {
  readonly #server: JsonServer;

  constructor(server: JsonServer) {
    this.#server = server;
  }

  async createRegisteredModel({ name, description, tags }: NewRegisteredModel): Promise<RegisteredModel> {
    checkModelName(name);
    checkTags(tags ?? new Map());
    const json = { name, description, tags: tags && keyValuesToJson(tags) };
    return modelIn(await this.#once("POST", "registered-models/create", json));
  }

  async registeredModel(name: string): Promise<RegisteredModel> {
    return modelIn(await this.#get("registered-models/get", { name }));
  }

  async describeRegisteredModel(name: string, description: string): Promise<RegisteredModel> {
    return modelIn(await this.#again("PATCH", "registered-models/update", { name, description }));
  }

  async renameRegisteredModel(name: string, newName: string): Promise<RegisteredModel> {
    checkModelName(newName);
    return modelIn(await this.#once("POST", "registered-models/rename", { name, new_name: newName }));
  }

  async deleteRegisteredModel(name: string): Promise<void> {
    await this.#once("DELETE", "registered-models/delete", { name });
  }

  async searchRegisteredModels(request: SearchRequest = {}): Promise<Page<RegisteredModel>> {
    const answer = await this.#search("registered-models/search", request);
    return pageIn(answer, "registered_models", modelFromJson);
  }

  async setRegisteredModelTag(name: string, key: string, value: string): Promise<void> {
    checkTags(new Map([[key, value]]));
    await this.#again("POST", "registered-models/set-tag", { name, key, value });
  }

  async deleteRegisteredModelTag(name: string, key: string): Promise<void> {
    await this.#again("DELETE", "registered-models/delete-tag", { name, key });
  }

  async setAlias(name: string, alias: string, version: number): Promise<void> {
    checkAlias(alias);
    await this.#again("POST", "registered-models/alias", { name, alias, version: String(version) });
  }

  async versionByAlias(name: string, alias: string): Promise<ModelVersion> {
    return versionIn(await this.#get("registered-models/alias", { name, alias }));
  }

  async deleteAlias(name: string, alias: string): Promise<void> {
    checkAlias(alias);
    await this.#again("DELETE", "registered-models/alias", { name, alias });
  }

  /** The server itself finds out where the files of a `models:` source lie. */
  async createModelVersion(version: NewModelVersion): Promise<ModelVersion> {
    const { name, source, runId, runLink, modelId, description, tags } = version;
    checkTags(tags ?? new Map());
    const json = {
      name,
      source,
      run_id: runId,
      run_link: runLink,
      model_id: modelId,
      description,
      tags: tags && keyValuesToJson(tags),
    };
    return versionIn(await this.#once("POST", "model-versions/create", json));
  }

  async modelVersion(name: string, version: number): Promise<ModelVersion> {
    return versionIn(await this.#get("model-versions/get", { name, version }));
  }

  async describeModelVersion(name: string, version: number, description: string): Promise<ModelVersion> {
    const json = { ...which(name, version), description };
    return versionIn(await this.#again("PATCH", "model-versions/update", json));
  }

  async transitionStage(
    name: string,
    version: number,
    stage: string,
    archiveOthers: boolean,
  ): Promise<ModelVersion> {
    const json = { ...which(name, version), stage, archive_existing_versions: archiveOthers };
    return versionIn(await this.#again("POST", "model-versions/transition-stage", json));
  }

  async deleteModelVersion(name: string, version: number): Promise<void> {
    await this.#once("DELETE", "model-versions/delete", which(name, version));
  }

  async latestVersions(name: string, stages: readonly string[] = []): Promise<readonly ModelVersion[]> {
    const answer = await this.#again("POST", "registered-models/get-latest-versions", { name, stages });
    return jsonFields.listField(answer, "model_versions").map(versionFromJson);
  }

  async searchModelVersions(request: SearchRequest = {}): Promise<Page<ModelVersion>> {
    const answer = await this.#search("model-versions/search", request);
    return pageIn(answer, "model_versions", versionFromJson);
  }

  async setModelVersionTag(name: string, version: number, key: string, value: string): Promise<void> {
    checkTags(new Map([[key, value]]));
    await this.#again("POST", "model-versions/set-tag", { ...which(name, version), key, value });
  }

  async deleteModelVersionTag(name: string, version: number, key: string): Promise<void> {
    await this.#again("DELETE", "model-versions/delete-tag", { ...which(name, version), key });
  }

  async downloadUri(name: string, version: number): Promise<string> {
    const answer = await this.#get("model-versions/get-download-uri", { name, version });
    return jsonFields.textField(answer, "artifact_uri");
  }

  #get(path: string, query: Readonly<Record<string, string | number | undefined>>): Promise<JsonObject> {
    const request = { method: "GET", path: `${API}/${path}`, query: Object.entries(query) } as const;
    return this.#server.json({ ...request, repeatable: true });
  }

  #search(path: string, request: SearchRequest): Promise<JsonObject> {
    const { filter, orderBy = [], maxResults, pageToken } = request;
    const query: (readonly [string, string | number | undefined])[] = [
      ["filter", filter],
      ["max_results", maxResults],
      ["page_token", pageToken],
      ...orderBy.map((item) => ["order_by", item] as const),
    ];
    return this.#server.json({ method: "GET", path: `${API}/${path}`, query, repeatable: true });
  }

  /** A change that is the same when it is made twice. */
  #again(method: ServerRequest["method"], path: string, json: object): Promise<JsonObject> {
    return this.#server.json({ method, path: `${API}/${path}`, json, repeatable: true });
  }

  /** A change that a second time makes one more thing, or fails. */
  #once(method: ServerRequest["method"], path: string, json: object): Promise<JsonObject> {
    return this.#server.json({ method, path: `${API}/${path}`, json, repeatable: false });
  }
}

function which(name: string, version: number): { readonly name: string; readonly version: string } {
  return { name, version: String(version) };
}

function pageIn<T>(answer: JsonObject, field: string, read: (json: JsonObject) => T): Page<T> {
  return {
    items: jsonFields.listField(answer, field).map(read),
    nextPageToken: jsonFields.optionalText(answer, "next_page_token"),
  };
}

function modelIn(answer: JsonObject): RegisteredModel {
  return modelFromJson(jsonFields.objectField(answer, "registered_model"));
}

function versionIn(answer: JsonObject): ModelVersion {
  return versionFromJson(jsonFields.objectField(answer, "model_version"));
}

function modelFromJson(json: JsonObject): RegisteredModel {
  const aliases = jsonFields
    .listField(json, "aliases")
    .map(
      (entry) =>
        [jsonFields.textField(entry, "alias"), Number(jsonFields.textField(entry, "version"))] as const,
    );
  return {
    name: jsonFields.textField(json, "name"),
    creationTimeMs: jsonFields.integerField(json, "creation_timestamp"),
    lastUpdateTimeMs: jsonFields.integerField(json, "last_updated_timestamp"),
    description: jsonFields.optionalText(json, "description"),
    tags: jsonFields.mapField(json, "tags"),
    aliases: new Map(aliases.sort(([a], [b]) => (a < b ? -1 : 1))),
    latestVersions: jsonFields.listField(json, "latest_versions").map(versionFromJson),
  };
}

function versionFromJson(json: JsonObject): ModelVersion {
  const { aliases } = json;
  return {
    name: jsonFields.textField(json, "name"),
    version: Number(jsonFields.textField(json, "version")),
    creationTimeMs: jsonFields.integerField(json, "creation_timestamp"),
    lastUpdateTimeMs: jsonFields.integerField(json, "last_updated_timestamp"),
    stage: jsonFields.wordField(json, "current_stage", STAGES),
    description: jsonFields.optionalText(json, "description"),
    source: jsonFields.textField(json, "source"),
    runId: jsonFields.optionalText(json, "run_id"),
    runLink: jsonFields.optionalText(json, "run_link"),
    modelId: jsonFields.optionalText(json, "model_id"),
    storageLocation: undefined,
    status: jsonFields.wordField(json, "status", STATUSES),
    statusMessage: jsonFields.optionalText(json, "status_message"),
    tags: jsonFields.mapField(json, "tags"),
    aliases: Array.isArray(aliases) ? aliases.map(String).sort() : [],
  };
}
