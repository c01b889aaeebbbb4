// Errors a caller may catch: they carry a code from the table, and are known by a brand, not by their class.
import { ERROR_STATUS, type ErrorCode } from "./codes.ts";

const CODE: unique symbol = Symbol.for("traintracks.error-code");

/** An error of any class that carries one of our codes. */
export type Coded<E extends Error = Error> = E & { readonly code: ErrorCode };

function withCode<E extends Error>(error: E, code: ErrorCode): Coded<E> {
  Object.defineProperty(error, CODE, { value: code });
  return Object.assign(error, { code });
}

/**
 * An argument of the right type with a value that is not allowed.
 *
 * @param message What was asked, why it cannot be, and the value that came.
 * @param options `cause`: the error underneath, if there is one.
 * @returns A `RangeError` with code `INVALID_PARAMETER_VALUE`, to be thrown.
 */
export function invalidValue(message: string, options?: ErrorOptions): Coded<RangeError> {
  return withCode(new RangeError(message, options), "INVALID_PARAMETER_VALUE");
}

/**
 * An argument of the wrong type or shape.
 *
 * @param message What was asked, why it cannot be, and the value that came.
 * @param options `cause`: the error underneath, if there is one.
 * @returns A `TypeError` with code `INVALID_PARAMETER_VALUE`, to be thrown.
 */
export function invalidType(message: string, options?: ErrorOptions): Coded<TypeError> {
  return withCode(new TypeError(message, options), "INVALID_PARAMETER_VALUE");
}

/**
 * Text that does not parse: a file, a body, a URI.
 *
 * @param message What was read, where, and what is wrong with it.
 * @param options `cause`: the parser's error, if there is one.
 * @returns A `SyntaxError` with code `BAD_REQUEST`, to be thrown.
 */
export function unparsable(message: string, options?: ErrorOptions): Coded<SyntaxError> {
  return withCode(new SyntaxError(message, options), "BAD_REQUEST");
}

/**
 * Anything else a caller may catch, such as a run that does not exist.
 *
 * @param code A key of the code table.
 * @param message What was asked, why it cannot be, and the value that came.
 * @param options `cause`: the error underneath, if there is one.
 * @returns An `Error` with that code, to be thrown.
 */
export function failure(code: ErrorCode, message: string, options?: ErrorOptions): Coded {
  return withCode(new Error(message, options), code);
}

/** The code of `error` if it is one of ours, from whichever copy of this package; otherwise undefined. */
export function errorCode(error: unknown): ErrorCode | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const code: unknown = Reflect.get(error, CODE);
  return typeof code === "string" && Object.hasOwn(ERROR_STATUS, code) ? (code as ErrorCode) : undefined;
}

/** The HTTP status a server answers `error` with; 500 for anything that is not ours. */
export function httpStatus(error: unknown): number {
  return ERROR_STATUS[errorCode(error) ?? "INTERNAL_ERROR"];
}
