// The store in a folder, in MLflow's layout. Everything is read from the files; nothing is kept that they do not tell.
import { nowMs } from "../../system/index.ts";
import { fileUriOf, localPathOf } from "../artifacts/file-uri.ts";
import { FileRunTable } from "../columns/file-run-table.ts";
import type { RunTable } from "../columns/run-table.ts";
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
} from "../entities.ts";
import { searchExperiments } from "../search/experiment-search.ts";
import { searchLoggedModels } from "../search/logged-model-search.ts";
import { checkMaxResults } from "../search/pages.ts";
import { searchRuns } from "../search/run-search.ts";
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
import { CACHED_RUNS, type CachedRun, newerFirst } from "./file/cached-run.ts";
import { type Damage, DamageLog } from "./file/damage-log.ts";
import { type DoctorReport, type ExamineOptions, examineStore } from "./file/examine-store.ts";
import { ExperimentFolders, type PlacedExperiment } from "./file/experiment-folders.ts";
import { InputFolders } from "./file/input-folders.ts";
import { logMetrics } from "./file/log-metrics.ts";
import { MetricAppender } from "./file/metric-appender.ts";
import { metricPage } from "./file/metric-page.ts";
import { ModelFolders } from "./file/model-folders.ts";
import { onDisk } from "./file/on-disk.ts";
import { type Purged, type PurgeOptions, purgeTrash } from "./file/purge-trash.ts";
import { RunFolders } from "./file/run-folders.ts";
import { ValueMemory } from "./file/value-memory.ts";
import { defaultExperimentStays, noDeletedExperiment, noExperiment } from "./store-errors.ts";
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
import { DEFAULT_EXPERIMENT_ID } from "./well-known.ts";

/** How a file store is opened. */
export interface FileStoreOptions {
  /**
   * The URI below which new experiments keep their artifacts, such as `mlflow-artifacts:/` for a server that serves
   * them. Default: the store's own folder.
   */
  readonly artifactRoot?: string | undefined;
}

/**
 * Opens the store in a folder. Nothing is made on disk before something is written.
 *
 * @param location A path, relative to the working folder or absolute, or a `file:` URI.
 */
export function openFileStore(location: string, options: FileStoreOptions = {}): FileStore {
  const folder = localPathOf(location);
  return new FileStore(folder, options.artifactRoot ?? fileUriOf(folder));
}

/** A tracking store in a local folder. Every method answers at once; what it wrote is on disk when it returns. */
export class FileStore implements TrackingStore {
  /** The folder, absolute. */
  readonly folder: string;
  readonly uri: string;
  readonly table: RunTable;
  readonly #damage = new DamageLog();
  readonly #experiments: ExperimentFolders;
  readonly #inputs = new InputFolders(this.#damage);
  readonly #runs: RunFolders;
  readonly #models: ModelFolders;
  readonly #appender = new MetricAppender();

