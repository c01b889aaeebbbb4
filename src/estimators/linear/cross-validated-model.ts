// A linear model whose penalty was chosen by cross-validation.
import { LinearModel, type LinearModelParts } from "./linear-model.ts";

/** What cross-validation saw along one path of alphas. */
export interface ValidationCurve {
  readonly l1Ratio: number;
  /** From large to small. */
  readonly alphas: Float64Array;
  /** `[alpha][fold]`: the mean squared error on the test rows of each fold. */
  readonly msePath: readonly Float64Array[];
}

/** What a cross-validated model is made of. */
export interface CrossValidatedParts extends LinearModelParts {
  readonly alpha: number;
  readonly l1Ratio: number;
  /** One for each l1Ratio that was tried. */
  readonly curves: readonly ValidationCurve[];
}

/** A linear model fitted on all rows with the alpha and the l1Ratio of the smallest mean error over the folds. */
export class CrossValidatedModel extends LinearModel {
  /** The alpha that was chosen. */
  readonly alpha: number;
  /** The l1Ratio that was chosen; 1 for the lasso, 0 for ridge. */
  readonly l1Ratio: number;
  readonly #curves: readonly ValidationCurve[];

  constructor(parts: CrossValidatedParts) {
    super(parts);
    this.alpha = parts.alpha;
    this.l1Ratio = parts.l1Ratio;
    this.#curves = copyOf(parts.curves);
    Object.freeze(this);
  }

  /** The errors on which the choice rests, one curve for each l1Ratio that was tried: a copy. */
  get curves(): readonly ValidationCurve[] {
    return copyOf(this.#curves);
  }
}

function copyOf(curves: readonly ValidationCurve[]): readonly ValidationCurve[] {
  return curves.map(({ l1Ratio, alphas, msePath }) => ({
    l1Ratio,
    alphas: alphas.slice(),
    msePath: msePath.map((errors) => errors.slice()),
  }));
}
