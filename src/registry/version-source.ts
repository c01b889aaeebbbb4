// From what a model version is registered from to the run, the logged model and the place of files behind it.
import { invalidValue, quote } from "../errors/index.ts";
import type { TrackingStore } from "../tracking/index.ts";
import type { NewModelVersion, RegistryStore } from "./registry-store.ts";

const MODELS_URI = /^models:\/{1,3}([^/]+)(?:\/([^/]+))?$/;

/**
 * Fills in what a `models:` source implies: `models:/m-<id>` is a logged model, with the run it came from and the
 * place of its files; `models:/<name>/<version>` and `models:/<name>@<alias>` are another registered version, whose
 * run, model and place are taken over. Other sources stay as they are.
 *
 * @throws RangeError when the source and `modelId` disagree, and the stores' errors when the source does not exist.
 */
export async function resolveVersionSource(
  version: NewModelVersion,
  tracking: TrackingStore,
  registry: RegistryStore,
): Promise<NewModelVersion> {
  if (!version.source.startsWith("models:")) return version;
  const match = MODELS_URI.exec(version.source);
  if (match === null) throw invalidValue(`Cannot register ${quote(version.source)}: it is no models:/ URI`);
  const [, first = "", second] = match;
  const at = first.lastIndexOf("@");
  if (second === undefined && at < 0) {
    if (version.modelId !== undefined && version.modelId !== first) {
      throw invalidValue(
        `Invalid model version source: '${version.source}'. The model_id request parameter must identify the same model.`,
      );
    }
    const model = await tracking.loggedModel(first);
    return {
      ...version,
      modelId: first,
      runId: version.runId ?? model.sourceRunId,
      storageLocation: model.artifactUri,
    };
  }
  const origin =
    second === undefined
      ? await registry.versionByAlias(first.slice(0, at), first.slice(at + 1))
      : await registry.modelVersion(first, versionNumber(second, version.source));
  return {
    ...version,
    runId: version.runId ?? origin.runId,
    modelId: version.modelId ?? origin.modelId,
    storageLocation: origin.storageLocation ?? origin.source,
  };
}

function versionNumber(text: string, source: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidValue(`Cannot register ${quote(source)}: ${quote(text)} is no version number`);
}
