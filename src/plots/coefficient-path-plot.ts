// How the coefficients of a linear model grow while its penalty weakens.
import { invalidValue } from "../errors/index.ts";
import type { LinePlot, LineSeries } from "./line-plot.ts";

/** More lines than this cannot be told apart: the largest are drawn. */
const MAX_LINES = 100;

/** A path of fits from a strong penalty to a weak one. */
export interface CoefficientPath {
  /** Length `nAlphas`, each more than 0. */
  readonly alphas: ArrayLike<number>;
  /** `coefficients[j][k]`: feature `j` at `alphas[k]`. */
  readonly coefficients: readonly ArrayLike<number>[];
  /** Length `nFeatures`; `x0`, `x1`, … when the features have no names. */
  readonly featureNames?: readonly string[] | undefined;
  /** The share of the l1 penalty, 0 to 1. */
  readonly l1Ratio: number;
}

/**
 * The plot of a regularisation path: each coefficient against `-log10(alpha)`, so that the penalty weakens to the right.
 *
 * @param path Alphas, coefficients and feature names; with more than 100 features those with the largest coefficients
 *   are drawn, and the subtitle says so.
 * @throws RangeError when the lengths do not agree, there is no alpha, or an alpha is not a positive number.
 */
export function coefficientPathPlot(path: CoefficientPath): LinePlot {
  const { featureNames = path.coefficients.map((_, j) => `x${j}`) } = path;
  checkPath(path, featureNames);
  const x = Float64Array.from(path.alphas, (alpha) => -Math.log10(alpha));
  const all = featureNames.map((name, j): LineSeries => ({ name, x, y: path.coefficients[j]! }));
  const series = all.length <= MAX_LINES ? all : largest(all);
  return {
    title: `Elastic net path, l1_ratio = ${path.l1Ratio}`,
    subtitle:
      series.length < all.length
        ? `The ${series.length} largest of ${all.length} coefficients as the penalty weakens`
        : "Every coefficient as the penalty weakens",
    xLabel: "−log₁₀(alpha), weaker penalty →",
    yLabel: "coefficient",
    series,
  };
}

function checkPath({ alphas, coefficients }: CoefficientPath, featureNames: readonly string[]): void {
  if (coefficients.length !== featureNames.length) {
    throw invalidValue(
      `Cannot plot the path: each row of coefficients needs a feature name: current value is ${coefficients.length} rows and ${featureNames.length} names`,
    );
  }
  if (alphas.length === 0) {
    throw invalidValue("Cannot plot the path: it needs at least one alpha: current value is none");
  }
  for (const alpha of Array.from(alphas)) {
    if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) {
      throw invalidValue(
        `Cannot plot the path: every alpha must be a positive number: current value is ${alpha}`,
      );
    }
  }
  for (const [j, row] of coefficients.entries()) {
    if (row.length !== alphas.length) {
      throw invalidValue(
        `Cannot plot the path: feature ${featureNames[j]} must have one coefficient for each of ${alphas.length} alphas: current value is ${row.length}`,
      );
    }
  }
}

/** The lines that reach furthest from zero, in their own order. */
function largest(all: readonly LineSeries[]): readonly LineSeries[] {
  const reach = all.map(({ y }) => Array.from(y).reduce((most, v) => Math.max(most, Math.abs(v) || 0), 0));
  const order = all.map((_, j) => j).sort((a, b) => reach[b]! - reach[a]! || a - b);
  return order
    .slice(0, MAX_LINES)
    .sort((a, b) => a - b)
    .map((j) => all[j]!);
}
