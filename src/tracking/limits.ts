// Every limit of the tracking stores, in one place. The numbers a client can meet are MLflow's own.

/** Characters are Unicode code points, as Python counts them. */
export const MAX_EXPERIMENT_NAME_CHARACTERS = 500;
export const MAX_ARTIFACT_LOCATION_CHARACTERS = 2048;
export const MAX_RUN_NAME_CHARACTERS = 6000;
export const MAX_KEY_CHARACTERS = 250;
export const MAX_PARAM_VALUE_CHARACTERS = 6000;
export const MAX_RUN_TAG_VALUE_CHARACTERS = 8000;
export const MAX_EXPERIMENT_TAG_VALUE_CHARACTERS = 20_000;
export const MAX_MODEL_TAG_VALUE_CHARACTERS = 100_000;

export const MAX_DATASET_NAME_CHARACTERS = 500;
export const MAX_DATASET_DIGEST_CHARACTERS = 36;
export const MAX_DATASET_SCHEMA_CHARACTERS = 1_048_575;
export const MAX_DATASET_SOURCE_CHARACTERS = 65_535;
export const MAX_DATASET_PROFILE_CHARACTERS = 16_777_215;
export const MAX_INPUT_TAG_KEY_CHARACTERS = 255;
export const MAX_INPUT_TAG_VALUE_CHARACTERS = 500;
export const MAX_DATASETS_PER_CALL = 1000;
export const MAX_MODELS_PER_CALL = 1000;

export const MAX_BATCH_METRICS = 1000;
export const MAX_BATCH_PARAMS = 100;
export const MAX_BATCH_TAGS = 100;
export const MAX_BATCH_ITEMS = 1000;

export const DEFAULT_SEARCH_RESULTS = 1000;
export const MAX_SEARCH_RESULTS = 50_000;
export const DEFAULT_LOGGED_MODEL_RESULTS = 100;
export const MAX_SEARCHED_EXPERIMENTS = 50_000;

export const MAX_FILTER_CHARACTERS = 500_000;
export const MAX_FILTER_CLAUSES = 1000;
export const MAX_FILTER_DEPTH = 100;
export const MAX_LIKE_CHARACTERS = 8000;
export const MAX_ORDER_ITEMS = 100;
export const MAX_SEARCH_MS = 30_000;
export const MAX_PAGE_TOKEN_CHARACTERS = 2_000_000;

/** What a reader takes from a file at most; a larger one is reported as damaged. */
export const MAX_META_BYTES = 1_048_576;
export const MAX_DATASET_META_BYTES = 134_217_728;
export const MAX_VALUE_FILE_BYTES = 16_777_216;
/** Folders within `metrics/`, `params/` and `tags/`, one for each `/` of a key. */
export const MAX_KEY_DEPTH = 125;
