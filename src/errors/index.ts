// Errors and warnings: the lowest layer, imports nothing of ours.

export {
  type Coded,
  errorCode,
  failure,
  httpStatus,
  invalidType,
  invalidValue,
  unparsable,
} from "./coded-error.ts";
export { ERROR_STATUS, type ErrorCode } from "./codes.ts";
export { messageOf, quote } from "./describe.ts";
export { type WarningName, warn } from "./warnings.ts";
