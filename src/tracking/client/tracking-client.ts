// A tracking store by promises, without an active run: for programs that look after many runs, or read them.
import { nowMs } from "../../system/index.ts";
import type { ArtifactInfo, ArtifactRepository } from "../artifacts/artifact-repository.ts";
import { downloadTree, logFile, logFolder } from "../artifacts/log-files.ts";
import { openArtifactRepository } from "../artifacts/open-artifact-repository.ts";
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
  RunStatus,
} from "../entities.ts";
import { RestStore } from "../stores/rest/rest-store.ts";
import type {
  Batch,
  LoggedModelSearchRequest,
  NewLoggedModel,
  NewRun,
  RunSearchRequest,
  RunUpdate,
  TrackingStore,
  ViewedSearchRequest,
} from "../stores/tracking-store.ts";
import { openTrackingStore } from "./open-store.ts";
import { textOf } from "./param-text.ts";
import { trackingUriFromEnvironment } from "./tracking-uri.ts";

/** How many points of a history are asked for at once. */
const HISTORY_PAGE = 25_000;

/**
 * Experiments, runs and logged models of one store. Ids say what is meant, nothing is active, and every method waits
 * for the store's answer. Errors carry the store's codes, such as `RESOURCE_DOES_NOT_EXIST`.
 */
export class TrackingClient {
  /** The store itself. */
  readonly store: TrackingStore;

  /**
   * @param trackingUri A folder (a path or `file:///…`) or a tracking server (`http://…`). Default: MLFLOW_TRACKING_URI,
   *   else the folder `mlruns` below the working folder.
   */
  constructor(trackingUri: string = trackingUriFromEnvironment()) {
    this.store = openTrackingStore(trackingUri);
  }

  /** @returns The new experiment's id. */
  async createExperiment(
    name: string,
    options: { readonly artifactLocation?: string; readonly tags?: ReadonlyMap<string, string> } = {},
  ): Promise<string> {
    return await this.store.createExperiment(name, options);
  }

  async getExperiment(experimentId: string): Promise<Experiment> {
    return await this.store.experiment(experimentId);
  }

  /** Undefined when there is none of that name; deleted ones are found too. */
  async getExperimentByName(name: string): Promise<Experiment | undefined> {
    return await this.store.experimentByName(name);
  }

  async searchExperiments(request: ViewedSearchRequest = {}): Promise<Page<Experiment>> {
    return await this.store.searchExperiments(request);
  }

  async renameExperiment(experimentId: string, newName: string): Promise<void> {
    await this.store.renameExperiment(experimentId, newName);
  }

  async deleteExperiment(experimentId: string): Promise<void> {
    await this.store.deleteExperiment(experimentId);
  }

  async restoreExperiment(experimentId: string): Promise<void> {
    await this.store.restoreExperiment(experimentId);
  }

  async setExperimentTag(experimentId: string, key: string, value: unknown): Promise<void> {
    await this.store.setExperimentTag(experimentId, key, textOf(value));
  }

  async deleteExperimentTag(experimentId: string, key: string): Promise<void> {
    await this.store.deleteExperimentTag(experimentId, key);
  }

  async createRun(request: NewRun): Promise<Run> {
    return await this.store.createRun({ startTimeMs: nowMs(), ...request });
  }

  async getRun(runId: string): Promise<Run> {
    return await this.store.run(runId);
  }

  async updateRun(runId: string, update: RunUpdate): Promise<RunInfo> {
    return await this.store.updateRun(runId, update);
  }

  /** Ends a run, by default as `FINISHED` and now. */
  async setTerminated(
    runId: string,
    status: RunStatus = "FINISHED",
    endTimeMs: number = nowMs(),
  ): Promise<void> {
    await this.store.updateRun(runId, { status, endTimeMs });
  }

  async deleteRun(runId: string): Promise<void> {
    await this.store.deleteRun(runId);
  }

  async restoreRun(runId: string): Promise<void> {
    await this.store.restoreRun(runId);
  }

  async searchRuns(request: RunSearchRequest): Promise<Page<Run>> {
    return await this.store.searchRuns(request);
  }

  /** Logs metrics, params and tags together: all or none. At most 1000 metrics, 100 params and 100 tags, 1000 in all. */
  async logBatch(runId: string, batch: Batch): Promise<void> {
    await this.store.logBatch(runId, batch);
  }

