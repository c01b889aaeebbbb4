// Requests about registered models.
import { getJson, sendJson } from "./request.ts";
import type { WireNumber } from "./shapes.ts";

/** A name for one version of a model. */
export interface ModelAlias {
  readonly alias: string;
  readonly version: string;
}

/** One version of a model, with what the run that made it logged. */
export interface ModelVersion {
  readonly version: string;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly string[];
  readonly creation_time: number;
  readonly last_updated: number | null;
  readonly source: string | null;
  readonly run_id: string | null;
  readonly run_name: string | null;
  readonly experiment_id: string | null;
  readonly model_id: string | null;
  readonly status: string;
  readonly metrics: Readonly<Record<string, WireNumber>>;
  readonly params: Readonly<Record<string, string>>;
  /** Tags of the run: commit, source. */
  readonly run_tags: Readonly<Record<string, string>>;
  /** The digest of each data set, by its name. */
  readonly data: Readonly<Record<string, string>>;
  readonly signature: ModelSignature | null;
  readonly flavors: readonly string[];
  readonly size_bytes: number | null;
}

/** What goes into a model and what comes out, as its file MLmodel says. */
export interface ModelSignature {
  readonly inputs: SignatureSchema | null;
  readonly outputs: SignatureSchema | null;
  readonly params: readonly object[] | null;
}

/** Columns, or tensors. */
export type SignatureSchema = readonly {
  readonly name?: string | null;
  /** A name such as `double` or `tensor`; types made of others say more beside it. */
  readonly type: string;
  readonly required?: boolean;
  readonly "tensor-spec"?: { readonly dtype: string; readonly shape: readonly number[] };
}[];

/** What the list tells of the latest version. */
export interface LatestVersion {
  readonly version: string;
  readonly aliases: readonly string[];
  readonly run_id: string | null;
  readonly run_name: string | null;
  readonly metrics: Readonly<Record<string, WireNumber>>;
}

/** A model in the list. */
export interface ModelSummary {
  readonly name: string;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly creation_time: number;
  readonly last_updated: number | null;
  readonly aliases: readonly ModelAlias[];
  readonly latest: LatestVersion | null;
}

/** A model with all its versions. */
export interface ModelDetail extends ModelSummary {
  /** The newest first. */
  readonly versions: readonly ModelVersion[];
}

/** Something that two versions differ in. */
export interface Difference {
  readonly key: string;
  readonly from: WireNumber | null;
  readonly to: WireNumber | null;
}

/** What two versions differ in. */
export interface ModelDiff {
  readonly from: ModelVersion;
  readonly to: ModelVersion;
  readonly params: readonly Difference[];
  readonly metrics: readonly Difference[];
  /** Of the runs: commit, source and the like. */
  readonly tags: readonly Difference[];
  readonly data: readonly Difference[];
  readonly signature: {
    readonly from: ModelSignature | null;
    readonly to: ModelSignature | null;
    readonly is_same: boolean;
  };
}

/** All registered models. */
export function fetchModels(signal?: AbortSignal): Promise<{ readonly models: readonly ModelSummary[] }> {
  return getJson("ajax-api/ui/models", {}, signal);
}

/** One registered model. */
export function fetchModel(name: string, signal?: AbortSignal): Promise<ModelDetail> {
  return getJson("ajax-api/ui/model", { name }, signal);
}

/** What two versions of a model differ in. */
export function fetchModelDiff(
  name: string,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<ModelDiff> {
  return getJson("ajax-api/ui/model/diff", { name, from, to }, signal);
}

/** Gives a version a name; another version that has it loses it. */
export function setAlias(name: string, alias: string, version: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/registered-models/alias", { name, alias, version });
}

/** Takes a name away. */
export function deleteAlias(name: string, alias: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/registered-models/alias", { name, alias }, { method: "DELETE" });
}

/** Changes what is said about a version. */
export function describeVersion(name: string, version: string, description: string): Promise<object> {
  return sendJson(
    "ajax-api/2.0/mlflow/model-versions/update",
    { name, version, description },
    { method: "PATCH" },
  );
}

/** Changes what is said about a model. */
export function describeModel(name: string, description: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/registered-models/update", { name, description }, { method: "PATCH" });
}

/** Registers a model that a run saved; makes the registered model when there is none of that name. */
export async function registerVersion(name: string, source: string, runId: string): Promise<string> {
  try {
    await sendJson("ajax-api/2.0/mlflow/registered-models/create", { name });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "RESOURCE_ALREADY_EXISTS")) throw error;
  }
  const answer = await sendJson<{ readonly model_version: { readonly version: string } }>(
    "ajax-api/2.0/mlflow/model-versions/create",
    { name, source, run_id: runId },
  );
  return answer.model_version.version;
}

/** Deletes a version for good. */
export function deleteVersion(name: string, version: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/model-versions/delete", { name, version }, { method: "DELETE" });
}

/** Deletes a model with all its versions for good. */
export function deleteModel(name: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/registered-models/delete", { name }, { method: "DELETE" });
}
