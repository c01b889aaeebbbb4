// Every limit of the tracking stores, in one place. The numbers a client can meet are MLflow's own.

/** The longest name of an experiment, in Unicode code points, as all characters here. */
export const MAX_EXPERIMENT_NAME_CHARACTERS = 500;
/** The longest artifact location. */
export const MAX_ARTIFACT_LOCATION_CHARACTERS = 2048;
/** The longest name of a run, or of its user. */
export const MAX_RUN_NAME_CHARACTERS = 6000;
/** The longest key of a param, metric or tag, and the longest name of a logged model. */
export const MAX_KEY_CHARACTERS = 250;
/** The longest value of a param; longer ones are cut. */
export const MAX_PARAM_VALUE_CHARACTERS = 6000;
/** The longest value of a run's tag; longer ones are cut. */
export const MAX_RUN_TAG_VALUE_CHARACTERS = 8000;
/** The longest value of an experiment's tag. */
export const MAX_EXPERIMENT_TAG_VALUE_CHARACTERS = 20_000;
/** The longest value of a logged model's tag. */
export const MAX_MODEL_TAG_VALUE_CHARACTERS = 100_000;

/** The longest name of a data set, or of its kind of source. */
export const MAX_DATASET_NAME_CHARACTERS = 500;
/** The longest digest of a data set. */
export const MAX_DATASET_DIGEST_CHARACTERS = 36;
/** The longest schema of a data set. */
export const MAX_DATASET_SCHEMA_CHARACTERS = 1_048_575;
/** The longest source of a data set. */
export const MAX_DATASET_SOURCE_CHARACTERS = 65_535;
/** The longest profile of a data set. */
export const MAX_DATASET_PROFILE_CHARACTERS = 16_777_215;
/** The longest key of an input's tag. */
export const MAX_INPUT_TAG_KEY_CHARACTERS = 255;
/** The longest value of an input's tag. */
export const MAX_INPUT_TAG_VALUE_CHARACTERS = 500;
/** How many data sets one call may link to a run. */
export const MAX_DATASETS_PER_CALL = 1000;
/** How many models one call may link to a run. */
export const MAX_MODELS_PER_CALL = 1000;

/** How many metric points one batch may hold. */
export const MAX_BATCH_METRICS = 1000;
/** How many params one batch may hold. */
export const MAX_BATCH_PARAMS = 100;
/** How many tags one batch may hold. */
export const MAX_BATCH_TAGS = 100;
/** How many metric points, params and tags one batch may hold together. */
export const MAX_BATCH_ITEMS = 1000;

/** The size of a page of a search that does not say. */
export const DEFAULT_SEARCH_RESULTS = 1000;
/** The largest page of a search. */
export const MAX_SEARCH_RESULTS = 50_000;
/** The size of a page of a search for logged models that does not say. */
export const DEFAULT_LOGGED_MODEL_RESULTS = 100;
/** How many experiments one search may look into. */
export const MAX_SEARCHED_EXPERIMENTS = 50_000;

/** The longest filter. */
export const MAX_FILTER_CHARACTERS = 500_000;
/** How many comparisons a filter may hold. */
export const MAX_FILTER_CLAUSES = 1000;
/** How deep the parentheses of a filter may be nested. */
export const MAX_FILTER_DEPTH = 100;
/** The longest pattern of LIKE and ILIKE. */
export const MAX_LIKE_CHARACTERS = 8000;
/** How many things one search may order by. */
export const MAX_ORDER_ITEMS = 100;
/** How long one search may take, in milliseconds. */
export const MAX_SEARCH_MS = 30_000;
/** The longest page token that is looked at. */
export const MAX_PAGE_TOKEN_CHARACTERS = 2_000_000;

/** The largest meta.yaml that is read; a larger one counts as damaged. */
export const MAX_META_BYTES = 1_048_576;
/** The same for that of a data set, which holds its schema and profile. */
export const MAX_DATASET_META_BYTES = 134_217_728;
/** The same for the file of a param or tag. */
export const MAX_VALUE_FILE_BYTES = 16_777_216;
/** Folders within `metrics/`, `params/` and `tags/`, one for each `/` of a key. */
export const MAX_KEY_DEPTH = 125;
