// Where our answers differ from MLflow's on purpose, and why. Everything not named here must be the same.

/** One deliberate difference. */
export interface Difference {
  readonly why: string;
  /** The status of our answer, if it is another. */
  readonly status?: number;
  /** The `error_code` of our answer. */
  readonly errorCode?: string;
  /** What must stand in our message. */
  readonly message?: string;
  /** A body to send after it, so that our store holds what the real server's held. */
  readonly afterwards?: string;
}

const GRAMMAR =
  "our filter language has OR, NOT and parentheses, and its messages point at the column of the fault";
const NO_5XX = "clients repeat requests answered 5xx for minutes; a mistake of theirs is 4xx";
const NOT_IGNORED = "a value that cannot be read is refused, not passed over";
const HAS_MORE_NAMES = "the names that can be ordered by are those that can be filtered by";

/** Differences by the step of the exchange. */
export const DIFFERENCES: Readonly<Record<string, Difference>> = {
  "create exp bad json": {
    why: "a body that is not JSON is called that, instead of being taken for an empty one",
    errorCode: "BAD_REQUEST",
    message: "not valid JSON",
  },
  "delete default": { why: NO_5XX, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "metric float step": {
    why: NOT_IGNORED,
    status: 400,
    errorCode: "INVALID_PARAMETER_VALUE",
    message: "Invalid value 1.5 for parameter 'step'",
    afterwards:
      '{"run_id": "a0000000000000000000000000000001", "key": "m", "value": 2, "timestamp": 5, "step": 0}',
  },
  "metric float ts": {
    why: NOT_IGNORED,
    status: 400,
    errorCode: "INVALID_PARAMETER_VALUE",
    message: "Invalid value 5.5 for parameter 'timestamp'",
    afterwards:
      '{"run_id": "a0000000000000000000000000000001", "key": "m", "value": 2, "timestamp": 0, "step": 0}',
  },
  "param key prefix conflict p/q": { why: NO_5XX, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "batch param change (500?)": { why: NO_5XX, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "bulk-interval": { why: "points are spread evenly over the steps, the first and the last among them" },
  "update run bad status": { why: NOT_IGNORED, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "GET art dir": {
    why: "every error has error_code and message",
    errorCode: "INVALID_PARAMETER_VALUE",
    message: "Artifact path refers to a directory, not a file",
  },
  "list root": { why: "the ids of experiments in it are not known yet at this point of the recording" },
  "search filter metrics.m > 1 OR metrics.m < 3": { why: GRAMMAR, status: 200 },
  "search filter (metrics.m > 1)": { why: GRAMMAR, status: 200 },
  "search filter NOT metrics.m > 1": { why: GRAMMAR, status: 200 },
  "search filter metrics.m": { why: GRAMMAR, message: "Invalid clause(s) in filter string: " },
  "search filter metrics.m > ": { why: GRAMMAR, message: "Invalid clause(s) in filter string: " },
  "search filter params.p > 'a'": {
    why: "one quote less, as in its message for metrics",
    errorCode: "INVALID_PARAMETER_VALUE",
    message: "Invalid comparator '>' not one of",
  },
  "search filter metrics.a b > 1": { why: GRAMMAR, message: "Invalid clause(s) in filter string: " },
  "search filter metrics.a.b/c-d_e:f > 0": { why: GRAMMAR, message: "Invalid clause(s) in filter string: " },
  "search filter metrics.m BETWEEN 1 AND 2": {
    why: GRAMMAR,
    message: "Invalid clause(s) in filter string: ",
  },
  'order_by ["run_id DESC"]': { why: "ids are random, so their order is" },
  "search filter run_id LIKE 'a%'": { why: "ids are random, so some start with an a" },
  'order_by ["attributes.lifecycle_stage"]': { why: HAS_MORE_NAMES, message: "Valid keys are '{" },
  'order_by ["experiment_id"]': { why: HAS_MORE_NAMES, message: "Valid keys are '{" },
  "max 0": {
    why: "what its SQL store answers: nothing can be asked for in pages of nothing",
    status: 400,
    errorCode: "INVALID_PARAMETER_VALUE",
  },
  "max -1": { why: "what its SQL store answers", status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "view bad": { why: NOT_IGNORED, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  "unknown endpoint": { why: "JSON instead of HTML", errorCode: "ENDPOINT_NOT_FOUND" },
  "wrong method": { why: "what is not there is not found", status: 404, errorCode: "ENDPOINT_NOT_FOUND" },
  "unknown ui": { why: "JSON instead of HTML", errorCode: "ENDPOINT_NOT_FOUND" },
  root: { why: "our own pages" },
  "list exp legacy": { why: "JSON instead of HTML", errorCode: "ENDPOINT_NOT_FOUND" },
  "get-artifact no path": { why: "JSON instead of HTML", errorCode: "INVALID_PARAMETER_VALUE" },
  "server-info": { why: "there is no gateway for language models" },
  "server-info ajax": { why: "there is no gateway for language models" },
  "download_artifacts dir GET /api/3.0/mlflow/server-info": {
    why: "there is no gateway for language models",
  },
  "load_model models:/m-<id> GET /api/3.0/mlflow/server-info": {
    why: "there is no gateway for language models",
  },
  graphql: {
    why: "only the user interface of MLflow uses it",
    status: 404,
    errorCode: "ENDPOINT_NOT_FOUND",
  },
  "mv no rm": { why: NO_5XX, status: 404, errorCode: "RESOURCE_DOES_NOT_EXIST" },
  "stage archive on Archived": { why: NO_5XX, status: 400, errorCode: "INVALID_PARAMETER_VALUE" },
  rename: { why: "the versions of a renamed model have its new name at once" },
};