  async logParam(runId: string, key: string, value: unknown): Promise<void> {
    await this.store.logBatch(runId, { params: new Map([[key, textOf(value)]]) });
  }

  async logMetric(runId: string, metric: Partial<Metric> & Pick<Metric, "key" | "value">): Promise<void> {
    await this.store.logBatch(runId, { metrics: [{ timestampMs: nowMs(), step: 0, ...metric }] });
  }

  async setTag(runId: string, key: string, value: unknown): Promise<void> {
    await this.store.logBatch(runId, { tags: new Map([[key, textOf(value)]]) });
  }

  async deleteTag(runId: string, key: string): Promise<void> {
    await this.store.deleteTag(runId, key);
  }

  async logInputs(
    runId: string,
    inputs: { readonly datasets?: readonly DatasetInput[]; readonly modelIds?: readonly string[] },
  ): Promise<void> {
    await this.store.logInputs(runId, inputs);
  }

  async logOutputs(runId: string, models: readonly ModelOutput[]): Promise<void> {
    await this.store.logOutputs(runId, models);
  }

  /** All points of a metric, in the order logged; empty for a key that was never logged. */
  async getMetricHistory(runId: string, key: string): Promise<readonly Metric[]> {
    const points: Metric[] = [];
    let pageToken: string | undefined;
    do {
      const page = await this.store.metricHistory(runId, key, { maxResults: HISTORY_PAGE, pageToken });
      for (const point of page.items) points.push(point);
      pageToken = page.nextPageToken;
    } while (pageToken !== undefined);
    return points;
  }

  /** Where the artifacts of a run are kept. */
  async runArtifacts(runId: string): Promise<ArtifactRepository> {
    return this.openArtifacts((await this.getRun(runId)).info.artifactUri);
  }

  /** What lies directly in a folder among the run's artifacts (default: their root). */
  async listArtifacts(runId: string, folder = ""): Promise<readonly ArtifactInfo[]> {
    return await (await this.runArtifacts(runId)).list(folder);
  }

  /**
   * Copies an artifact, or a folder of them, into a local folder, at the same relative path.
   *
   * @param path Empty for all artifacts of the run.
   * @returns The local path of the copy.
   */
  async downloadArtifacts(runId: string, path: string, localFolder: string): Promise<string> {
    return await downloadTree(await this.runArtifacts(runId), path, localFolder);
  }

  /** Copies a local file, or a folder under its own name, into a folder among the run's artifacts. */
  async logArtifact(runId: string, localPath: string, artifactFolder = ""): Promise<void> {
    await logFile(await this.runArtifacts(runId), localPath, artifactFolder);
  }

  /** Copies all that is in a local folder into a folder among the run's artifacts. */
  async logArtifacts(runId: string, localFolder: string, artifactFolder = ""): Promise<void> {
    await logFolder(await this.runArtifacts(runId), localFolder, artifactFolder);
  }

  /** Made as `LOGGED_MODEL_PENDING`; {@link finalizeLoggedModel} says that its files are there. */
  async createLoggedModel(request: NewLoggedModel): Promise<LoggedModel> {
    return await this.store.createLoggedModel(request);
  }

  async getLoggedModel(modelId: string): Promise<LoggedModel> {
    return await this.store.loggedModel(modelId);
  }

  async finalizeLoggedModel(modelId: string, status: LoggedModelStatus): Promise<LoggedModel> {
    return await this.store.finishLoggedModel(modelId, status);
  }

  async deleteLoggedModel(modelId: string): Promise<void> {
    await this.store.deleteLoggedModel(modelId);
  }

  async setLoggedModelTags(modelId: string, tags: ReadonlyMap<string, string>): Promise<void> {
    await this.store.setLoggedModelTags(modelId, tags);
  }

  async deleteLoggedModelTag(modelId: string, key: string): Promise<void> {
    await this.store.deleteLoggedModelTag(modelId, key);
  }

  async logModelParams(modelId: string, params: ReadonlyMap<string, string>): Promise<void> {
    await this.store.logLoggedModelParams(modelId, params);
  }

  async searchLoggedModels(request: LoggedModelSearchRequest): Promise<Page<LoggedModel>> {
    return await this.store.searchLoggedModels(request);
  }

  /** Opens the artifacts at the URI of a run or logged model of this store. */
  openArtifacts(artifactUri: string): ArtifactRepository {
    return openArtifactRepository(
      artifactUri,
      this.store instanceof RestStore ? this.store.server : undefined,
    );
  }
}
