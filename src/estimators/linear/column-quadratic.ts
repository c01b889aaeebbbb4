// A quadratic by way of the residual: for data with more features than a Gram matrix can hold.
import type { Columns, Residual } from "./columns.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";

const MANY_FEATURES = 256;
const SUPPORT_SWEEPS = 4;
/** Features in use are left alone once they change by this share of what the sweep over all of them changed. */
const STILL = 0.1;

/**
 * The quadratic over some of the columns of a problem.
 *
 * @param features Which columns, all when undefined. The coefficients of the quadratic are those of these columns alone.
 */
export function columnQuadratic(columns: Columns, features?: Int32Array): Quadratic {
  const chosen = features ?? Int32Array.from({ length: columns.nColumns }, (_, j) => j);
  const norms = Float64Array.from(chosen, (j) => columns.norms[j]!);
  return {
    nFeatures: chosen.length,
    norms,
    targetNorm2: columns.residual().norm2(),
    productWork: columns.productWork,
    sweepWork: 2 * chosen.length * columns.productWork,
    knowsCorrelations: false,
    at: (w) => new ColumnIterate(columns.residual(), chosen, norms, w),
    gramOf: (support) => columns.products(Int32Array.from(support, (k) => chosen[k]!)),
  };
}

class ColumnIterate implements Iterate {
  readonly w: Float64Array;
  readonly #residual: Residual;
  readonly #features: Int32Array;
  readonly #norms: Float64Array;

  constructor(residual: Residual, features: Int32Array, norms: Float64Array, w: Float64Array) {
    this.#residual = residual;
    this.#features = features;
    this.#norms = norms;
    this.w = w.slice();
    for (const [k, wk] of w.entries()) if (wk !== 0) residual.move(features[k]!, wk);
  }

  /** With many features, those in use are swept some more: they cost little and still have to find each other's level. */
  sweep(penalty: Penalty): number {
    const change = this.#residual.sweep(this.#features, this.#norms, this.w, penalty);
    for (let i = 0; i < SUPPORT_SWEEPS && this.w.length >= MANY_FEATURES; i++) {
      if (this.#sweepSupport(penalty) <= STILL * change) break;
    }
    return change;
  }

  #sweepSupport(penalty: Penalty): number {
    const used = Int32Array.from(this.w.keys()).filter((k) => this.w[k] !== 0);
    const w = Float64Array.from(used, (k) => this.w[k]!);
    const features = used.map((k) => this.#features[k]!);
    const change = this.#residual.sweep(
      features,
      Float64Array.from(used, (k) => this.#norms[k]!),
      w,
      penalty,
    );
    for (const [i, k] of used.entries()) this.w[k] = w[i]!;
    return change;
  }

  move(k: number, change: number): void {
    this.w[k] = this.w[k]! + change;
    this.#residual.move(this.#features[k]!, change);
  }

  correlation(k: number): number {
    return this.#residual.correlation(this.#features[k]!);
  }

  correlations(): Float64Array {
    return Float64Array.from(this.#features, (j) => this.#residual.correlation(j));
  }

  residualNorm2(): number {
    return this.#residual.norm2();
  }

  settle(): void {
    // They are always taken anew.
  }

  release(): void {
    // There is nothing to give back.
  }
}
