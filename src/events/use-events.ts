// What is told of fitted models in use: predictions that they make, and numbers that are taken of those.
import { EventChannel } from "./event-channel.ts";

/** A model has predicted. */
export interface Predicted {
  readonly model: object;
  /** The features, as the caller gave them. */
  readonly X: unknown;
  /** What the caller is given: the very object. */
  readonly predictions: object;
}

/** A model was asked for its score. */
export interface Scored {
  readonly model: object;
  /** The features, as the caller gave them. */
  readonly X: unknown;
  readonly value: number;
}

/** A number was taken of predictions. */
export interface Measured {
  /** scikit-learn's name of it, such as `r2_score`. */
  readonly metric: string;
  /** The call, such as `r2Score(yTrue, yPred)`. */
  readonly call: string;
  /** The predictions: the very object that the caller gave. */
  readonly predictions: unknown;
  readonly value: number;
}

/** `traintracks:predict`. */
export const PREDICTION: EventChannel<Predicted> = new EventChannel("traintracks:predict");
/** `traintracks:score`. */
export const SCORE: EventChannel<Scored> = new EventChannel("traintracks:score");
/** `traintracks:measure`. */
export const MEASUREMENT: EventChannel<Measured> = new EventChannel("traintracks:measure");

/** Inside of a score or a metric, what it is made of is not told. */
let isInside = false;

/** Predicts, and tells whoever listens. */
export function observePredict<P extends object>(model: object, X: unknown, work: () => P): P {
  if (!PREDICTION.hasListeners || isInside) return work();
  const predictions = work();
  PREDICTION.publish({ model, X, predictions });
  return predictions;
}

/** Scores a model, and tells whoever listens. */
export function observeScore(model: object, X: unknown, work: () => number): number {
  if (!SCORE.hasListeners || isInside) return work();
  const value = inside(work);
  SCORE.publish({ model, X, value });
  return value;
}

/** Takes a number of predictions, and tells whoever listens. */
export function observeMeasure(
  metric: string,
  call: string,
  predictions: unknown,
  work: () => number,
): number {
  if (!MEASUREMENT.hasListeners || isInside) return work();
  const value = inside(work);
  MEASUREMENT.publish({ metric, call, predictions, value });
  return value;
}

/** Does some work of which no prediction, score or metric is told. */
export function untold<T>(work: () => T): T {
  return isInside ? work() : inside(work);
}

function inside<T>(work: () => T): T {
  isInside = true;
  try {
    return work();
  } finally {
    isInside = false;
  }
}
