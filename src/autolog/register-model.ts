// Models as versions of registered models: a name by which others find the right one.
import {
  currentRegistry,
  ensureRegisteredModel,
  type ModelVersion,
  type NewModelVersion,
  registerModelVersion,
} from "../registry/index.ts";
import { locateModel, parseModelUri, type TrackingClient, trackingClient } from "../tracking/index.ts";

/** What may be said of a version. */
export type RegisterModelOptions = Pick<NewModelVersion, "description" | "tags">;

/**
 * Makes a model a new version of a registered model, which is made if there is none of that name.
 *
 * @param modelUri `runs:/<run id>/<name>`, `models:/m-<id>`, or another version: `models:/<name>/<version>`,
 *   `models:/<name>@<alias>`.
 * @param name Of the registered model: not blank, without `/` and `:`.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model.
 */
export async function registerModel(
  modelUri: string,
  name: string,
  options: RegisterModelOptions = {},
): Promise<ModelVersion> {
  const client = trackingClient();
  const registry = currentRegistry();
  const version = { name, ...(await sourceOf(modelUri, client)), ...options };
  await ensureRegisteredModel(registry, name);
  return await registerModelVersion(version, client.store, registry);
}

/** Where the version is from, as MLflow writes it: a logged model by its id, anything else by its place. */
async function sourceOf(
  modelUri: string,
  client: TrackingClient,
): Promise<Pick<NewModelVersion, "source" | "modelId" | "runId">> {
  if (parseModelUri(modelUri).kind === "registered") return { source: modelUri };
  const { repository, path, modelId, runId } = await locateModel(modelUri, client);
  if (modelId !== undefined) return { source: `models:/${modelId}`, modelId, runId };
  return { source: path === "" ? repository.uri : `${repository.uri}/${path}`, runId };
}
