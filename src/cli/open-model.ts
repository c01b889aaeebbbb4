// Finds and loads the model that a command line names: by a path, or by a URI that the tracker and the registry resolve.
import { join } from "node:path";
import { failure } from "../errors/index.ts";
import { type LoadedModel, loadModel } from "../models/index.ts";
import type { ModelVersion, RegistryStore } from "../registry/index.ts";
import { environmentText, kindOf } from "../system/index.ts";
import type { ModelUri } from "../tracking/index.ts";

/**
 * Loads a model.
 *
 * @param uri As for {@link withModel}.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model.
 */
export function openModel(uri: string): Promise<LoadedModel> {
  return withModel(uri, loadModel);
}

/**
 * Gives a function the local folder in which a model lies; one that lies elsewhere is copied, and the copy removed when
 * the function is done.
 *
 * @param uri The path of a model's folder, or `file:…`, `runs:/<run id>/<name>`, `models:/m-<id>`,
 *   `models:/<name>/<version, stage or latest>`, `models:/<name>@<alias>`.
 * @returns What `use` returns.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model.
 */
export async function withModel<T>(uri: string, use: (folder: string) => Promise<T>): Promise<T> {
  if (kindOf(join(uri, "MLmodel")) === "file") return await use(uri);
  // Only URIs need the tracker, whose import would double the time it takes a server to start.
  const { getTrackingUri, parseModelUri, withModelFolder } = await import("../tracking/index.ts");
  const parsed = parseModelUri(uri);
  if (parsed.kind !== "registered") return await withModelFolder(uri, use);
  const { openRegistry } = await import("../registry/index.ts");
  const registry = openRegistry(environmentText("MLFLOW_REGISTRY_URI") ?? getTrackingUri());
  const { name, version } = await versionOf(registry, parsed);
  return await withModelFolder(await registry.downloadUri(name, version), use);
}

type RegisteredUri = Extract<ModelUri, { readonly kind: "registered" }>;

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
