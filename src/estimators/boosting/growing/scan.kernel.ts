// The scans over one feature's bins in a histogram that find its best numeric split.
// Gains are float32: half(G, H) = fround(fround(T(G)²) / fround(H + lambda)), with T the soft threshold by alpha;
// the loss change is fround(fround(half(left) + half(right)) - gain of the node). XGBoost (2016), equation 7.

/** The best split a scan found. */
export interface ScanResult {
  /** The bin at which the split was found; -1 for none better than `lossChange` was on entry. */
  bin: number;
  lossChange: number;
  /** Sums over the bins scanned so far, that one included. */
  sumGradient: number;
  sumHessian: number;
}

/** Sums and gain of the node. */
interface NodeSums {
  readonly sumGradient: number;
  readonly sumHessian: number;
  readonly gain: number;
}

/**
 * Scans bins from the smallest up; missing values go right.
 *
 * @param first First slot of the feature.
 * @param result `lossChange` on entry is the one to beat; overwritten by what is found.
 * @returns Whether the bins held everything: no missing value in the node.
 */
export function scanFromLeft(
  histogram: Float64Array,
  first: number,
  nBins: number,
  node: NodeSums,
  alpha: number,
  lambda: number,
  minChildWeight: number,
  result: ScanResult,
): boolean {
  const { sumGradient, sumHessian, gain } = node;
  let gradient = 0;
  let hessian = 0;
  let best = result.lossChange;
  result.bin = -1;
  for (let bin = 0, at = 2 * first; bin < nBins; bin++, at += 2) {
    const binGradient = histogram[at]!;
    const binHessian = histogram[at + 1]!;
    // An empty bin splits where the bin before it does, which the strict comparison prefers.
    if (binGradient === 0 && binHessian === 0) continue;
    gradient += binGradient;
    hessian += binHessian;
    const otherHessian = sumHessian - hessian;
    if (!(hessian >= minChildWeight && otherHessian >= minChildWeight)) continue;
    const otherGradient = sumGradient - gradient;
    const change = Math.fround(
      Math.fround(half(gradient, hessian, alpha, lambda) + half(otherGradient, otherHessian, alpha, lambda)) -
        gain,
    );
    if (change > best && change < Number.POSITIVE_INFINITY) {
      best = change;
      result.bin = bin;
      result.sumGradient = gradient;
      result.sumHessian = hessian;
    }
  }
  result.lossChange = best;
  return gradient === sumGradient && hessian === sumHessian;
}

/** Scans bins from the largest down; missing values go left. Parameters as for {@link scanFromLeft}. */
export function scanFromRight(
  histogram: Float64Array,
  first: number,
  nBins: number,
  node: NodeSums,
  alpha: number,
  lambda: number,
  minChildWeight: number,
  result: ScanResult,
): boolean {
  const { sumGradient, sumHessian, gain } = node;
  let gradient = 0;
  let hessian = 0;
  let best = result.lossChange;
  result.bin = -1;
  for (let bin = nBins - 1, at = 2 * (first + nBins - 1); bin >= 0; bin--, at -= 2) {
    const binGradient = histogram[at]!;
    const binHessian = histogram[at + 1]!;
    // An empty bin splits where the bin before it does, which the strict comparison prefers.
    if (binGradient === 0 && binHessian === 0) continue;
    gradient += binGradient;
    hessian += binHessian;
    const otherHessian = sumHessian - hessian;
    if (!(hessian >= minChildWeight && otherHessian >= minChildWeight)) continue;
    const otherGradient = sumGradient - gradient;
    const change = Math.fround(
      Math.fround(half(otherGradient, otherHessian, alpha, lambda) + half(gradient, hessian, alpha, lambda)) -
        gain,
    );
    if (change > best && change < Number.POSITIVE_INFINITY) {
      best = change;
      result.bin = bin;
      result.sumGradient = gradient;
      result.sumHessian = hessian;
    }
  }
  result.lossChange = best;
  return gradient === sumGradient && hessian === sumHessian;
}

function half(gradient: number, hessian: number, alpha: number, lambda: number): number {
  if (hessian <= 0) return 0;
  const thresholded = gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
  return Math.fround(Math.fround(thresholded * thresholded) / Math.fround(hessian + lambda));
}
