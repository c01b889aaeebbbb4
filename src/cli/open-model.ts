// Loads the model that a command line names: by a path, or by a URI that the tracker resolves.
import { join } from "node:path";
import { type LoadedModel, loadModel } from "../models/index.ts";
import { kindOf } from "../system/index.ts";

/**
 * @param uri The path of a model's folder, or `file:…`, `runs:/<run id>/<name>`, `models:/…`.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is no such model.
 */
export async function openModel(uri: string): Promise<LoadedModel> {
  if (kindOf(join(uri, "MLmodel")) === "file") return await loadModel(uri);
  // Only URIs need the tracker, whose import would double the time it takes a server to start.
  const { withModelFolder } = await import("../tracking/index.ts");
  return await withModelFolder(uri, loadModel);
}
