// Class probabilities from logits, and the log loss. Matrices are column-major, one column a class; nothing is allocated.

/**
 * Turns logits into probabilities in place: `p_k = exp(z_k) / sum exp(z)`, shifted by the largest logit so that nothing
 * overflows.
 *
 * @param z `n x nClasses`: logits on entry, probabilities on return.
 */
export function softmax(z: Float64Array, n: number, nClasses: number): void {
  for (let i = 0; i < n; i++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = i; k < n * nClasses; k += n) largest = Math.max(largest, z[k]!);
    let total = 0;
    for (let k = i; k < n * nClasses; k += n) {
      z[k] = Math.exp(z[k]! - largest);
      total += z[k]!;
    }
    for (let k = i; k < n * nClasses; k += n) z[k] = z[k]! / total;
  }
}

/**
 * The log loss `-sum s_i log p_i,y_i`.
 *
 * @param p `n x nClasses`, probabilities.
 * @param codes Length n: the class of each sample.
 * @param weights Length n.
 */
export function logLossSum(p: Float64Array, codes: Int32Array, weights: Float64Array): number {
  const n = codes.length;
  let total = 0;
  // A probability that has underflowed to 0 would make the sum infinite; it is at most the smallest double instead.
  for (let i = 0; i < n; i++)
    total -= weights[i]! * Math.log(Math.max(p[codes[i]! * n + i]!, Number.MIN_VALUE));
  return total;
}

/**
 * What a dual point, scaled by `c`, leaves open between loss and dual: the Fenchel-Young loss of the logits and the mixed
 * distribution `q = c p + (1 - c) e_y`.
 *
 * @param p `n x nClasses`, probabilities.
 * @param codes Length n: the class of each sample.
 * @param weights Length n.
 * @param c Between 0 and 1; at 1 nothing is left open.
 */
export function lossSlack(p: Float64Array, codes: Int32Array, weights: Float64Array, c: number): number {
  const n = codes.length;
  if (c === 1) return 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const code = codes[i]!;
    const logOwn = Math.log(Math.max(p[code * n + i]!, Number.MIN_VALUE));
    let slack = (c - 1) * logOwn;
    for (let at = i, k = 0; at < p.length; at += n, k++) {
      const pk = p[at]!;
      const q = c * pk + (k === code ? 1 - c : 0);
      if (q > 0) slack += q * Math.log(q);
      if (pk > 0) slack -= c * pk * Math.log(pk);
    }
    total += weights[i]! * slack;
  }
  return total;
}