  /** Use {@link openFileStore}. */
  constructor(folder: string, artifactRoot: string) {
    this.folder = folder;
    this.uri = fileUriOf(folder);
    this.#experiments = new ExperimentFolders(folder, artifactRoot, this.#damage);
    this.#runs = new RunFolders(this.#experiments, {
      memory: new ValueMemory(),
      inputs: this.#inputs,
      damage: this.#damage,
    });
    this.#models = new ModelFolders(this.#experiments, this.#damage);
    this.table = new FileRunTable(this.#experiments, this.#runs, this.#damage);
  }

  /** What was found damaged and left out so far. */
  damage(): readonly Damage[] {
    return this.#damage.list();
  }

  /** Makes the folder with its `Default` experiment, as a server does at its start. */
  initialize(): void {
    this.#write("make the store", () => this.#experiments.ensureRoot());
  }

  /** Removes what lies in the trash for good. */
  purgeTrash(options: PurgeOptions = {}): readonly Purged[] {
    const parts = { experiments: this.#experiments, runs: this.#runs, models: this.#models };
    this.#appender.close();
    return this.#write("empty the trash", () => purgeTrash(parts, options));
  }

  /** Walks through the whole folder, says what is wrong, and repairs it if asked to. */
  examine(options: ExamineOptions = {}): DoctorReport {
    return this.#write("examine the store", () => examineStore(this.folder, options));
  }

  /** Closes the metric files that are still open. The store can be used on; it opens them again. */
  close(): void {
    this.#appender.close();
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
    return this.#write(`make experiment ${name}`, () =>
      this.#experiments.create(name, artifactLocation, tags),
    );
  }

  experiment(experimentId: string): Experiment {
    checkExperimentId(experimentId);
    return this.#read(() => this.#experiments.read(this.#experiments.get(experimentId)));
  }

  experimentByName(name: string): Experiment | undefined {
    return this.#read(() => {
      const placed = this.#experiments.byName(name);
      return placed === undefined ? undefined : this.#experiments.read(placed);
    });
  }

  searchExperiments(request: ViewedSearchRequest = {}): Page<Experiment> {
    const inView = () => this.#experiments.all().filter(({ meta }) => isInView(meta, request.viewType));
    return this.#read(() =>
      searchExperiments(() => inView().map((placed) => this.#experiments.read(placed)), request),
    );
  }

  renameExperiment(experimentId: string, newName: string): void {
    checkExperimentId(experimentId);
    checkExperimentName(newName);
    this.#write(`rename experiment ${experimentId}`, () => this.#experiments.rename(experimentId, newName));
  }

  deleteExperiment(experimentId: string): void {
    checkExperimentId(experimentId);
    if (experimentId === DEFAULT_EXPERIMENT_ID) throw defaultExperimentStays();
    this.#write(`delete experiment ${experimentId}`, () => {
      const placed = this.#experiments.get(experimentId);
      if (placed.isInTrash) throw noExperiment(experimentId);
      const deletedMs = nowMs();
      for (const { runId } of this.#runs.in(placed)) {
        this.#runs.setLifecycleStage(runId, "deleted", deletedMs);
      }
      this.#appender.close();
      this.#experiments.moveToTrash(placed, deletedMs);
    });
  }

  restoreExperiment(experimentId: string): void {
    checkExperimentId(experimentId);
    this.#write(`restore experiment ${experimentId}`, () => {
      const placed = this.#experiments.find(experimentId);
      if (placed?.meta.lifecycleStage !== "deleted") throw noDeletedExperiment(experimentId);
      const deletedMs = placed.meta.lastUpdateTimeMs ?? 0;
      const restored = this.#experiments.moveFromTrash(placed);
      for (const run of this.#runs.in(restored)) {
        // Runs that were deleted before the experiment was stay deleted.
        const runDeletedMs = run.meta()?.deletedTimeMs ?? deletedMs;
        if (runDeletedMs >= deletedMs) this.#runs.setLifecycleStage(run.runId, "active", nowMs());
      }
      this.#experiments.markRestored(restored);
    });
  }

  setExperimentTag(experimentId: string, key: string, value: string): void {
    checkExperimentId(experimentId);
    checkExperimentTag(key, value);
    this.#write(`tag experiment ${experimentId}`, () => this.#experiments.setTag(experimentId, key, value));
  }

  deleteExperimentTag(experimentId: string, key: string): void {
    checkExperimentId(experimentId);
    checkKey("Tag key", key, "key");
    this.#write(`remove a tag of experiment ${experimentId}`, () =>
      this.#experiments.deleteTag(experimentId, key),
    );
  }

  createRun(request: NewRun): Run {
    checkExperimentId(request.experimentId);
    const tags = new Map(request.tags);
    for (const [key, value] of tags) tags.set(key, checkRunTag(key, value));
    checkRunFacts(request);
    return this.#write("make a run", () => this.#runs.create({ ...request, tags }));
  }

  run(runId: string): Run {
    checkRunId(runId);
    return this.#read(() => this.#runs.read(runId));
  }

  updateRun(runId: string, update: RunUpdate): RunInfo {
    checkRunId(runId);
    checkRunFacts(update);
    return this.#write(`change run ${runId}`, () => {
      const info = this.#runs.update(runId, update);
      if (info.status !== "RUNNING" && info.status !== "SCHEDULED")
        this.#appender.close(this.#runs.get(runId).folder);
      return info;
    });
  }

  deleteRun(runId: string): void {
    checkRunId(runId);
    this.#write(`delete run ${runId}`, () => this.#runs.setLifecycleStage(runId, "deleted", nowMs()));
  }

  restoreRun(runId: string): void {
    checkRunId(runId);
    this.#write(`restore run ${runId}`, () => this.#runs.setLifecycleStage(runId, "active", nowMs()));
  }

  searchRuns(request: RunSearchRequest): Page<Run> {
    return this.#read(() => {
      const { items, nextPageToken } = searchRuns(
        { ...CACHED_RUNS, newestFirst: () => this.#newestFirst(request.experimentIds) },
        request,
      );
      const runs = items.flatMap((run) => run.whole() ?? []);
      for (const experiment of this.#found(request.experimentIds)) this.#runs.keepIndex(experiment);
      return { items: runs, nextPageToken };
    });
  }

  #newestFirst(experimentIds: readonly string[]): readonly CachedRun[] {
    const [first = [], ...others] = this.#found(experimentIds).map((experiment) => this.#runs.in(experiment));
    return others.length === 0 ? first : [first, ...others].flat().sort(newerFirst);
  }

  /** Those of the experiments that exist. */
  #found(experimentIds: readonly string[]): readonly PlacedExperiment[] {
    checkExperimentIds(experimentIds);
    return [...new Set(experimentIds)].flatMap((experimentId) => this.#experiments.find(experimentId) ?? []);
  }

  logBatch(runId: string, batch: Batch): void {
    checkRunId(runId);
    const { metrics, params, tags } = checkBatch(batch);
    this.#write(`log to run ${runId}`, () => {
      const run = this.#runs.active(runId);
      const models = this.#models.ofMetrics(metrics);
      this.#runs.inRun(runId, () => {
        this.#runs.setParams(run, params);
        for (const [key, value] of tags) this.#runs.setTag(run, key, value);
        logMetrics(this.#appender, run, metrics, models);
      });
    });
  }

  deleteTag(runId: string, key: string): void {
    checkRunId(runId);
    checkKey("Tag key", key, "key");
    this.#write(`remove a tag of run ${runId}`, () => this.#runs.deleteTag(this.#runs.active(runId), key));
  }

  logInputs(
    runId: string,
    inputs: { readonly datasets?: readonly DatasetInput[]; readonly modelIds?: readonly string[] },
  ): void {
    checkRunId(runId);
    const { datasets = [], modelIds = [] } = inputs;
    checkDatasetInputs(datasets);
    checkModelIds(modelIds);
    this.#write(`log inputs of run ${runId}`, () => {
      const { folder, experimentFolder } = this.#runs.active(runId);
      this.#runs.inRun(runId, () =>
        this.#inputs.logInputs(folder, experimentFolder, runId, datasets, modelIds),
      );
    });
  }

  logOutputs(runId: string, models: readonly ModelOutput[]): void {
    checkRunId(runId);
    checkModelOutputs(models);
    this.#write(`log outputs of run ${runId}`, () => {
      const { folder } = this.#runs.active(runId);
      this.#runs.inRun(runId, () => this.#inputs.logOutputs(folder, models));
    });
  }

  metricHistory(
    runId: string,
    key: string,
    options: { readonly maxResults?: number | undefined; readonly pageToken?: string | undefined } = {},
  ): Page<Metric> {
    checkRunId(runId);
    checkKey("Metric name", key, "name");
    const { maxResults, pageToken } = options;
    if (maxResults !== undefined) checkMaxResults(maxResults, Number.MAX_SAFE_INTEGER);
    return this.#read(() => metricPage(this.#runs.get(runId), key, { maxResults, pageToken }, this.#damage));
  }

  createLoggedModel(request: NewLoggedModel): LoggedModel {
    checkExperimentId(request.experimentId);
    if (request.name !== undefined) checkLoggedModelName(request.name);
    const params = new Map(request.params);
    for (const [key, value] of params) params.set(key, checkParam(key, value));
    for (const [key, value] of request.tags ?? []) checkLoggedModelTag(key, value);
    return this.#write("make a logged model", () =>
      this.#models.read(this.#models.create({ ...request, params })),
    );
  }

  loggedModel(modelId: string, options: { readonly allowDeleted?: boolean | undefined } = {}): LoggedModel {
    checkModelId(modelId);
    return this.#read(() => this.#models.read(this.#models.get(modelId, options)));
  }

  finishLoggedModel(modelId: string, status: LoggedModelStatus): LoggedModel {
    checkModelId(modelId);
    return this.#write(`finish model ${modelId}`, () =>
      this.#models.read(this.#models.update(modelId, { status })),
    );
  }

  deleteLoggedModel(modelId: string): void {
    checkModelId(modelId);
    this.#write(`delete model ${modelId}`, () => this.#models.update(modelId, { lifecycleStage: "deleted" }));
  }

  setLoggedModelTags(modelId: string, tags: ReadonlyMap<string, string>): void {
    checkModelId(modelId);
    for (const [key, value] of tags) checkLoggedModelTag(key, value);
    this.#write(`tag model ${modelId}`, () => this.#models.setTags(modelId, tags));
  }

  deleteLoggedModelTag(modelId: string, key: string): void {
    checkModelId(modelId);
    checkKey("Tag key", key, "key");
    this.#write(`remove a tag of model ${modelId}`, () => this.#models.deleteTag(modelId, key));
  }

  logLoggedModelParams(modelId: string, params: ReadonlyMap<string, string>): void {
    checkModelId(modelId);
    const checked = new Map(params);
    for (const [key, value] of checked) checked.set(key, checkParam(key, value));
    this.#write(`log params of model ${modelId}`, () => this.#models.setParams(modelId, checked));
  }

  searchLoggedModels(request: LoggedModelSearchRequest): Page<LoggedModel> {
    const inUse = () =>
      this.#found(request.experimentIds)
        .flatMap((experiment) => this.#models.in(experiment))
        .filter(({ meta }) => isInView(meta));
    return this.#read(() =>
      searchLoggedModels(() => inUse().map((model) => this.#models.read(model)), request),
    );
  }

  #read<T>(work: () => T): T {
    return onDisk("read the store", this.folder, work);
  }

  #write<T>(action: string, work: () => T): T {
    return onDisk(action, this.folder, work);
  }
}
