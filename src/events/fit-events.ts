// What is told of a fit: that it starts, each step of it, and how it ends.
import { EventChannel } from "./event-channel.ts";

/** What is known of a fit before it begins. */
export interface FitFacts {
  /** The package the estimator is of, such as `traintracks` or `ml-regression`. */
  readonly library: string;
  /** The kind of estimator within it, such as `linear`, `boosting`, `compose`. */
  readonly family: string;
  /** Its class name, such as `ElasticNet`. */
  readonly estimatorName: string;
  /** All its parameters, defaults included, by the names they have in the program. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The features, as the caller gave them. */
  readonly X: unknown;
  /** What is to be predicted, as the caller gave it. */
  readonly y: unknown;
  /** How much each sample counts, as the caller gave it; undefined when all count the same. */
  readonly sampleWeight?: unknown;
  /** Data that the fit is measured on while it goes on, as the caller gave it. */
  readonly evalSets?: readonly EvalSet[] | undefined;
}

/** Data that a fit is measured on while it goes on. */
export interface EvalSet {
  /** What its metrics begin with: `valid` makes `valid-rmse`. */
  readonly name: string;
  readonly X: unknown;
  readonly y: unknown;
}

/** A fit: this very object is part of all that is told of it. */
export interface Fit extends FitFacts {
  /** The fit of which this one is a part, such as that of a pipeline; undefined for what the caller asked for. */
  readonly parent: Fit | undefined;
  /** Whether the call that started it returns before it is over. */
  readonly isAsync: boolean;
}

/** A fit is about to begin. */
export interface FitStarted {
  readonly fit: Fit;
}

/** A part of a fit is done: a boosting round, one alpha of a path. */
export interface FitStepped {
  readonly fit: Fit;
  /** From 0 on, ascending. */
  readonly step: number;
  /** What was measured, by name, such as `train-rmse`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A fit is over, and this came out. */
export interface FitEnded {
  readonly fit: Fit;
  /** The fitted model. */
  readonly model: object;
}

/** A fit has thrown. */
export interface FitFailed {
  readonly fit: Fit;
  readonly error: unknown;
}

/** `traintracks:fit:start`. */
export const FIT_START: EventChannel<FitStarted> = new EventChannel("traintracks:fit:start");
/** `traintracks:fit:step`. */
export const FIT_STEP: EventChannel<FitStepped> = new EventChannel("traintracks:fit:step");
/** `traintracks:fit:end`. */
export const FIT_END: EventChannel<FitEnded> = new EventChannel("traintracks:fit:end");
/** `traintracks:fit:error`. */
export const FIT_ERROR: EventChannel<FitFailed> = new EventChannel("traintracks:fit:error");
