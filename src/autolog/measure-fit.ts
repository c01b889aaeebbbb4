// All that autologging works out from the data of a fit: costs about one prediction and one pass over the data.
import type { DatasetDescription } from "../data/index.ts";
import { type Fit, untold } from "../events/index.ts";
import type { AutologSettings } from "./autolog-options.ts";
import { describeInput } from "./describe-input.ts";
import { type Outcome, outcomeOf, trainingMetrics } from "./training-metrics.ts";

/** What the tracker calls the data of the fit itself, as MLflow does. */
const TRAINING_DATA = "dataset";

/** What was worked out; a part that cannot be is undefined. */
export interface FitMeasures {
  readonly outcome: Outcome | undefined;
  readonly metrics: ReadonlyMap<string, number>;
  readonly dataset: DatasetDescription | undefined;
  /** The data that the fit was measured on while it went on. */
  readonly evalDatasets: readonly DatasetDescription[];
}

/**
 * Lets the model predict the data of its fit, and describes the data.
 *
 * @param onFault Told of each part that cannot be worked out: `training metrics`, `dataset`.
 */
export function measureFit(
  fit: Fit,
  model: object,
  { logDatasets }: AutologSettings,
  onFault: (part: string, fault: unknown) => void,
): FitMeasures {
  const attempt = <T>(part: string, work: () => T): T | undefined => {
    try {
      return untold(work);
    } catch (fault) {
      onFault(part, fault);
      return undefined;
    }
  };
  const outcome = attempt("training metrics", () => outcomeOf(model, fit));
  const metrics = outcome && attempt("training metrics", () => trainingMetrics(outcome, model));
  const dataset = logDatasets
    ? attempt("dataset", () => describeInput(TRAINING_DATA, fit.X, fit.y))
    : undefined;
  const evalDatasets = (logDatasets ? (fit.evalSets ?? []) : []).flatMap(
    ({ name, X, y }) => attempt("dataset", () => [describeInput(name, X, y)]) ?? [],
  );
  return { outcome, metrics: metrics ?? new Map(), dataset, evalDatasets };
}
