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
