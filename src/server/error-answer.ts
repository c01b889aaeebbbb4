// From what was thrown to what a client is told: MLflow's JSON with a status that never invites a retry in vain.
import { type ErrorCode, errorCode, httpStatus, messageOf } from "../errors/index.ts";
import { hasCode } from "../system/index.ts";

/** The answer to a request that failed. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: { readonly error_code: ErrorCode; readonly message: string };
  /** Whether this server is at fault, so that its owner must hear of it. */
  readonly isFault: boolean;
}

/**
 * What a client is told. Errors of ours keep their words; of the HTTP library's, those that blame the client keep
 * theirs; of anything else nothing is said, for it may name files of this machine.
 */
export function errorAnswer(error: unknown): ErrorAnswer {
  const code = errorCode(error);
  if (code !== undefined) {
    const status = httpStatus(error);
    return {
      status,
      body: { error_code: code, message: messageAsIs(error) },
      isFault: status >= 500 && code !== "NOT_IMPLEMENTED" && code !== "TEMPORARILY_UNAVAILABLE",
    };
  }
  const pathFault = pathFaultOf(error);
  if (pathFault !== undefined) {
    const message = `Invalid path: ${pathFault}`;
    return { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE", message }, isFault: false };
  }
  const status = clientErrorStatus(error);
  if (status !== undefined) {
    return { status, body: { error_code: "BAD_REQUEST", message: messageOf(error) }, isFault: false };
  }
  return {
    status: 500,
    body: { error_code: "INTERNAL_ERROR", message: "The server failed on this request; its log says why." },
    isFault: true,
  };
}

/** What is wrong with a path of the client's that only the file system could refuse; its own message names our folders. */
function pathFaultOf(error: unknown): string | undefined {
  if (hasCode(error, "ENAMETOOLONG")) return "a part of it is too long";
  if (hasCode(error, "ENOTDIR", "EEXIST")) return "a part of it is a file, not a folder";
  if (hasCode(error, "EISDIR")) return "it is a folder";
  return hasCode(error, "ELOOP") ? "its links lead in a circle" : undefined;
}

function messageAsIs(error: unknown): string {
  return error instanceof Error ? error.message : messageOf(error);
}

/** The status of an error of the HTTP library that blames the client. */
function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("statusCode" in error) || !("code" in error)) return undefined;
  const { statusCode, code } = error;
  const isLibrarys = typeof code === "string" && code.startsWith("FST_");
  return isLibrarys && typeof statusCode === "number" && statusCode < 500 ? statusCode : undefined;
}
