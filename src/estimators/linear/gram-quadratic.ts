// A quadratic by way of the products of the features with each other, after which the rows cost nothing.
import { subtractRow, sweepGram } from "./gram-descent.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";
import { columnDot } from "./vector.kernel.ts";

/** The products that a least-squares problem is made of. */
export interface GramData {
  /** `X'X`, p x p, both triangles. */
  readonly gram: Float64Array;
  /** `X'y`, length p. */
  readonly correlations: Float64Array;
  /** `||y||^2`. */
  readonly targetNorm2: number;
}

/** The quadratic that has these products. */
export function gramQuadratic(data: GramData): Quadratic {
  const { gram, correlations, targetNorm2 } = data;
  const p = correlations.length;
  return {
    nFeatures: p,
    norms: correlations.map((_, j) => gram[j * p + j]!),
    targetNorm2,
    productWork: 1,
    sweepWork: p * p,
    at: (w) => new GramIterate(data, w),
    gramOf(support) {
      const k = support.length;
      const part = new Float64Array(k * k);
      for (let a = 0; a < k; a++) {
        const row = support[a]! * p;
        for (let b = 0; b <= a; b++) part[a * k + b] = gram[row + support[b]!]!;
      }
      return part;
    },
  };
}

class GramIterate implements Iterate {
  readonly w: Float64Array;
  readonly #data: GramData;
  /** `X'r`, moves with w. */
  #pulls: Float64Array;

  constructor(data: GramData, w: Float64Array) {
    this.#data = data;
    this.w = w.slice();
    this.#pulls = this.correlations();
  }

  sweep({ l1, l2, positive }: Penalty): number {
    return sweepGram(this.#data.gram, this.w, this.#pulls, l1, l2, positive);
  }

  move(j: number, change: number): void {
    this.w[j] = this.w[j]! + change;
    subtractRow(this.#data.gram, j, change, this.#pulls);
  }

  correlation(j: number): number {
    return this.#pulls[j]!;
  }

  /** Taken anew, which takes off the rounding errors of the moves so far. */
  correlations(): Float64Array {
    const pulls = this.#data.correlations.slice();
    for (const [j, wj] of this.w.entries()) {
      if (wj !== 0) subtractRow(this.#data.gram, j, wj, pulls);
    }
    this.#pulls = pulls;
    return pulls;
  }

  residualNorm2(): number {
    const { correlations, targetNorm2 } = this.#data;
    // ||y - Xw||^2 = y'y - w'X'y - w'X'r.
    return Math.max(0, targetNorm2 - columnDot(correlations, 0, this.w) - columnDot(this.#pulls, 0, this.w));
  }
}
