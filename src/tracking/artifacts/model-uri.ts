// The URIs by which models are named: runs:/<run>/<path>, models:/m-<id>, models:/<name>/<version>, a folder.
import { invalidValue, quote } from "../../errors/index.ts";
import { schemeOf } from "./file-uri.ts";

/** What the URI of a model says. */
export type ModelUri =
  /** A path among the artifacts of a run, or the name of a model the run has logged. */
  | { readonly kind: "run"; readonly runId: string; readonly path: string }
  | { readonly kind: "loggedModel"; readonly modelId: string }
  /** A registered model, by version number, alias or stage (`latest` is one). */
  | {
      readonly kind: "registered";
      readonly name: string;
      readonly by: "version" | "alias" | "stage";
      readonly value: string;
    }
  /** A place where files are: a plain path, `file:`, `mlflow-artifacts:`. */
  | { readonly kind: "place"; readonly uri: string };

/**
 * Reads the URI of a model.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when it is malformed, with the form it should have.
 */
export function parseModelUri(uri: string): ModelUri {
  const scheme = schemeOf(uri);
  if (scheme === "runs") return parseRunUri(uri);
  if (scheme === "models") return parseModelsUri(uri);
  if (uri.trim() === "") throw invalidValue('Cannot find a model at "": the URI is empty');
  return { kind: "place", uri };
}

function parseRunUri(uri: string): ModelUri {
  const [, runId, path] = /^runs:\/+([^/]+)\/+(.*?)\/*$/i.exec(uri) ?? [];
  if (runId === undefined || path === undefined || path === "") throw malformed(uri, "runs:/<run id>/<path>");
  return { kind: "run", runId, path };
}

function parseModelsUri(uri: string): ModelUri {
  const rest = uri.slice("models:".length).replace(/^\/+|\/+$/g, "");
  const at = rest.lastIndexOf("@");
  const parts = rest.split("/");
  const [name = "", value = ""] = parts;
  if (at > 0 && parts.length === 1 && at < rest.length - 1) {
    return { kind: "registered", name: rest.slice(0, at), by: "alias", value: rest.slice(at + 1) };
  }
  if (at < 0 && parts.length === 1 && name !== "") return { kind: "loggedModel", modelId: name };
  if (parts.length === 2 && name !== "" && value !== "") {
    return { kind: "registered", name, by: /^\d+$/.test(value) ? "version" : "stage", value };
  }
  throw malformed(uri, "models:/m-<id>, models:/<name>/<version> or models:/<name>@<alias>");
}

function malformed(uri: string, form: string): RangeError {
  return invalidValue(`Cannot find a model at ${quote(uri)}: such a URI has the form ${form}`);
}
