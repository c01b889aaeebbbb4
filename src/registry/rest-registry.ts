// The registry behind a server's REST API: MLflow's own, or ours.
import {
  type JsonObject,
  type JsonServer,
  jsonInteger,
  jsonText,
  keyValuesToJson,
  listField,
  mapField,
  objectField,
  optionalText,
  type Page,
  type SearchRequest,
  type ServerRequest,
  wordField,
} from "../tracking/index.ts";
import type { ModelStage, ModelVersion, RegisteredModel } from "./entities.ts";
import { checkAlias, checkModelName } from "./names.ts";
import type { NewModelVersion, NewRegisteredModel, RegistryStore } from "./registry-store.ts";
import { checkTags } from "./tags.ts";

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
    return listField(answer, "model_versions").map(versionFromJson);
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
    return jsonText(answer, "artifact_uri");
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
    items: listField(answer, field).map(read),
    nextPageToken: optionalText(answer, "next_page_token"),
  };
}

function modelIn(answer: JsonObject): RegisteredModel {
  return modelFromJson(objectField(answer, "registered_model"));
}

function versionIn(answer: JsonObject): ModelVersion {
  return versionFromJson(objectField(answer, "model_version"));
}

function modelFromJson(json: JsonObject): RegisteredModel {
  const aliases = listField(json, "aliases").map(
    (entry) => [jsonText(entry, "alias"), Number(jsonText(entry, "version"))] as const,
  );
  return {
    name: jsonText(json, "name"),
    creationTimeMs: jsonInteger(json, "creation_timestamp"),
    lastUpdateTimeMs: jsonInteger(json, "last_updated_timestamp"),
    description: optionalText(json, "description"),
    tags: mapField(json, "tags"),
    aliases: new Map(aliases.sort(([a], [b]) => (a < b ? -1 : 1))),
    latestVersions: listField(json, "latest_versions").map(versionFromJson),
  };
}

function versionFromJson(json: JsonObject): ModelVersion {
  const { aliases } = json;
  return {
    name: jsonText(json, "name"),
    version: Number(jsonText(json, "version")),
    creationTimeMs: jsonInteger(json, "creation_timestamp"),
    lastUpdateTimeMs: jsonInteger(json, "last_updated_timestamp"),
    stage: wordField(json, "current_stage", STAGES),
    description: optionalText(json, "description"),
    source: jsonText(json, "source"),
    runId: optionalText(json, "run_id"),
    runLink: optionalText(json, "run_link"),
    modelId: optionalText(json, "model_id"),
    storageLocation: undefined,
    status: wordField(json, "status", STATUSES),
    statusMessage: optionalText(json, "status_message"),
    tags: mapField(json, "tags"),
    aliases: Array.isArray(aliases) ? aliases.map(String).sort() : [],
  };
}
