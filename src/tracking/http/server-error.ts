// What a tracking server answers when it refuses, as the error our own stores would throw.
import { ERROR_STATUS, type ErrorCode, failure, invalidValue, quote } from "../../errors/index.ts";

/** An answer's status and text. */
export interface RefusedAnswer {
  readonly status: number;
  readonly body: string;
}

/** How much of an answer that is not ours to understand is shown. */
const EXCERPT_CHARACTERS = 200;

/**
 * The error for an answer of status 400 or more: with the server's own code and message when its body has them.
 *
 * @param what What was asked, such as `GET http://host/api/2.0/mlflow/runs/get`.
 */
export function serverError(what: string, { status, body }: RefusedAnswer): Error {
  const { code, message } = readErrorBody(body);
  const known =
    code !== undefined && Object.hasOwn(ERROR_STATUS, code) ? (code as ErrorCode) : codeOf(status);
  const excerpt = body
    .replace(/<[^>]*>|\s+/g, " ")
    .trim()
    .slice(0, EXCERPT_CHARACTERS);
  const text =
    message ??
    `The tracking server answered ${what} with status ${status}${excerpt === "" ? "" : `: ${quote(excerpt)}`}`;
  return known === "INVALID_PARAMETER_VALUE" ? invalidValue(text) : failure(known, text);
}

function readErrorBody(body: string): { readonly code?: string; readonly message?: string } {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json !== "object" || json === null) return {};
    const code: unknown = Reflect.get(json, "error_code");
    const message: unknown = Reflect.get(json, "message");
    return {
      ...(typeof code === "string" && { code }),
      ...(typeof message === "string" && { message }),
    };
  } catch {
    return {}; // a proxy's page, or nothing
  }
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return "UNAUTHENTICATED";
  if (status === 403) return "PERMISSION_DENIED";
  if (status === 404) return "ENDPOINT_NOT_FOUND";
  if (status === 429 || status === 503) return "TEMPORARILY_UNAVAILABLE";
  return status < 500 ? "BAD_REQUEST" : "INTERNAL_ERROR";
}
