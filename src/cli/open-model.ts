// Finds and loads the model that a command line names: by a path, or by a URI that the tracker and the registry resolve.
import { join } from "node:path";
import { type LoadedModel, loadModel } from "../models/index.ts";
import { kindOf } from "../system/index.ts";

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
 * @param uri The path of a model's folder, or any name that the registry resolves.
 * @returns What `use` returns.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model.
 */
export async function withModel<T>(uri: string, use: (folder: string) => Promise<T>): Promise<T> {
  if (kindOf(join(uri, "MLmodel")) === "file") return await use(uri);
  // Only URIs need the tracker and the registry, whose import would double the time it takes a server to start.
  const registry = await import("../registry/index.ts");
  return await registry.withModel(uri, use);
}
