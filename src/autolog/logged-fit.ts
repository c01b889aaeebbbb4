// A fit whose numbers are logged, and whose files are still to come.
import type { Fit } from "../events/index.ts";
import type { ActiveRun, LoggedModel } from "../tracking/index.ts";
import type { AutologSettings } from "./autolog-options.ts";
import type { FitMeasures } from "./measure-fit.ts";

/** A fit whose numbers are logged. */
export interface LoggedFit {
  readonly run: ActiveRun;
  readonly fit: Fit;
  readonly settings: AutologSettings;
  readonly model: object;
  readonly measures: FitMeasures;
  /** The logged model that waits for its files; undefined when none is wanted. */
  readonly logged: LoggedModel | undefined;
  /** Told of each part that cannot be logged. */
  readonly onFault: (part: string, fault: unknown) => void;
}
