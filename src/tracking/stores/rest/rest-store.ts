// The tracking store behind a server's REST API: MLflow's own, or ours.
import { errorCode } from "../../../errors/index.ts";
import type {
  DatasetInput,
  Experiment,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  ModelOutput,
  Page,
  Run,
  RunInfo,
} from "../../entities.ts";
import { type JsonObject, listField, objectField, optionalText, textField } from "../../http/json-fields.ts";
import type { JsonServer, ServerConnection, ServerRequest } from "../../http/server-connection.ts";
import { DEFAULT_SEARCH_RESULTS } from "../../limits.ts";
import { checkBatch } from "../../validation/check-batch.ts";
import { checkModelId } from "../../validation/check-ids.ts";
import type {
  Batch,
  LoggedModelOrder,
  LoggedModelSearchRequest,
  NewLoggedModel,
  NewRun,
  RunSearchRequest,
  RunUpdate,
  TrackingStore,
  ViewedSearchRequest,
} from "../tracking-store.ts";
import {
  experimentFromJson,
  loggedModelFromJson,
  metricFromJson,
  runFromJson,
  runInfoFromJson,
} from "./entities-from-json.ts";
import { datasetInputToJson, metricToJson, pairsToJson } from "./entities-to-json.ts";

const API = "/api/2.0/mlflow";

/** The store of a tracking server. Every method is a request, or, where limits ask for it, several. */
export class RestStore implements TrackingStore {
  readonly uri: string;
  readonly server: ServerConnection;
  readonly #json: JsonServer;

  /** @param json What the requests go to; default: the server. */
  constructor(server: ServerConnection, json: JsonServer = server) {
    this.uri = server.url;
    this.server = server;
    this.#json = json;
  }

