// Fitted models and the tracker: saved as logged models, and loaded by their URIs.
import { invalidType, quote } from "../errors/index.ts";
import type { FittedModel } from "../estimators/index.ts";
import {
  type LoadedModel,
  loadModel as loadModelFolder,
  type ModelInfo,
  type SaveModelOptions,
  saveModel,
} from "../models/index.ts";
import { withModel } from "../registry/index.ts";
import { makeTemporaryFolder, removeTree } from "../system/index.ts";
import {
  type ActiveRun,
  type ArtifactRepository,
  activeExperimentId,
  activeRun,
  contextTags,
  type LoggedModel,
  logFolder,
  type Metric,
  type Named,
  type TrackingClient,
  textsOf,
  trackingClient,
} from "../tracking/index.ts";
import { savedModel } from "./fitted.ts";
import { registerLoggedModel } from "./register-logged-model.ts";

/** What may be said of a model when it is logged. */
export interface LogModelOptions extends Pick<SaveModelOptions, "signature" | "inputExample" | "metadata"> {
  /** Default `model`. Not empty, without `/ : . % " '`. */
  readonly name?: string | undefined;
  /** Added to the params of the run. */
  readonly params?: Named<unknown> | undefined;
  readonly tags?: Named<unknown> | undefined;
  /** A word for the kind of model. */
  readonly modelType?: string | undefined;
  /** The step of the run that the model is of. Default 0. */
  readonly step?: number | undefined;
  /** The registered model that this one becomes a new version of; made if there is none of that name. */
  readonly registeredModelName?: string | undefined;
  /** Default: the active run. Without one the model belongs to no run. */
  readonly run?: ActiveRun | undefined;
}

/** A model that has been logged. */
export interface LoggedModelInfo {
  readonly modelId: string;
  readonly name: string;
  /** `models:/m-…`: loads and serves the model. */
  readonly modelUri: string;
  /** Where its files are. */
  readonly artifactUri: string;
  /** The number of its version, if it was registered. */
  readonly registeredVersion?: number | undefined;
  /** What its file MLmodel says. */
  readonly info: ModelInfo;
}

/**
 * Logs a fitted model: the active run's output, with the run's params and metrics, loadable as `runs:/<run id>/<name>` and
 * `models:/m-<id>`. Metrics logged to the run from then on are also about the model.
 *
 * @param model A fitted model of this package, or one of a package that `autolog.wrap` has wrapped.
 * @throws TypeError when it is none; what keeps the files from being written; the logged model is then marked as `LOGGED_MODEL_UPLOAD_FAILED`.
 */
export async function logModel(model: object, options: LogModelOptions = {}): Promise<LoggedModelInfo> {
  const saved = savedModel(model);
  if (saved === undefined) {
    throw invalidType(
      `Cannot log the model: it must be a fitted model, of this package or of one that is wrapped and saved by it: current value is ${quote(model)}`,
    );
  }
  const run = options.run ?? activeRun();
  const client = run?.client ?? trackingClient();
  const logged = await createModel(client, run, options);
  const info = await fillLoggedModel(client, logged, saved, options);
  if (options.registeredModelName === undefined) return info;
  const { version } = await registerLoggedModel(client, logged, options.registeredModelName);
  return { ...info, registeredVersion: version };
}

/** Saves a fitted model as the files of a logged model that has been created, which is then ready. */
export async function fillLoggedModel(
  client: TrackingClient,
  logged: LoggedModel,
  model: FittedModel,
  options: SaveModelOptions,
): Promise<LoggedModelInfo> {
  const { modelId, name, artifactUri, sourceRunId } = logged;
  try {
    const info = await saveFiles(client.openArtifacts(artifactUri), model, {
      ...options,
      runId: sourceRunId,
      modelId,
      artifactPath: artifactUri,
    });
    await client.finalizeLoggedModel(modelId, "LOGGED_MODEL_READY");
    return { modelId, name, modelUri: `models:/${modelId}`, artifactUri, info };
  } catch (error) {
    // What went wrong first is what the caller has to know.
    await client.finalizeLoggedModel(modelId, "LOGGED_MODEL_UPLOAD_FAILED").catch(() => {});
    throw error;
  }
}

/**
 * Loads a model.
 *
 * @param uri `runs:/<run id>/<name>`, `models:/m-<id>`, `models:/<name>/<version, stage or latest>`,
 *   `models:/<name>@<alias>`, `file:///…`, or the path of a model's folder.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is none, saying where it was looked for.
 */
export async function loadModel(uri: string): Promise<LoadedModel> {
  return await withModel(uri, loadModelFolder);
}

async function createModel(
  client: TrackingClient,
  run: ActiveRun | undefined,
  { name = "model", modelType, params = {}, tags = {}, step }: LogModelOptions,
): Promise<LoggedModel> {
  const own = { name, modelType, tags: new Map([...contextTags(), ...textsOf(tags)]) };
  if (run === undefined) {
    const experimentId = await activeExperimentId(client.store);
    return await client.createLoggedModel({ ...own, experimentId, params: textsOf(params) });
  }
  await run.sent();
  const { info, data } = await client.getRun(run.runId);
  const logged = await client.createLoggedModel({
    ...own,
    experimentId: info.experimentId,
    sourceRunId: info.runId,
    params: new Map([...data.params, ...textsOf(params)]),
  });
  run.logModelOutput(logged.modelId, step);
  for (const key of data.metrics.keys()) {
    const history = await client.getMetricHistory(info.runId, key);
    run.logPoints(distinct(history).map((point) => ({ ...point, modelId: logged.modelId })));
  }
  await run.sent();
  return logged;
}

/** A run's points are logged again for each of its models, as MLflow does; what an earlier model repeated counts once. */
function distinct(points: readonly Metric[]): readonly Metric[] {
  return [
    ...new Map(points.map((point) => [`${point.timestampMs} ${point.step} ${point.value}`, point])).values(),
  ];
}

async function saveFiles(
  repository: ArtifactRepository,
  model: FittedModel,
  options: SaveModelOptions,
): Promise<ModelInfo> {
  if (repository.localFolder !== undefined) return await saveModel(model, repository.localFolder, options);
  const folder = makeTemporaryFolder();
  try {
    const info = await saveModel(model, folder, options);
    await logFolder(repository, folder, "");
    return info;
  } finally {
    removeTree(folder);
  }
}
