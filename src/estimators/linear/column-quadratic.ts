// A quadratic over the columns of a matrix, by way of the residual: for data with more features than a Gram matrix can hold.
import { sweepColumns } from "./coordinate-descent.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";
import { addColumn, columnDot } from "./vector.kernel.ts";

/**
 * The quadratic of a centred, weighted problem.
 *
 * @param design X: n x p, column-major.
 * @param target y, length n.
 */
export function columnQuadratic(design: Float64Array, target: Float64Array): Quadratic {
  const n = target.length;
  const column = (j: number): Float64Array => design.subarray(j * n, (j + 1) * n);
  const norms = Float64Array.from({ length: design.length / n }, (_, j) =>
    columnDot(design, j * n, column(j)),
  );
  return {
    nFeatures: norms.length,
    norms,
    targetNorm2: columnDot(target, 0, target),
    at: (w) => new ColumnIterate(design, norms, target, w),
    gramOf(support) {
      const k = support.length;
      const gram = new Float64Array(k * k);
      for (let i = 0; i < k; i++) {
        const left = column(support[i]!);
        for (let j = 0; j <= i; j++) gram[i * k + j] = columnDot(design, support[j]! * n, left);
      }
      return gram;
    },
  };
}

class ColumnIterate implements Iterate {
  readonly w: Float64Array;
  readonly #design: Float64Array;
  readonly #norms: Float64Array;
  readonly #residual: Float64Array;

  constructor(design: Float64Array, norms: Float64Array, target: Float64Array, w: Float64Array) {
    this.#design = design;
    this.#norms = norms;
    this.w = w.slice();
    this.#residual = target.slice();
    for (const [j, wj] of w.entries()) {
      if (wj !== 0) addColumn(design, j * target.length, -wj, this.#residual);
    }
  }

  sweep({ l1, l2, positive }: Penalty): number {
    return sweepColumns(this.#design, this.#norms, this.w, this.#residual, l1, l2, positive);
  }

  move(j: number, change: number): void {
    this.w[j] = this.w[j]! + change;
    addColumn(this.#design, j * this.#residual.length, -change, this.#residual);
  }

  correlation(j: number): number {
    return columnDot(this.#design, j * this.#residual.length, this.#residual);
  }

  correlations(): Float64Array {
    return this.w.map((_, j) => this.correlation(j));
  }

  residualNorm2(): number {
    return columnDot(this.#residual, 0, this.#residual);
  }
}
