// The store that lives as long as the process: for tests, and for programs that want no files.
import { newDecimalId, nowMs } from "../../system/index.ts";
import type {
  DatasetInput,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  ModelOutput,
  Page,
  Run,
  RunInfo,
} from "../entities.ts";
import { searchExperiments } from "../search/experiment-search.ts";
import { searchLoggedModels } from "../search/logged-model-search.ts";
import { checkMaxResults, pageOf } from "../search/pages.ts";
import { newestFirst, searchRuns, WHOLE_RUNS } from "../search/run-search.ts";
import { isInView } from "../search/view.ts";
import { checkBatch, checkParam, checkRunTag } from "../validation/check-batch.ts";
import {
  checkArtifactLocation,
  checkExperimentName,
  checkExperimentTag,
} from "../validation/check-experiment.ts";
import { checkExperimentId, checkExperimentIds, checkModelId, checkRunId } from "../validation/check-ids.ts";
import { checkDatasetInputs, checkModelIds, checkModelOutputs } from "../validation/check-inputs.ts";
import { checkKey } from "../validation/check-key.ts";
import { checkLoggedModelName, checkLoggedModelTag } from "../validation/check-logged-model.ts";
import { checkRunFacts } from "../validation/check-run.ts";
import {
  type MemoryExperiment,
  type MemoryModel,
  type MemoryRun,
  shownExperiment,
  shownModel,
  shownRun,
} from "./memory/memory-records.ts";
import { newExperiment, newLoggedModel, newRun } from "./new-entities.ts";
import {
  defaultExperimentStays,
  experimentExists,
  experimentNotActive,
  noDeletedExperiment,
  noExperiment,
  noExperimentTag,
  noModel,
  noModelTag,
  noRun,
  noRunTag,
  paramChanged,
  runNotActive,
} from "./store-errors.ts";
import type {
  Batch,
  LoggedModelSearchRequest,
  NewLoggedModel,
  NewRun,
  RunSearchRequest,
  RunUpdate,
  TrackingStore,
  ViewedSearchRequest,
} from "./tracking-store.ts";
import { DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME, RUN_NAME_TAG } from "./well-known.ts";

const ARTIFACT_ROOT = "memory:/";

/** A new, empty store in memory. Its artifact locations are only names. */
export function openMemoryStore(): TrackingStore {
  return new MemoryStore();
}

class MemoryStore implements TrackingStore {
  readonly uri = ARTIFACT_ROOT;
  readonly #experiments = new Map<string, MemoryExperiment>();
  readonly #runs = new Map<string, MemoryRun>();
  readonly #models = new Map<string, MemoryModel>();

  constructor() {
    this.#addExperiment(DEFAULT_EXPERIMENT_ID, DEFAULT_EXPERIMENT_NAME);
  }

