// Events: what estimators tell of their fits, and how to listen.
export type { EventChannel } from "./event-channel.ts";
export {
  type EvalSet,
  FIT_END,
  FIT_ERROR,
  FIT_START,
  FIT_STEP,
  type Fit,
  type FitEnded,
  type FitFacts,
  type FitFailed,
  type FitStarted,
  type FitStepped,
} from "./fit-events.ts";
export { observeFit, observeFitAsync, observeForeignFit, reportStep } from "./observe-fit.ts";
export {
  MEASUREMENT,
  type Measured,
  observeMeasure,
  observePredict,
  observeScore,
  PREDICTION,
  type Predicted,
  SCORE,
  type Scored,
  untold,
} from "./use-events.ts";
