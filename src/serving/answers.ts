// What the server answers: status, media type and body, for results and for every kind of fault.
import { errorCode, httpStatus, messageOf } from "../errors/index.ts";

/** One answer. */
export interface Answer {
  readonly status: number;
  /** The media type. */
  readonly type: string;
  readonly body: string;
  /** What is sent besides. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON answer that is printed already. */
export function jsonAnswer(status: number, body: string): Answer {
  return { status, type: "application/json", body };
}

/** A sentence. */
export function textAnswer(status: number, body: string): Answer {
  return { status, type: "text/plain; charset=utf-8", body };
}

/** `{"error_code": …, "message": …}`, as MLflow's clients read it. */
export function faultAnswer(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, JSON.stringify({ error_code: code, message }));
}

/** The answer to whatever was thrown. Faults that are not the request's say no more than that they happened. */
export function answerToError(error: unknown): Answer {
  const code = errorCode(error);
  if (code !== undefined) return faultAnswer(httpStatus(error), code, messageOf(error));
  return faultAnswer(500, "INTERNAL_ERROR", "The model failed to predict; the server's log says why");
}
