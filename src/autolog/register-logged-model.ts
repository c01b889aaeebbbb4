// Registers a logged model under the name that the options of autologging give.
import { errorCode, invalidValue, quote } from "../errors/index.ts";
import { openFileRegistry, type RegistryStore, registerModelVersion } from "../registry/index.ts";
import { type LoggedModel, localPathOf, schemeOf, type TrackingClient } from "../tracking/index.ts";

/**
 * Makes a logged model a new version of a registered model, which is made if it is not there.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the tracking store has no registry that can be reached from here.
 */
export async function registerLoggedModel(
  client: TrackingClient,
  { modelId, sourceRunId }: LoggedModel,
  name: string,
): Promise<void> {
  const { uri } = client.store;
  if (schemeOf(uri) !== "file") {
    throw invalidValue(
      `Cannot register the model as ${quote(name)}: the registry must be that of a folder: the tracking URI is ${uri}`,
    );
  }
  const registry = openFileRegistry(localPathOf(uri));
  await createUnlessThere(registry, name);
  const version = { name, source: `models:/${modelId}`, runId: sourceRunId };
  await registerModelVersion(version, client.store, registry);
}

async function createUnlessThere(registry: RegistryStore, name: string): Promise<void> {
  try {
    await registry.createRegisteredModel({ name });
  } catch (error) {
    if (errorCode(error) !== "RESOURCE_ALREADY_EXISTS") throw error;
  }
}
