// Coordinate descent on columns where they lie, each by itself: slow, but nothing is copied.
import type { Residual, Sweeper } from "./columns.ts";
import { shrink } from "./coordinate-descent.kernel.ts";
import type { Penalty } from "./penalty.ts";

/** Sweeps by the products and moves of a residual. */
export class ResidualSweeper implements Sweeper {
  readonly w: Float64Array;
  readonly #residual: Residual;
  readonly #chosen: Int32Array;
  readonly #norms: Float64Array;

  /**
   * @param residual At 0. It moves along from there on.
   * @param chosen Which columns, length k.
   * @param norms Length k.
   * @param w Length k, where to start.
   */
  constructor(residual: Residual, chosen: Int32Array, norms: Float64Array, w: Float64Array) {
    this.#residual = residual;
    this.#chosen = chosen;
    this.#norms = norms;
    this.w = w.slice();
    for (let k = 0; k < w.length; k++) if (w[k] !== 0) residual.move(chosen[k]!, w[k]!);
  }

  sweep(list: Int32Array, { l1, l2, positive }: Penalty): number {
    let largest = 0;
    let largestChange = 0;
    for (const k of list) {
      const norm = this.#norms[k]!;
      if (norm === 0) continue;
      const before = this.w[k]!;
      const after = shrink(this.correlation(k) + norm * before, norm + l2, l1, positive);
      if (after !== before) {
        this.#residual.move(this.#chosen[k]!, after - before);
        this.w[k] = after;
      }
      largestChange = Math.max(largestChange, Math.abs(after - before));
      largest = Math.max(largest, Math.abs(after));
    }
    return largest === 0 ? 0 : largestChange / largest;
  }

  move(k: number, change: number): void {
    this.w[k] = this.w[k]! + change;
    this.#residual.move(this.#chosen[k]!, change);
  }

  correlation(k: number): number {
    return this.#residual.correlation(this.#chosen[k]!);
  }

  norm2(): number {
    return this.#residual.norm2();
  }

  release(): void {
    // There is nothing to give back.
  }
}
