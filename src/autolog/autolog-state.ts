// Which options hold for which fit, and the listeners that are there as long as somebody wants them.
import {
  FIT_END,
  FIT_ERROR,
  FIT_START,
  FIT_STEP,
  type Fit,
  type FitEnded,
  type FitFailed,
  type FitStarted,
  type FitStepped,
  MEASUREMENT,
  PREDICTION,
  SCORE,
} from "../events/index.ts";
import { activeRun } from "../tracking/index.ts";
import type { AutologSettings } from "./autolog-options.ts";
import { complain } from "./complaints.ts";
import { FitLog } from "./fit-log.ts";
import { onMeasurement, onPrediction, onScore } from "./post-training.ts";

/** Options for all fits. */
const GENERAL = "";
/** By family of estimators, such as `linear`; those of a family go before the general ones. */
const settings = new Map<string, AutologSettings>();
const logs = new WeakMap<Fit, FitLog>();
let stops: readonly (() => void)[] = [];

/**
 * Sets the options from now on, and listens to fits as long as any are to be logged.
 *
 * @param family The family of estimators they are for; all that have no options of their own when undefined.
 */
export function setAutolog(chosen: AutologSettings, family: string = GENERAL): void {
  settings.set(family, chosen);
  const isWanted = [...settings.values()].some(({ disable }) => !disable);
  if (isWanted && stops.length === 0) stops = startListening();
  if (!isWanted) {
    for (const stop of stops) stop();
    stops = [];
  }
}

/** Forgets all options. */
export function resetAutolog(): void {
  for (const stop of stops) stop();
  stops = [];
  settings.clear();
}

function startListening(): readonly (() => void)[] {
  const onFault = (fault: unknown): void => complain("autolog", fault, isAllSilent());
  return [
    FIT_START.listen(onStart, onFault),
    FIT_STEP.listen(onStep, onFault),
    FIT_END.listen(onEnd, onFault),
    FIT_ERROR.listen(onError, onFault),
    PREDICTION.listen(onPrediction, onFault),
    SCORE.listen(onScore, onFault),
    MEASUREMENT.listen(onMeasurement, onFault),
  ];
}

function isAllSilent(): boolean {
  return [...settings.values()].every(({ silent }) => silent);
}

function onStart({ fit }: FitStarted): void {
  if (fit.parent !== undefined) return;
  const chosen = settings.get(fit.family) ?? settings.get(GENERAL);
  if (chosen === undefined || chosen.disable) return;
  if (chosen.exclusive && activeRun() !== undefined) return;
  logs.set(fit, new FitLog(fit, chosen));
}

/** The steps of a model at the end of a pipeline are those of the pipeline. */
function onStep({ fit, step, metrics }: FitStepped): void {
  const { parent } = fit;
  const isLast = parent?.estimatorName === "Pipeline";
  logs.get(isLast ? parent : fit)?.step(step, metrics);
}

function onEnd({ fit, model }: FitEnded): void {
  logs.get(fit)?.end(model);
}

function onError({ fit, error }: FitFailed): void {
  logs.get(fit)?.fail(error);
}
