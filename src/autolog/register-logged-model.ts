// Registers a logged model under a name.
import {
  ensureRegisteredModel,
  type ModelVersion,
  openRegistry,
  registerModelVersion,
} from "../registry/index.ts";
import type { LoggedModel, TrackingClient } from "../tracking/index.ts";

/**
 * Makes a logged model a new version of a registered model, which is made if it is not there, in the registry beside
 * the runs.
 */
export async function registerLoggedModel(
  client: TrackingClient,
  { modelId, sourceRunId }: Pick<LoggedModel, "modelId" | "sourceRunId">,
  name: string,
): Promise<ModelVersion> {
  const registry = openRegistry(client.store.uri);
  await ensureRegisteredModel(registry, name);
  const version = { name, source: `models:/${modelId}`, modelId, runId: sourceRunId };
  return await registerModelVersion(version, client.store, registry);
}
