// Sums of gradients and hessians by bin, over the rows of one node.
// A histogram has two doubles a slot: [2s] the sum of gradients, [2s + 1] the sum of hessians.
// Source: Chen and Guestrin, "XGBoost" (2016), algorithm 2; subtraction as in Ke et al., "LightGBM" (2017), section 2.

/**
 * Adds the rows of a node to a histogram.
 *
 * @param bins Row-major bins within their feature, `nRows * nFeatures`.
 * @param slots First slot of each feature, `nFeatures` or more.
 * @param gradients Pairs of gradient and hessian, `2 * nRows`, float32.
 * @param rows Row numbers of the node, from `begin` to `end - 1`.
 * @param histogram Where to add, two doubles a slot.
 */
export function addToHistogram(
  bins: Uint8Array | Uint16Array,
  slots: Int32Array,
  nFeatures: number,
  gradients: Float32Array,
  rows: Uint32Array,
  begin: number,
  end: number,
  histogram: Float64Array,
): void {
  for (let k = begin; k < end; k++) {
    const row = rows[k]!;
    const gradient = gradients[2 * row]!;
    const hessian = gradients[2 * row + 1]!;
    const base = row * nFeatures;
    for (let j = 0; j < nFeatures; j++) {
      const at = 2 * (slots[j]! + bins[base + j]!);
      histogram[at] = histogram[at]! + gradient;
      histogram[at + 1] = histogram[at + 1]! + hessian;
    }
  }
}

/** `out = parent - sibling`, slot by slot; `out` may be either of them. */
export function subtractHistogram(parent: Float64Array, sibling: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = parent[i]! - sibling[i]!;
}
