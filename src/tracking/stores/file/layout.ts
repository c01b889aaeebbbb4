// Where things lie in the folder of a file store, by the names MLflow gives them.

/** The file that says what a folder is. */
export const META_FILE = "meta.yaml";
/** Where deleted experiments are moved to, whole. */
export const TRASH_FOLDER = ".trash";
/** The registry of models; never an experiment. */
export const REGISTRY_FOLDER = "models";
/** The experiment that is always there, as `Default`. */
export const DEFAULT_EXPERIMENT_ID = "0";
export const DEFAULT_EXPERIMENT_NAME = "Default";

export const METRICS_FOLDER = "metrics";
export const PARAMS_FOLDER = "params";
export const TAGS_FOLDER = "tags";
export const ARTIFACTS_FOLDER = "artifacts";
export const INPUTS_FOLDER = "inputs";
export const OUTPUTS_FOLDER = "outputs";
export const DATASETS_FOLDER = "datasets";
export const MODELS_FOLDER = "models";

/** Folders of an experiment that are not runs. */
export const RESERVED_FOLDERS: ReadonlySet<string> = new Set([
  TAGS_FOLDER,
  DATASETS_FOLDER,
  MODELS_FOLDER,
  "traces",
]);

/** The tag that holds a run's name once more. */
export const RUN_NAME_TAG = "mlflow.runName";

/** A URI with `path` added to its path, before a query if it has one. */
export function appendToUri(uri: string, path: string): string {
  const [base = "", ...query] = uri.split("?");
  const joined = `${base}${base.endsWith("/") ? "" : "/"}${path}`;
  return [joined, ...query].join("?");
}
