// Constant predictions to start from: means, quantiles, one Newton step.
import type { Labelled } from "./objective.ts";

const fround = Math.fround;

/** The least hessian a Newton step divides by; a float32 value. */
const LEAST_HESSIAN = fround(1e-6);

/** Mean of the labels, weighted if there are weights; a float32 value. */
export function meanLabel({ labels, weights }: Labelled): number {
  let mean = 0;
  if (weights === undefined) {
    for (const label of labels) mean += label / labels.length;
    return fround(mean);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < labels.length; i++) mean += (labels[i]! / total) * weights[i]!;
  return fround(mean);
}

/**
 * One Newton step from margin 0, without regularization.
 *
 * @param gradients Pairs of gradient and hessian, taken at margin 0.
 * @returns A float32 value.
 */
export function newtonStep(gradients: Float32Array): number {
  let gradient = 0;
  let hessian = 0;
  for (let i = 0; i < gradients.length; i += 2) {
    gradient += gradients[i]!;
    hessian += gradients[i + 1]!;
  }
  return fround(-gradient / Math.max(hessian, LEAST_HESSIAN));
}

/**
 * A quantile of some values. Without weights by linear interpolation at rank `(n + 1) * quantile` (NIST Handbook,
 * 7.2.6.2); with weights the first value whose cumulated weight reaches its share.
 *
 * @param valueAt The value of the i-th of `n`, float32.
 * @param weightAt Its weight, or undefined for none.
 * @returns A float32 value; NaN for no values.
 */
export function quantileOf(
  quantile: number,
  n: number,
  valueAt: (i: number) => number,
  weightAt: ((i: number) => number) | undefined,
): number {
  if (n === 0) return Number.NaN;
  const values = Float32Array.from({ length: n }, (_, i) => valueAt(i));
  if (weightAt !== undefined) return weightedQuantile(quantile, values, weightAt);
  values.sort();
  if (quantile <= 1 / (n + 1)) return values[0]!;
  if (quantile >= n / (n + 1)) return values[n - 1]!;
  const x = quantile * (n + 1);
  const k = Math.floor(x) - 1;
  const share = x - 1 - k;
  return fround(values[k]! + share * fround(values[k + 1]! - values[k]!));
}

function weightedQuantile(quantile: number, values: Float32Array, weightAt: (i: number) => number): number {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const cumulated = new Float32Array(values.length);
  let sum = 0;
  order.forEach((i, k) => {
    sum = fround(sum + weightAt(i));
    cumulated[k] = sum;
  });
  const threshold = fround(sum * quantile);
  const first = cumulated.findIndex((weight) => weight >= threshold);
  return values[order[first === -1 ? order.length - 1 : first]!]!;
}
