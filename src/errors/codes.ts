// The one table of error codes: what a caller may catch, and the HTTP status a server answers it with.

/**
 * Every error code, with its HTTP status. The names are MLflow's own (`error_code` in its REST answers),
 * so that a client of either system reads the same word.
 */
export const ERROR_STATUS = {
  BAD_REQUEST: 400,
  INVALID_PARAMETER_VALUE: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  ENDPOINT_NOT_FOUND: 404,
  RESOURCE_DOES_NOT_EXIST: 404,
  INTERNAL_ERROR: 500,
  DATA_LOSS: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;

/** One of the keys of {@link ERROR_STATUS}. */
export type ErrorCode = keyof typeof ERROR_STATUS;
