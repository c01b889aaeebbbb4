// A quadratic by way of the products of the features with each other, after which the rows cost nothing.
import { subtractRow } from "./gram-descent.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";
import { type SweepWorkspace, sweepWorkspace } from "./simd/sweep-workspace.ts";
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

/** The sums of squares of the features, length p. */
export function normsOf({ gram, correlations }: GramData): Float64Array {
  const norms = new Float64Array(correlations.length);
  for (let j = 0; j < norms.length; j++) norms[j] = gram[j * norms.length + j]!;
  return norms;
}

/** The quadratic that has these products. */
export function gramQuadratic(data: GramData): Quadratic {
  const { gram, correlations, targetNorm2 } = data;
  const p = correlations.length;
  return {
    nFeatures: p,
    norms: normsOf(data),
    targetNorm2,
    productWork: 1,
    // A quarter of them all: few coefficients change in a sweep, and two numbers are multiplied at a time.
    sweepWork: (p * p) / 4,
    knowsCorrelations: true,
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
  readonly #workspace: SweepWorkspace;

  constructor(data: GramData, w: Float64Array) {
    this.#data = data;
    this.#workspace = sweepWorkspace(data.gram, w.length);
    this.w = this.#workspace.w;
    this.w.set(w);
    this.settle();
  }

  sweep(penalty: Penalty): number {
    return this.#workspace.sweep(penalty);
  }

  move(j: number, change: number): void {
    this.w[j] = this.w[j]! + change;
    subtractRow(this.#data.gram, j, change, this.#workspace.pulls);
  }

  correlation(j: number): number {
    return this.#workspace.pulls[j]!;
  }

  correlations(): Float64Array {
    return this.#workspace.pulls;
  }

  settle(): void {
    const { pulls } = this.#workspace;
    pulls.set(this.#data.correlations);
    for (let j = 0; j < this.w.length; j++) {
      if (this.w[j] !== 0) subtractRow(this.#data.gram, j, this.w[j]!, pulls);
    }
  }

  residualNorm2(): number {
    const { correlations, targetNorm2 } = this.#data;
    const { w, pulls } = this.#workspace;
    // ||y - Xw||^2 = y'y - w'X'y - w'X'r.
    return Math.max(0, targetNorm2 - columnDot(correlations, 0, w) - columnDot(pulls, 0, w));
  }

  release(): void {
    this.#workspace.release();
  }
}
