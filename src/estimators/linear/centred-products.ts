// Products of shifted columns made into those of centred ones.
import type { Centring } from "./centring.ts";
import type { GramData } from "./gram-quadratic.ts";
import { type Products, productsOf } from "./products.ts";
import type { DenseData } from "./regression-data.ts";
import { roughCentring } from "./rough-centring.ts";

/** What subtraction leaves of a sum of squares that is 0, as a share of what it was subtracted from. */
const ROUNDING = 1e-13;
/** A mean of a hundred standard deviations, left after the shifts, has cost four digits; more are not given away. */
const FARTHEST_LEFT = 1e4;

/** Products of `[X | Y | 1]` and the shifts that were taken off the columns. */
export interface ShiftedProducts {
  readonly products: Products;
  readonly shifts: Centring;
}

/** What solvers need of the rows that the products were taken of. */
export interface CentredProducts {
  /** One for each target; the Gram matrix is the same array in all of them. */
  readonly grams: readonly GramData[];
  /** What is left to take off the shifted features, then off the targets, to centre them. */
  readonly means: Float64Array;
  /** The sum of the weights. */
  readonly weight: number;
}

/** The products for each target, and the centring that was found on the way. */
export function gramOfData(data: DenseData): {
  readonly grams: readonly GramData[];
  readonly centring: Centring;
} {
  const rough = shiftedProducts(data, roughCentring(data));
  const centred = centredProducts(rough.products, data, data.nSamples, rough.products);
  if (!isFar(centred, data))
    return { grams: centred.grams, centring: centringFrom(rough.shifts, centred.means) };
  const exact = shiftedProducts(data, data.centring);
  const { grams, means } = centredProducts(exact.products, data, data.nSamples, exact.products);
  return { grams, centring: centringFrom(exact.shifts, means) };
}

/** The products of `[X | Y | 1]`. */
export function shiftedProducts(
  { table, targets, nSamples }: DenseData,
  shifts: Centring,
  rows?: Int32Array,
): ShiftedProducts {
  const withOnes = [...targets, new Float64Array(nSamples).fill(1)];
  const targetMeans = Float64Array.of(...shifts.targetMeans, 0);
  return { products: productsOf(table, withOnes, { ...shifts, targetMeans }, rows), shifts };
}

/**
 * The products of columns less their means, scaled as if the weights had a mean of 1.
 *
 * @param nSamples How many rows they were taken of.
 * @param total The products that these were got from by subtraction, or these themselves.
 */
export function centredProducts(
  products: Products,
  { targets, fitIntercept }: Pick<DenseData, "targets" | "fitIntercept">,
  nSamples: number,
  total: Products,
): CentredProducts {
  const p = products.nFeatures;
  const ones = p + targets.length;
  const weight = products.at(ones, ones);
  const scale = nSamples / weight;
  const means = Float64Array.from({ length: ones }, (_, j) =>
    fitIntercept ? products.at(ones, j) / weight : 0,
  );
  const centred = products.centred(means, weight, scale);
  const isConstant = Array.from({ length: p }, (_, j) => {
    const squares = centred[j * ones + j]!;
    return Number.isFinite(squares) && squares <= ROUNDING * scale * total.at(j, j);
  });
  const gram = new Float64Array(p * p);
  const correlations = targets.map(() => new Float64Array(p));
  for (let i = 0; i < p; i++) {
    if (isConstant[i]) continue;
    for (let j = 0; j <= i; j++) {
      if (isConstant[j]) continue;
      gram[i * p + j] = centred[i * ones + j]!;
      gram[j * p + i] = gram[i * p + j]!;
    }
    for (const [t, c] of correlations.entries()) c[i] = centred[(p + t) * ones + i]!;
  }
  const grams = correlations.map((c, t) => ({
    gram,
    correlations: c,
    targetNorm2: Math.max(0, centred[(p + t) * ones + p + t]!),
  }));
  return { grams, means, weight };
}

/** The centring that shifts and what was left of the means make together. */
export function centringFrom(
  { featureMeans, targetMeans, rootWeights }: Centring,
  left: Float64Array,
): Centring {
  const p = featureMeans.length;
  return {
    featureMeans: featureMeans.map((shift, j) => shift + left[j]!),
    targetMeans: targetMeans.map((shift, t) => shift + left[p + t]!),
    rootWeights,
  };
}

/** Whether what was left of a mean is so large against the spread that its removal has cost digits. */
export function isFar({ grams, means }: CentredProducts, { nSamples, nFeatures }: DenseData): boolean {
  const [{ gram }] = [grams[0]!];
  return means.some((mean, j) => {
    const squares = j < nFeatures ? gram[j * nFeatures + j]! : grams[j - nFeatures]!.targetNorm2;
    return nSamples * mean * mean > FARTHEST_LEFT * squares && mean !== 0;
  });
}
