// The numbers that stand for a status on disk and, where a client likes it so, on the wire.
import type { LoggedModelStatus, RunStatus } from "../entities.ts";

const RUN_STATUSES: ReadonlyMap<number, RunStatus> = new Map([
  [1, "RUNNING"],
  [2, "SCHEDULED"],
  [3, "FINISHED"],
  [4, "FAILED"],
  [5, "KILLED"],
]);

const LOGGED_MODEL_STATUSES: ReadonlyMap<number, LoggedModelStatus> = new Map([
  [1, "LOGGED_MODEL_PENDING"],
  [2, "LOGGED_MODEL_READY"],
  [3, "LOGGED_MODEL_UPLOAD_FAILED"],
]);

/** The status of a run by its number, or undefined. */
export function runStatusOf(number: number): RunStatus | undefined {
  return RUN_STATUSES.get(number);
}

/** The number of a run's status. */
export function runStatusNumber(status: RunStatus): number {
  return numberOf(RUN_STATUSES, status);
}

/** The status of a logged model by its number, or undefined. */
export function loggedModelStatusOf(number: number): LoggedModelStatus | undefined {
  return LOGGED_MODEL_STATUSES.get(number);
}

/** The number of a logged model's status. */
export function loggedModelStatusNumber(status: LoggedModelStatus): number {
  return numberOf(LOGGED_MODEL_STATUSES, status);
}

function numberOf<T>(table: ReadonlyMap<number, T>, status: T): number {
  for (const [number, known] of table) if (known === status) return number;
  throw new Error(`No number for status ${String(status)}`);
}
