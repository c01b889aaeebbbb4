// Where things lie in the folder of a file store, by the names MLflow gives them.

/** The file that says what a folder is. */
export const META_FILE = "meta.yaml";
/** Where deleted experiments are moved to, whole. */
export const TRASH_FOLDER = ".trash";
/** The registry of models; never an experiment. */
export const REGISTRY_FOLDER = "models";
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
