// Registering a version: from what it is registered from to the run, the logged model and the place of files behind it.
import { invalidValue, messageOf, quote, warn } from "../errors/index.ts";
import type { TrackingStore } from "../tracking/index.ts";
import type { ModelVersion } from "./entities.ts";
import type { NewModelVersion, RegistryStore } from "./registry-store.ts";

/** `models:/m-<id>`, `models:/<name>/<version>` or `models:/<name>@<alias>`. */
const MODELS_URI = /^models:\/{1,3}([^/]+)(?:\/([^/]+))?$/;

/** The tag of a logged model that lists what it is registered as. */
const VERSIONS_TAG = "mlflow.modelVersions";

/**
 * Makes a version, with what a `models:` source implies: `models:/m-<id>` is a logged model, with the run it came from
 * and the place of its files; it is told what it is registered as. `models:/<name>/<version>` and
 * `models:/<name>@<alias>` are other registered versions, whose run, model and place are taken over. Other sources stay
 * as they are.
 *
 * @throws RangeError when the source and `modelId` disagree, and the stores' errors when the source does not exist.
 */
export async function registerModelVersion(
  version: NewModelVersion,
  tracking: TrackingStore,
  registry: RegistryStore,
): Promise<ModelVersion> {
  const made = await registry.createModelVersion(await resolveSource(version, tracking, registry));
  if (made.modelId !== undefined) await tellLoggedModel(made.modelId, made, tracking);
  return made;
}

async function resolveSource(
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
    const { sourceRunId, artifactUri } = await tracking.loggedModel(first);
    return { ...version, modelId: first, runId: version.runId ?? sourceRunId, storageLocation: artifactUri };
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

/** The version is made whether this succeeds or not: the tag only helps to find the way back. */
async function tellLoggedModel(
  modelId: string,
  { name, version }: ModelVersion,
  tracking: TrackingStore,
): Promise<void> {
  try {
    const { tags } = await tracking.loggedModel(modelId);
    const before = tags.get(VERSIONS_TAG)?.replace(/^\s*\[\s*|\s*\]\s*$/g, "") ?? "";
    const entry = `{"name": ${JSON.stringify(name)}, "version": ${version}}`;
    // A server may have told it already.
    if (before.includes(entry)) return;
    const value = `[${before === "" ? entry : `${before}, ${entry}`}]`;
    await tracking.setLoggedModelTags(modelId, new Map([[VERSIONS_TAG, value]]));
  } catch (error) {
    warn(
      "TrackingWarning",
      `Cannot tell logged model ${modelId} that it is ${name} ${version}: ${messageOf(error)}`,
    );
  }
}
