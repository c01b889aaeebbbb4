// What a client may register as the source of a model version: nothing that could lead a reader to other files.
import { invalidValue } from "../../errors/index.ts";
import type { NewModelVersion } from "../../registry/index.ts";
import { localPathOf, schemeOf, type TrackingStore } from "../../tracking/index.ts";
import { proxiedPathOf } from "./artifact-sites.ts";
import { decodings } from "./decodings.ts";

/**
 * Refuses a source that hides where it leads, and one on this machine or behind its proxy that lies outside of the
 * artifacts of the run or logged model it is said to come from. Tags make no difference.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` with MLflow's texts, and the store's errors for an unknown run or model.
 */
export async function checkVersionSource(version: NewModelVersion, store: TrackingStore): Promise<void> {
  const { source } = version;
  if (isDevious(source)) {
    throw invalidSource(source, "It must hold no fragment, no backslash and no part '..'.");
  }
  const scheme = schemeOf(source);
  const isLocal = scheme === undefined || scheme === "file";
  if (!isLocal && scheme !== "mlflow-artifacts") return;
  const home = await artifactHomeOf(version, store);
  if (home !== undefined && isAtOrBelow(normalized(source), normalized(home))) return;
  throw invalidSource(
    source,
    isLocal
      ? "To use a local path as a model version source, the run_id request parameter has to be specified and the local " +
          "path has to be contained within the artifact directory of the run specified by the run_id."
      : "The run_id request parameter must identify the resource that contains the source.",
  );
}

async function artifactHomeOf(version: NewModelVersion, store: TrackingStore): Promise<string | undefined> {
  if (version.modelId !== undefined) return (await store.loggedModel(version.modelId)).artifactUri;
  if (version.runId !== undefined) return (await store.run(version.runId)).info.artifactUri;
  return undefined;
}

function isDevious(source: string): boolean {
  return !decodings(source)?.every((form) => !/[\\#\0]|(?:^|[/:;?=&])\.\.(?:$|[/;?&])/.test(form));
}

/** One spelling for `/a/b`, `file:/a/b` and `file:///a/b/`, and for proxied places; another host is an error. */
function normalized(uri: string): string {
  const isProxied = schemeOf(uri) === "mlflow-artifacts";
  const path = isProxied ? proxiedPathOf(uri) : localPathOf(uri);
  return `${isProxied ? "mlflow-artifacts" : "file"}:${path.replace(/\/+$/, "")}`;
}

function isAtOrBelow(source: string, home: string): boolean {
  return source === home || source.startsWith(`${home}/`);
}

function invalidSource(source: string, reason: string): RangeError {
  return invalidValue(`Invalid model version source: '${source}'. ${reason}`);
}
