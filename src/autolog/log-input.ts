// Data sets as inputs of a run.
import { type Dataset, describeDataset } from "../data/index.ts";
import { type ActiveRun, type InputOptions, runForLogging } from "../tracking/index.ts";

/** What may go with a data set, and the run that it goes into. */
export interface LogInputOptions extends InputOptions {
  /** Default: the active run, or a new one. */
  readonly run?: ActiveRun | undefined;
}

/**
 * Notes that a data set goes into the active run: its name, digest, columns and size, not the data.
 *
 * @param options `context` says what for, such as `training`.
 */
export function logInput(
  dataset: Dataset,
  { run = runForLogging(), ...options }: LogInputOptions = {},
): void {
  run.logDatasetRecord(describeDataset(dataset), options);
}
