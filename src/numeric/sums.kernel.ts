// Sums that lose no digits: Neumaier's compensated summation (ZAMM 54, 1974). No allocation, throws nothing.

/**
 * The sum of all values, as if added with twice the precision and rounded once.
 *
 * @param values Length n.
 */
export function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    // Of the two summands the smaller one loses its last bits.
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // An infinite total has made NaN of what was lost.
  return Number.isFinite(total) ? total + lost : total;
}

/**
 * The sum of all products `values[i] * weights[i]`.
 *
 * @param values Length n.
 * @param weights Length n.
 */
export function weightedSum(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * weights[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/**
 * The mean, weighted if there are weights.
 *
 * @param values Length n, at least 1.
 * @param weights Length n, or undefined for equal weights. NaN when they sum to 0.
 */
export function mean(values: Float64Array, weights?: Float64Array): number {
  return weights === undefined ? sum(values) / values.length : weightedSum(values, weights) / sum(weights);
}
