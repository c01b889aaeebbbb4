// A quadratic by way of the residual: for data with more features than a Gram matrix can hold.
import { allOf, type Columns, type Sweeper } from "./columns.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";

const MANY_FEATURES = 256;
const SUPPORT_SWEEPS = 4;
/** Features in use are left alone once they change by this share of what the sweep over all of them changed. */
const STILL = 0.1;

/**
 * The quadratic over some of the columns of a problem.
 *
 * @param chosen Which columns. The coefficients of the quadratic are those of these columns alone.
 */
export function columnQuadratic(columns: Columns, chosen: Int32Array): Quadratic {
  const norms = columns.norms(chosen);
  return {
    nFeatures: chosen.length,
    norms,
    targetNorm2: columns.targetNorm2,
    productWork: columns.productWork,
    // A quarter of the multiplications: where there are many, two numbers are multiplied at a time, and side by side.
    sweepWork: (chosen.length * columns.productWork) / 2,
    knowsCorrelations: false,
    at: (w) => new ColumnIterate(columns.sweeper(chosen, norms, w)),
    gramOf: (support) => columns.products(Int32Array.from(support, (k) => chosen[k]!)),
  };
}

class ColumnIterate implements Iterate {
  readonly w: Float64Array;
  readonly #sweeper: Sweeper;
  readonly #all: Int32Array;

  constructor(sweeper: Sweeper) {
    this.#sweeper = sweeper;
    this.w = sweeper.w;
    this.#all = allOf(sweeper.w.length);
  }

  /** With many features, those in use are swept some more: they cost little and still have to find each other's level. */
  sweep(penalty: Penalty): number {
    const change = this.#sweeper.sweep(this.#all, penalty);
    if (this.w.length < MANY_FEATURES) return change;
    for (let i = 0; i < SUPPORT_SWEEPS; i++) {
      const used = this.#all.filter((k) => this.w[k] !== 0);
      if (this.#sweeper.sweep(used, penalty) <= STILL * change) break;
    }
    return change;
  }

  move(k: number, change: number): void {
    this.#sweeper.move(k, change);
  }

  correlation(k: number): number {
    return this.#sweeper.correlation(k);
  }

  correlations(): Float64Array {
    const correlations = new Float64Array(this.w.length);
    for (let k = 0; k < correlations.length; k++) correlations[k] = this.#sweeper.correlation(k);
    return correlations;
  }

  residualNorm2(): number {
    return this.#sweeper.norm2();
  }

  settle(): void {
    // Correlations are always taken anew.
  }

  release(): void {
    this.#sweeper.release();
  }
}
