// What a request that did not work tells: why, in the server's words, and the id to find it in the server's log.

/** A request that did not work. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** The HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  /** The server's code, such as `RESOURCE_DOES_NOT_EXIST`; empty when it told none. */
  readonly code: string;
  /** Empty when the server told none. */
  readonly requestId: string;

  constructor(
    message: string,
    facts: { readonly status: number; readonly code?: string; readonly requestId?: string },
  ) {
    super(message);
    this.status = facts.status;
    this.code = facts.code ?? "";
    this.requestId = facts.requestId ?? "";
  }
}

/** Whether a request was given up by the page itself, because its answer is no longer wanted. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** What to tell the user of an error of any kind. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
