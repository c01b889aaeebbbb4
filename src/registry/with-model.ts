// The files of a model by any of its names: a path, a run's, a logged model's, or those of the registry.
import { failure, invalidValue, quote } from "../errors/index.ts";
import { environmentText } from "../system/index.ts";
import { getTrackingUri, type ModelUri, parseModelUri, withModelFolder } from "../tracking/index.ts";
import type { ModelVersion } from "./entities.ts";
import { openRegistry } from "./open-registry.ts";
import type { RegistryStore } from "./registry-store.ts";

type RegisteredUri = Extract<ModelUri, { readonly kind: "registered" }>;

/** The registry this process uses: MLFLOW_REGISTRY_URI, else the one beside the runs. */
export function currentRegistry(): RegistryStore {
  return openRegistry(environmentText("MLFLOW_REGISTRY_URI") ?? getTrackingUri());
}

/**
 * Gives a function the local folder in which a model lies. One that lies elsewhere is copied to a temporary folder, which
 * is removed when the function is done.
 *
 * @param uri The path of a model's folder, or `file:…`, `runs:/<run id>/<name>`, `models:/m-<id>`,
 *   `models:/<name>/<version, stage or latest>`, `models:/<name>@<alias>`.
 * @returns What `use` returns.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model, saying where it was looked for.
 */
export async function withModel<T>(uri: string, use: (folder: string) => T | PromiseLike<T>): Promise<T> {
  const parsed = parseModelUri(uri);
  if (parsed.kind !== "registered") return await withModelFolder(uri, use);
  const registry = currentRegistry();
  const { name, version } = await versionOf(registry, parsed);
  return await withModelFolder(await registry.downloadUri(name, version), use);
}

/**
 * The version that a name stands for.
 *
 * @param uri `models:/<name>/<version, stage or latest>` or `models:/<name>@<alias>`.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when it is no such name.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when nothing is registered under it.
 */
export async function findModelVersion(registry: RegistryStore, uri: string): Promise<ModelVersion> {
  const parsed = parseModelUri(uri);
  if (parsed.kind === "registered") return await versionOf(registry, parsed);
  throw invalidValue(
    `Cannot find a version at ${quote(uri)}: it must be models:/<name>/<version> or models:/<name>@<alias>`,
  );
}

async function versionOf(registry: RegistryStore, { name, by, value }: RegisteredUri): Promise<ModelVersion> {
  if (by === "version") return await registry.modelVersion(name, Number(value));
  if (by === "alias" || value.toLowerCase() === "latest") {
    return await registry.versionByAlias(name, by === "alias" ? value : "latest");
  }
  const [newest] = await registry.latestVersions(name, [value]);
  if (newest !== undefined) return newest;
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot find a model at "models:/${name}/${value}": no version is in that stage`,
  );
}
