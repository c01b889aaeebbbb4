// Every limit of the HTTP side, in one place.

/** The most bytes of a JSON body; `log-inputs` may carry data set profiles and gets {@link MAX_INPUTS_BODY_BYTES}. */
export const MAX_BODY_BYTES: number = 16 * 1024 * 1024;

/** The most bytes of a body of `log-inputs`: one profile may have 16 million characters. */
export const MAX_INPUTS_BODY_BYTES: number = 96 * 1024 * 1024;

/** The most bytes of one file sent to the artifact proxy. */
export const MAX_ARTIFACT_BYTES: number = 1024 ** 4;

/** The most bytes of one file sent by the user interface; MLflow's limit. */
export const MAX_UPLOAD_BYTES: number = 10 * 1024 * 1024;

/** How long the head of a request may take. */
export const HEADERS_TIMEOUT_MS: number = 30_000;

/** How long a JSON body may take. */
export const BODY_TIMEOUT_MS: number = 60_000;

/** How long a connection may be silent in the middle of something. */
export const SILENCE_TIMEOUT_MS: number = 120_000;

/** How long a whole request may take, artifacts on slow lines included. */
export const REQUEST_TIMEOUT_MS: number = 6 * 3600_000;

/** How long an idle connection is kept for the next request. */
export const KEEP_ALIVE_TIMEOUT_MS: number = 75_000;

/** The most characters of one parameter of a path. */
export const MAX_PATH_PARAMETER_CHARACTERS: number = 4096;

// The calls of the user interface.

/** The most runs of one page of a table, when all about each is asked for. */
export const MAX_TABLE_ROWS: number = 1000;
/** The most runs whose values alone are asked for, as charts do. */
export const MAX_VALUE_ROWS: number = 20_000;
/** The most columns of one request. */
export const MAX_TABLE_COLUMNS: number = 600;
/** The most run ids of one answer. */
export const MAX_RUN_IDS: number = 50_000;
/** The most runs one call may change. */
export const MAX_BULK_RUNS: number = 10_000;
/** The most failures a call tells of one by one. */
export const MAX_TOLD_FAILURES: number = 100;
/** The most columns runs may be grouped by, and columns summed up over groups. */
export const MAX_GROUP_COLUMNS: number = 4;
export const MAX_SPREAD_COLUMNS: number = 50;
/** The most groups, and runs of one group, of an answer. */
export const MAX_GROUPS: number = 1000;
/** The most values that are proposed. */
export const MAX_PROPOSED_VALUES: number = 1000;
/** The most cells of one request for sparklines, and the buckets of one. */
export const MAX_SPARKLINES: number = 2000;
export const SPARKLINE_BUCKETS: number = 8;
/** The most histories of one request, and the buckets of one. */
export const MAX_SERIES: number = 500;
export const MAX_BUCKETS: number = 5000;
/** The most experiments whose runs are looked at together. */
export const MAX_UI_EXPERIMENTS: number = 100;
/** How long an answer may read files that nobody has read before; what is missing then comes with the next request. */
export const READING_BUDGET_MS: number = 150;
/** After this time without a sign of life a run that says it is running is called stale. */
export const STALE_AFTER_MS: number = 60_000;
/** The most streams of events at a time, and what one may follow. */
export const MAX_STREAMS: number = 64;
export const MAX_STREAM_SERIES: number = 200;
export const MAX_STREAM_RUNS: number = 100;
/** How many ids, and points, one event may hold. */
export const MAX_EVENT_IDS: number = 500;
export const MAX_EVENT_POINTS: number = 5000;
/** How often streams are looked after, and how often a silent one shows that it is alive. */
export const STREAM_TICK_MS: number = 500;
export const HEARTBEAT_MS: number = 15_000;
/** The most files of a listing of all artifacts. */
export const MAX_TREE_FILES: number = 5000;
/** The largest HTML file that is shown in a frame. */
export const MAX_FRAME_BYTES: number = 33_554_432;
/** The most bytes of a request to a model. */
export const MAX_PREDICT_BYTES: number = 8_388_608;
/** The most entries of the lists of a run's page, of models and of versions. */
export const MAX_LISTED: number = 1000;
