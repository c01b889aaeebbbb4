// What is known of fitted objects of other packages, by the very object: nothing is written onto them.
import type { FittedModel } from "../estimators/index.ts";

/** What stands for a fitted object of another package. */
export interface ForeignFit {
  /** What is saved and served; undefined when its package has no way to save it that is known here. */
  readonly saved: FittedModel | undefined;
  /** What its metrics and plots are taken of: the object itself, or a model of this package that predicts the same. */
  readonly measured: object;
}

const fits = new WeakMap<object, ForeignFit>();

/** Remembers what stands for a fitted object. */
export function noteForeignFit(fitted: object, fit: ForeignFit): void {
  fits.set(fitted, fit);
}

/** What stands for a fitted object of another package; undefined for any other object. */
export function foreignFitOf(fitted: object): ForeignFit | undefined {
  return fits.get(fitted);
}