  async createExperiment(
    name: string,
    options: {
      readonly artifactLocation?: string | undefined;
      readonly tags?: ReadonlyMap<string, string> | undefined;
    } = {},
  ): Promise<string> {
    const { artifactLocation, tags } = options;
    const json = { name, artifact_location: artifactLocation, tags: pairsToJson(tags) };
    return textField(await this.#create("/experiments/create", json), "experiment_id");
  }

  async experiment(experimentId: string): Promise<Experiment> {
    const answer = await this.#get("/experiments/get", { experiment_id: experimentId });
    return experimentFromJson(objectField(answer, "experiment"));
  }

  async experimentByName(name: string): Promise<Experiment | undefined> {
    try {
      const answer = await this.#get("/experiments/get-by-name", { experiment_name: name });
      return experimentFromJson(objectField(answer, "experiment"));
    } catch (error) {
      if (errorCode(error) === "RESOURCE_DOES_NOT_EXIST") return undefined;
      throw error;
    }
  }

  async searchExperiments(request: ViewedSearchRequest = {}): Promise<Page<Experiment>> {
    const answer = await this.#ask("/experiments/search", {
      ...searchToJson(request),
      view_type: request.viewType,
      max_results: request.maxResults ?? DEFAULT_SEARCH_RESULTS,
    });
    return pageOf(answer, "experiments", experimentFromJson);
  }

  async renameExperiment(experimentId: string, newName: string): Promise<void> {
    await this.#repeatable("/experiments/update", { experiment_id: experimentId, new_name: newName });
  }

  async deleteExperiment(experimentId: string): Promise<void> {
    await this.#create("/experiments/delete", { experiment_id: experimentId });
  }

  async restoreExperiment(experimentId: string): Promise<void> {
    await this.#create("/experiments/restore", { experiment_id: experimentId });
  }

  async setExperimentTag(experimentId: string, key: string, value: string): Promise<void> {
    await this.#repeatable("/experiments/set-experiment-tag", { experiment_id: experimentId, key, value });
  }

  async deleteExperimentTag(experimentId: string, key: string): Promise<void> {
    await this.#create("/experiments/delete-experiment-tag", { experiment_id: experimentId, key });
  }

  async createRun({ experimentId, userId, runName, startTimeMs, tags }: NewRun): Promise<Run> {
    const answer = await this.#create("/runs/create", {
      experiment_id: experimentId,
      user_id: userId,
      run_name: runName,
      start_time: startTimeMs,
      tags: pairsToJson(tags),
    });
    return runFromJson(objectField(answer, "run"));
  }

  async run(runId: string): Promise<Run> {
    // The older name goes too, for older servers.
    const answer = await this.#get("/runs/get", { run_id: runId, run_uuid: runId });
    return runFromJson(objectField(answer, "run"));
  }

  async updateRun(runId: string, { status, endTimeMs, runName }: RunUpdate): Promise<RunInfo> {
    const answer = await this.#repeatable("/runs/update", {
      run_id: runId,
      run_uuid: runId,
      status,
      end_time: endTimeMs,
      run_name: runName,
    });
    return runInfoFromJson(objectField(answer, "run_info"));
  }

  async deleteRun(runId: string): Promise<void> {
    await this.#repeatable("/runs/delete", { run_id: runId });
  }

  async restoreRun(runId: string): Promise<void> {
    await this.#repeatable("/runs/restore", { run_id: runId });
  }

  async searchRuns(request: RunSearchRequest): Promise<Page<Run>> {
    const answer = await this.#ask("/runs/search", {
      ...searchToJson(request),
      experiment_ids: request.experimentIds,
      run_view_type: request.viewType,
    });
    return pageOf(answer, "runs", runFromJson);
  }

  async logBatch(runId: string, batch: Batch): Promise<void> {
    const { metrics, params, tags } = checkBatch(batch);
    // A point that is logged twice says the same as once: the same time, step and value.
    await this.#repeatable("/runs/log-batch", {
      run_id: runId,
      metrics: metrics.map(metricToJson),
      params: pairsToJson(params),
      tags: pairsToJson(tags),
    });
  }

  async deleteTag(runId: string, key: string): Promise<void> {
    await this.#create("/runs/delete-tag", { run_id: runId, key });
  }

  async logInputs(
    runId: string,
    inputs: { readonly datasets?: readonly DatasetInput[]; readonly modelIds?: readonly string[] },
  ): Promise<void> {
    await this.#repeatable("/runs/log-inputs", {
      run_id: runId,
      datasets: (inputs.datasets ?? []).map(datasetInputToJson),
      models: (inputs.modelIds ?? []).map((modelId) => ({ model_id: modelId })),
    });
  }

  async logOutputs(runId: string, models: readonly ModelOutput[]): Promise<void> {
    await this.#repeatable("/runs/outputs", {
      run_id: runId,
      models: models.map(({ modelId, step }) => ({ model_id: modelId, step })),
    });
  }

  async metricHistory(
    runId: string,
    key: string,
    options: { readonly maxResults?: number | undefined; readonly pageToken?: string | undefined } = {},
  ): Promise<Page<Metric>> {
    const answer = await this.#get("/metrics/get-history", {
      run_id: runId,
      run_uuid: runId,
      metric_key: key,
      max_results: options.maxResults,
      page_token: options.pageToken,
    });
    return pageOf(answer, "metrics", (json) => ({ ...metricFromJson(json), runId }));
  }

  async createLoggedModel(request: NewLoggedModel): Promise<LoggedModel> {
    const answer = await this.#create("/logged-models", {
      experiment_id: request.experimentId,
      name: request.name,
      model_type: request.modelType,
      source_run_id: request.sourceRunId,
      params: pairsToJson(request.params),
      tags: pairsToJson(request.tags),
    });
    return loggedModelFromJson(objectField(answer, "model"));
  }

  async loggedModel(modelId: string): Promise<LoggedModel> {
    const answer = await this.#get(modelPath(modelId), {});
    return loggedModelFromJson(objectField(answer, "model"));
  }

  async finishLoggedModel(modelId: string, status: LoggedModelStatus): Promise<LoggedModel> {
    const answer = await this.#send("PATCH", modelPath(modelId), { model_id: modelId, status }, true);
    return loggedModelFromJson(objectField(answer, "model"));
  }

  async deleteLoggedModel(modelId: string): Promise<void> {
    await this.#send("DELETE", modelPath(modelId), {}, false);
  }

  async setLoggedModelTags(modelId: string, tags: ReadonlyMap<string, string>): Promise<void> {
    await this.#send(
      "PATCH",
      `${modelPath(modelId)}/tags`,
      { model_id: modelId, tags: pairsToJson(tags) },
      true,
    );
  }

  async deleteLoggedModelTag(modelId: string, key: string): Promise<void> {
    await this.#send("DELETE", `${modelPath(modelId)}/tags/${encodeURIComponent(key)}`, {}, false);
  }

  async logLoggedModelParams(modelId: string, params: ReadonlyMap<string, string>): Promise<void> {
    await this.#send(
      "POST",
      `${modelPath(modelId)}/params`,
      { model_id: modelId, params: pairsToJson(params) },
      true,
    );
  }

  async searchLoggedModels(request: LoggedModelSearchRequest): Promise<Page<LoggedModel>> {
    const answer = await this.#ask("/logged-models/search", {
      experiment_ids: request.experimentIds,
      filter: request.filter,
      datasets: request.datasets?.map(({ name, digest }) => ({ dataset_name: name, dataset_digest: digest })),
      order_by: request.orderBy?.map(orderToJson),
      max_results: request.maxResults,
      page_token: request.pageToken,
    });
    return pageOf(answer, "models", loggedModelFromJson);
  }

  atOnce(work: (store: TrackingStore) => void): void {
    const requests: ServerRequest[] = [];
    const recorder: JsonServer = {
      url: this.uri,
      // The answer never comes: nobody is left to go on with it.
      json: (request) => {
        requests.push(request);
        return new Promise(() => {});
      },
    };
    work(new RestStore(this.server, recorder));
    this.server.sendAtOnce(requests);
  }

  async #get(
    path: string,
    query: Readonly<Record<string, string | number | undefined>>,
  ): Promise<JsonObject> {
    return await this.#json.json({
      method: "GET",
      path: API + path,
      query: Object.entries(query),
      repeatable: true,
    });
  }

  /** A question that is too long for a URL. */
  #ask(path: string, json: object): Promise<JsonObject> {
    return this.#send("POST", path, json, true);
  }

  /** A change that is the same when it is made twice. */
  #repeatable(path: string, json: object): Promise<JsonObject> {
    return this.#send("POST", path, json, true);
  }

  /** A change that a second time makes one more thing, or fails. */
  #create(path: string, json: object): Promise<JsonObject> {
    return this.#send("POST", path, json, false);
  }

  async #send(
    method: ServerRequest["method"],
    path: string,
    json: object,
    repeatable: boolean,
  ): Promise<JsonObject> {
    return await this.#json.json({ method, path: API + path, json, repeatable });
  }
}

function modelPath(modelId: string): string {
  checkModelId(modelId); // a part of the path, in which `..` would lead elsewhere
  return `/logged-models/${encodeURIComponent(modelId)}`;
}

function searchToJson({ filter, orderBy, maxResults, pageToken }: ViewedSearchRequest): object {
  return { filter, order_by: orderBy, max_results: maxResults, page_token: pageToken };
}

function orderToJson(item: string | LoggedModelOrder): object {
  if (typeof item === "string") {
    const [, field, direction] = /^(.*?)(?:\s+(asc|desc))?$/is.exec(item.trim()) ?? [];
    return { field_name: field ?? item, ascending: direction?.toLowerCase() !== "desc" };
  }
  return {
    field_name: item.field,
    ascending: item.ascending ?? true,
    dataset_name: item.datasetName,
    dataset_digest: item.datasetDigest,
  };
}

function pageOf<T>(answer: JsonObject, field: string, read: (json: JsonObject) => T): Page<T> {
  return {
    items: listField(answer, field).map(read),
    nextPageToken: optionalText(answer, "next_page_token"),
  };
}