  #addExperiment(experimentId: string, name: string, artifactLocation?: string): MemoryExperiment {
    const facts = newExperiment(experimentId, name, ARTIFACT_ROOT, artifactLocation);
    const experiment: MemoryExperiment = { facts, tags: new Map() };
    this.#experiments.set(experimentId, experiment);
    return experiment;
  }

  createExperiment(
    name: string,
    options: {
      readonly artifactLocation?: string | undefined;
      readonly tags?: ReadonlyMap<string, string> | undefined;
    } = {},
  ): string {
    const { artifactLocation, tags = new Map() } = options;
    checkExperimentName(name);
    if (artifactLocation !== undefined) checkArtifactLocation(artifactLocation);
    for (const [key, value] of tags) checkExperimentTag(key, value);
    this.#refuseTakenName(name);
    const experiment = this.#addExperiment(newDecimalId(), name, artifactLocation);
    for (const [key, value] of tags) experiment.tags.set(key, value);
    return experiment.facts.experimentId;
  }

  #refuseTakenName(name: string): void {
    const taken = this.experimentByName(name);
    if (taken !== undefined) throw experimentExists(name, taken.lifecycleStage === "deleted");
  }

  experiment(experimentId: string): Experiment {
    return shownExperiment(this.#experiment(experimentId));
  }

  #experiment(experimentId: string): MemoryExperiment {
    checkExperimentId(experimentId);
    const experiment = this.#experiments.get(experimentId);
    if (experiment === undefined) throw noExperiment(experimentId);
    return experiment;
  }

  #activeExperiment(experimentId: string): MemoryExperiment {
    const experiment = this.#experiment(experimentId);
    if (experiment.facts.lifecycleStage !== "active") throw experimentNotActive(experimentId);
    return experiment;
  }

  experimentByName(name: string): Experiment | undefined {
    for (const experiment of this.#experiments.values()) {
      if (experiment.facts.name === name) return shownExperiment(experiment);
    }
    return undefined;
  }

  searchExperiments(request: ViewedSearchRequest = {}): Page<Experiment> {
    const inView = () =>
      [...this.#experiments.values()].filter(({ facts }) => isInView(facts, request.viewType));
    return searchExperiments(() => inView().map(shownExperiment), request);
  }

  renameExperiment(experimentId: string, newName: string): void {
    checkExperimentName(newName);
    const experiment = this.#activeExperiment(experimentId);
    if (experiment.facts.name === newName) return;
    this.#refuseTakenName(newName);
    experiment.facts = { ...experiment.facts, name: newName, lastUpdateTimeMs: nowMs() };
  }

  deleteExperiment(experimentId: string): void {
    if (experimentId === DEFAULT_EXPERIMENT_ID) throw defaultExperimentStays();
    const experiment = this.#experiment(experimentId);
    if (experiment.facts.lifecycleStage === "deleted") throw noExperiment(experimentId);
    const deletedMs = nowMs();
    for (const run of this.#runsOf([experimentId])) setStage(run, "deleted", deletedMs);
    experiment.facts = { ...experiment.facts, lifecycleStage: "deleted", lastUpdateTimeMs: deletedMs };
  }

  restoreExperiment(experimentId: string): void {
    checkExperimentId(experimentId);
    const experiment = this.#experiments.get(experimentId);
    if (experiment?.facts.lifecycleStage !== "deleted") throw noDeletedExperiment(experimentId);
    const deletedMs = experiment.facts.lastUpdateTimeMs ?? 0;
    for (const run of this.#runsOf([experimentId])) {
      if ((run.deletedTimeMs ?? deletedMs) >= deletedMs) setStage(run, "active", nowMs());
    }
    experiment.facts = { ...experiment.facts, lifecycleStage: "active", lastUpdateTimeMs: nowMs() };
  }

  setExperimentTag(experimentId: string, key: string, value: string): void {
    checkExperimentTag(key, value);
    this.#activeExperiment(experimentId).tags.set(key, value);
  }

  deleteExperimentTag(experimentId: string, key: string): void {
    checkKey("Tag key", key, "key");
    if (!this.#activeExperiment(experimentId).tags.delete(key)) throw noExperimentTag(experimentId, key);
  }

  createRun(request: NewRun): Run {
    const experiment = this.#activeExperiment(request.experimentId);
    const tags = new Map(request.tags);
    for (const [key, value] of tags) tags.set(key, checkRunTag(key, value));
    checkRunFacts(request);
    const made = newRun({ ...request, tags }, experiment.facts);
    const run: MemoryRun = {
      info: made.info,
      deletedTimeMs: undefined,
      params: new Map(),
      tags: new Map(made.tags),
      metrics: new Map(),
      datasets: new Map(),
      modelIds: new Set(),
      outputs: new Map(),
    };
    this.#runs.set(run.info.runId, run);
    return shownRun(run);
  }

  run(runId: string): Run {
    return shownRun(this.#run(runId));
  }

  #run(runId: string): MemoryRun {
    checkRunId(runId);
    const run = this.#runs.get(runId);
    if (run === undefined) throw noRun(runId);
    return run;
  }

  #activeRun(runId: string): MemoryRun {
    const run = this.#run(runId);
    if (run.info.lifecycleStage !== "active") throw runNotActive(runId);
    return run;
  }

  #runsOf(experimentIds: readonly string[]): readonly MemoryRun[] {
    checkExperimentIds(experimentIds);
    const wanted = new Set(experimentIds);
    return [...this.#runs.values()].filter(({ info }) => wanted.has(info.experimentId));
  }

  updateRun(runId: string, update: RunUpdate): RunInfo {
    checkRunFacts(update);
    const run = this.#activeRun(runId);
    const { status, endTimeMs, runName } = update;
    run.info = {
      ...run.info,
      status: status ?? run.info.status,
      endTimeMs: endTimeMs ?? run.info.endTimeMs,
      runName: runName ?? run.info.runName,
    };
    if (runName !== undefined) run.tags.set(RUN_NAME_TAG, runName);
    return run.info;
  }

  deleteRun(runId: string): void {
    setStage(this.#run(runId), "deleted", nowMs());
  }

  restoreRun(runId: string): void {
    setStage(this.#run(runId), "active", nowMs());
  }

  searchRuns(request: RunSearchRequest): Page<Run> {
    const runs = () => newestFirst(this.#runsOf(request.experimentIds).map(shownRun));
    return searchRuns({ ...WHOLE_RUNS, newestFirst: runs }, request);
  }

  logBatch(runId: string, batch: Batch): void {
    checkRunId(runId);
    const { metrics, params, tags } = checkBatch(batch);
    const run = this.#activeRun(runId);
    const models = metrics.map(({ modelId }) => (modelId ? this.#model(modelId) : undefined));
    checkParams(run.params, params, `run ID='${runId}'`);
    for (const [key, value] of params) run.params.set(key, value);
    for (const [key, value] of tags) {
      run.tags.set(key, value);
      if (key === RUN_NAME_TAG) run.info = { ...run.info, runName: value };
    }
    metrics.forEach(({ modelId: _, runId: __, ...point }, i) => {
      const points = run.metrics.get(point.key);
      if (points === undefined) run.metrics.set(point.key, [point]);
      else points.push(point);
      models[i]?.metrics.push({ ...point, runId });
    });
  }

  deleteTag(runId: string, key: string): void {
    checkKey("Tag key", key, "key");
    if (!this.#activeRun(runId).tags.delete(key)) throw noRunTag(runId, key);
  }

  logInputs(
    runId: string,
    inputs: { readonly datasets?: readonly DatasetInput[]; readonly modelIds?: readonly string[] },
  ): void {
    const { datasets = [], modelIds = [] } = inputs;
    checkDatasetInputs(datasets);
    checkModelIds(modelIds);
    const run = this.#activeRun(runId);
    for (const input of datasets) {
      const place = JSON.stringify([input.dataset.name, input.dataset.digest]);
      if (!run.datasets.has(place)) run.datasets.set(place, input);
    }
    for (const modelId of modelIds) run.modelIds.add(modelId);
  }

  logOutputs(runId: string, models: readonly ModelOutput[]): void {
    checkModelOutputs(models);
    const run = this.#activeRun(runId);
    for (const output of models) run.outputs.set(output.modelId, output);
  }

  metricHistory(
    runId: string,
    key: string,
    options: { readonly maxResults?: number | undefined; readonly pageToken?: string | undefined } = {},
  ): Page<Metric> {
    checkKey("Metric name", key, "name");
    const { maxResults, pageToken } = options;
    if (maxResults !== undefined) checkMaxResults(maxResults, Number.MAX_SAFE_INTEGER);
    const points = this.#run(runId).metrics.get(key) ?? [];
    return pageOf(
      points.map((point) => ({ ...point, runId })),
      maxResults ?? points.length,
      pageToken,
    );
  }

  createLoggedModel(request: NewLoggedModel): LoggedModel {
    const experiment = this.#activeExperiment(request.experimentId);
    if (request.name !== undefined) checkLoggedModelName(request.name);
    const params = new Map(request.params);
    for (const [key, value] of params) params.set(key, checkParam(key, value));
    const tags = new Map(request.tags);
    for (const [key, value] of tags) checkLoggedModelTag(key, value);
    const facts = newLoggedModel(request, experiment.facts);
    const model: MemoryModel = { facts, params, tags, metrics: [] };
    this.#models.set(facts.modelId, model);
    return shownModel(model);
  }

  loggedModel(modelId: string, options: { readonly allowDeleted?: boolean | undefined } = {}): LoggedModel {
    return shownModel(this.#model(modelId, options.allowDeleted));
  }

  #model(modelId: string, allowDeleted = false): MemoryModel {
    checkModelId(modelId);
    const model = this.#models.get(modelId);
    if (model === undefined || (model.facts.lifecycleStage === "deleted" && !allowDeleted))
      throw noModel(modelId);
    return model;
  }

  finishLoggedModel(modelId: string, status: LoggedModelStatus): LoggedModel {
    const model = this.#model(modelId);
    model.facts = { ...model.facts, status, lastUpdateTimeMs: nowMs() };
    return shownModel(model);
  }

  deleteLoggedModel(modelId: string): void {
    const model = this.#model(modelId);
    model.facts = { ...model.facts, lifecycleStage: "deleted", lastUpdateTimeMs: nowMs() };
  }

  setLoggedModelTags(modelId: string, tags: ReadonlyMap<string, string>): void {
    for (const [key, value] of tags) checkLoggedModelTag(key, value);
    const model = this.#model(modelId);
    for (const [key, value] of tags) model.tags.set(key, value);
  }

  deleteLoggedModelTag(modelId: string, key: string): void {
    checkKey("Tag key", key, "key");
    if (!this.#model(modelId).tags.delete(key)) throw noModelTag(modelId, key);
  }

  logLoggedModelParams(modelId: string, params: ReadonlyMap<string, string>): void {
    const checked = new Map(params);
    for (const [key, value] of checked) checked.set(key, checkParam(key, value));
    const model = this.#model(modelId);
    checkParams(model.params, checked, `model ID='${modelId}'`);
    for (const [key, value] of checked) model.params.set(key, value);
  }

  searchLoggedModels(request: LoggedModelSearchRequest): Page<LoggedModel> {
    checkExperimentIds(request.experimentIds);
    const wanted = new Set(request.experimentIds);
    const inUse = () =>
      [...this.#models.values()].filter(({ facts }) => wanted.has(facts.experimentId) && isInView(facts));
    return searchLoggedModels(() => inUse().map(shownModel), request);
  }
}

function setStage(run: MemoryRun, lifecycleStage: LifecycleStage, atMs: number): void {
  if (run.info.lifecycleStage === lifecycleStage) return;
  run.info = { ...run.info, lifecycleStage };
  run.deletedTimeMs = lifecycleStage === "deleted" ? atMs : undefined;
}

function checkParams(
  known: ReadonlyMap<string, string>,
  params: ReadonlyMap<string, string>,
  owner: string,
): void {
  for (const [key, value] of params) {
    const before = known.get(key);
    if (before !== undefined && before !== value) throw paramChanged(owner, key, before, value);
  }
}
