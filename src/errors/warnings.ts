// Warnings: what deserves a word on stderr but must not stop the work.

/** The kinds of warning this package gives, as `warning.name` in Node's `process.on("warning")`. */
export type WarningName =
  | "ConvergenceWarning"
  | "DataWarning"
  | "FitFailedWarning"
  | "TrackingWarning"
  | "UndefinedMetricWarning";

/**
 * Gives a warning through Node's own channel: printed to stderr by default, and seen by
 * `process.on("warning", w => …)`, where `w.name` tells its kind.
 *
 * @param name The kind of warning.
 * @param message What happened, with the numbers, and what can be done.
 */
export function warn(name: WarningName, message: string): void {
  process.emitWarning(message, name);
}
