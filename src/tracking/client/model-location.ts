// Finding the files of a model by its URI, and having them in a local folder.
import { failure, invalidValue, quote } from "../../errors/index.ts";
import { kindOf, makeTemporaryFolder, removeTree, resolveInside } from "../../system/index.ts";
import type { ArtifactRepository } from "../artifacts/artifact-repository.ts";
import { downloadTree } from "../artifacts/log-files.ts";
import { type ModelUri, parseModelUri } from "../artifacts/model-uri.ts";
import type { LoggedModel } from "../entities.ts";
import type { TrackingClient } from "./tracking-client.ts";
import { trackingClient } from "./tracking-settings.ts";

/** Where the files of a model are. */
export interface ModelLocation {
  readonly repository: ArtifactRepository;
  /** The folder in the repository that holds MLmodel; empty for its root. */
  readonly path: string;
  /** The logged model it is, if it is one. */
  readonly modelId?: string | undefined;
  /** The run it came out of, if that is known. */
  readonly runId?: string | undefined;
}

/** Every saved model has this file. */
const MLMODEL = "MLmodel";

/**
 * Gives a function the local folder in which a model lies. One that lies elsewhere is copied to a temporary folder, which
 * is removed when the function is done.
 *
 * @param uri `runs:/<run id>/<path or model name>`, `models:/m-<id>`, `file:///…`, or a path.
 * @param use Gets the absolute path of the folder with MLmodel.
 * @param client Where runs and logged models are looked up. Default: where this process tracks to.
 * @returns What `use` returns.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no model, saying where it was looked for.
 */
export async function withModelFolder<T>(
  uri: string,
  use: (folder: string) => T | PromiseLike<T>,
  client: TrackingClient = trackingClient(),
): Promise<T> {
  const { repository, path } = await locateModel(uri, client);
  if (repository.localFolder !== undefined) return await use(resolveInside(repository.localFolder, path));
  const copy = makeTemporaryFolder();
  try {
    return await use(await downloadTree(repository, path, copy));
  } finally {
    removeTree(copy);
  }
}

/** Finds where the files of a model are; see {@link withModelFolder}. */
export async function locateModel(uri: string, client: TrackingClient): Promise<ModelLocation> {
  const parsed = parseModelUri(uri);
  switch (parsed.kind) {
    case "run":
      return await locateInRun(uri, parsed, client);
    case "loggedModel": {
      const model = await client.getLoggedModel(parsed.modelId);
      return await filesOf(model, client);
    }
    case "place":
      return await locateInPlace(parsed.uri, client);
    case "registered":
      throw invalidValue(`Cannot find a model at ${quote(uri)} without a registry`);
  }
}

async function locateInRun(
  uri: string,
  { runId, path }: Extract<ModelUri, { kind: "run" }>,
  client: TrackingClient,
): Promise<ModelLocation> {
  const run = await client.getRun(runId);
  const repository = client.openArtifacts(run.info.artifactUri);
  if (await hasModel(repository, path)) return { repository, path, runId };
  const models = await Promise.all(run.outputs.map(({ modelId }) => client.getLoggedModel(modelId)));
  const [newest] = models
    .filter(({ name }) => name === path)
    .sort((a, b) => b.creationTimeMs - a.creationTimeMs);
  if (newest !== undefined) return await filesOf(newest, client);
  const names = [...new Set(models.map(({ name }) => quote(name)))].join(", ");
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot find a model at ${quote(uri)}: there is no ${path}/${MLMODEL} in ${repository.uri}, ` +
      `and the run has logged ${names === "" ? "no model" : `no model of that name, only ${names}`}`,
  );
}

async function filesOf(model: LoggedModel, client: TrackingClient): Promise<ModelLocation> {
  const repository = client.openArtifacts(model.artifactUri);
  const { modelId, sourceRunId } = model;
  if (await hasModel(repository, "")) return { repository, path: "", modelId, runId: sourceRunId };
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot find the files of model ${modelId} (${quote(model.name)}): there is no ${MLMODEL} in ${repository.uri}; its status is ${model.status}`,
  );
}

async function locateInPlace(uri: string, client: TrackingClient): Promise<ModelLocation> {
  const repository = client.openArtifacts(uri);
  if (await hasModel(repository, "")) return { repository, path: "" };
  const folder = repository.localFolder;
  const what =
    folder !== undefined && kindOf(folder) !== "folder"
      ? "there is no such folder"
      : `it holds no ${MLMODEL}`;
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot find a model at ${quote(uri)}: ${what}${folder === undefined || folder === uri ? "" : ` (looked in ${folder})`}`,
  );
}

async function hasModel(repository: ArtifactRepository, folder: string): Promise<boolean> {
  const file = folder === "" ? MLMODEL : `${folder}/${MLMODEL}`;
  return (await repository.list(folder)).some(({ path, isFolder }) => path === file && !isFolder);
}
