// Tracking URIs: what may be written in MLFLOW_TRACKING_URI, and what it means.
import { invalidValue, quote } from "../../errors/index.ts";
import { environmentText } from "../../system/index.ts";
import { localPathOf, schemeOf } from "../artifacts/file-uri.ts";

/** Where a store is: a folder on this machine, or a tracking server. */
export type TrackingLocation =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "server"; readonly url: string };

/** Where runs go when nothing is said: a folder `mlruns` below the working folder. */
const DEFAULT_FOLDER = "mlruns";

const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ["sqlite", "a database"],
  ["postgresql", "a database"],
  ["mysql", "a database"],
  ["mssql", "a database"],
  ["databricks", "Databricks"],
  ["databricks-uc", "Databricks"],
  ["uc", "Unity Catalog"],
]);

/** The tracking URI the environment asks for: MLFLOW_TRACKING_URI, MLFLOW_TRACKING_DIR, or else `mlruns`. */
export function trackingUriFromEnvironment(): string {
  return environmentText("MLFLOW_TRACKING_URI") ?? environmentText("MLFLOW_TRACKING_DIR") ?? DEFAULT_FOLDER;
}

/**
 * What a tracking URI means.
 *
 * @param uri A path, a `file:` URI, or the `http:` or `https:` address of a tracking server.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for anything else, with what can be done instead.
 */
export function parseTrackingUri(uri: string): TrackingLocation {
  if (uri.trim() === "") throw invalidValue('Cannot track to "": the tracking URI is empty');
  const scheme = schemeOf(uri) ?? (uri === "databricks" ? uri : undefined);
  if (scheme === undefined || scheme === "file") return { kind: "folder", folder: localPathOf(uri) };
  if (scheme === "http" || scheme === "https") return { kind: "server", url: serverUrlOf(uri) };
  const what = UNSUPPORTED.get(scheme.split("+")[0]!);
  throw invalidValue(
    `Cannot track to ${quote(uri)}: ${what === undefined ? `the scheme ${scheme}: is not supported` : `tracking straight into ${what} is not supported`}; ` +
      "use a folder (a path or file:///…) or a tracking server (http://… or https://…)",
  );
}

function serverUrlOf(uri: string): string {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  if (url === undefined || url.search !== "" || url.hash !== "") {
    throw invalidValue(`Cannot track to ${quote(uri)}: it is not the plain address of a server`);
  }
  return uri.replace(/\/+$/, "");
}
