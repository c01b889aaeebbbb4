// Weights and gains of nodes in XGBoost's precision: sums are doubles, weights and gains are single.
// Source: Chen and Guestrin, "XGBoost: A Scalable Tree Boosting System" (2016), equations 5 to 7, with L1, a bound on
// the step and monotone bounds added.
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** The number past which a sum of gradients counts at all, and by how much it passes it: soft thresholding by the L1 penalty. */
export function softThreshold(sumGradient: number, alpha: number): number {
  if (sumGradient > alpha) return sumGradient - alpha;
  if (sumGradient < -alpha) return sumGradient + alpha;
  return 0;
}

/** Computes weights and gains under the penalties and constraints of one tree. */
export class SplitEvaluator {
  /** Whether the gain of a side is simply G²/(H + lambda), so that kernels may compute it themselves. */
  readonly isPlain: boolean;
  readonly #parameters: TreeParameters;
  readonly #lower: number[] = [Number.NEGATIVE_INFINITY];
  readonly #upper: number[] = [Number.POSITIVE_INFINITY];

  /** @param parameters The parameters of the tree; the evaluator is good for one tree, as it remembers the bounds of its nodes. */
  constructor(parameters: TreeParameters) {
    this.#parameters = parameters;
    this.isPlain = parameters.monotone === undefined && parameters.maxDeltaStep === 0;
  }

  /**
   * Weight of a node with these sums, unscaled by the learning rate.
   *
   * @param boundsOf The node whose bounds hold.
   * @returns A float32 value.
   */
  weight(boundsOf: number, sumGradient: number, sumHessian: number): number {
    const { minChildWeight, alpha, lambda, maxDeltaStep } = this.#parameters;
    let weight = 0;
    if (sumHessian >= minChildWeight && sumHessian > 0) {
      weight = -softThreshold(sumGradient, alpha) / (sumHessian + lambda);
      if (maxDeltaStep !== 0 && Math.abs(weight) > maxDeltaStep) weight = Math.sign(weight) * maxDeltaStep;
    }
    const rounded = fround(weight);
    if (this.#parameters.monotone === undefined) return rounded;
    return Math.min(Math.max(rounded, this.#lower[boundsOf]!), this.#upper[boundsOf]!);
  }

  /** Gain of a node with these sums: a float32 value. */
  gain(boundsOf: number, sumGradient: number, sumHessian: number): number {
    return this.#gainGivenWeight(sumGradient, sumHessian, this.weight(boundsOf, sumGradient, sumHessian));
  }

  /** Gain of both sides of a split together, minus infinity when the split breaks a monotone constraint: a float32 value. */
  splitGain(
    node: number,
    feature: number,
    leftGradient: number,
    leftHessian: number,
    rightGradient: number,
    rightHessian: number,
  ): number {
    const leftWeight = this.weight(node, leftGradient, leftHessian);
    const rightWeight = this.weight(node, rightGradient, rightHessian);
    const direction = this.#parameters.monotone?.[feature] ?? 0;
    if (direction > 0 && leftWeight > rightWeight) return Number.NEGATIVE_INFINITY;
    if (direction < 0 && leftWeight < rightWeight) return Number.NEGATIVE_INFINITY;
    return fround(
      this.#gainGivenWeight(leftGradient, leftHessian, leftWeight) +
        this.#gainGivenWeight(rightGradient, rightHessian, rightWeight),
    );
  }

  /** Hands the bounds of a node on to its children; at a constrained feature the middle of their weights parts them. */
  recordSplit(
    node: number,
    leftChild: number,
    feature: number,
    leftWeight: number,
    rightWeight: number,
  ): void {
    const monotone = this.#parameters.monotone;
    if (monotone === undefined) return;
    const lower = this.#lower[node]!;
    const upper = this.#upper[node]!;
    const direction = monotone[feature] ?? 0;
    const middle = fround(fround(leftWeight + rightWeight) / 2);
    this.#lower[leftChild] = direction < 0 ? middle : lower;
    this.#upper[leftChild] = direction > 0 ? middle : upper;
    this.#lower[leftChild + 1] = direction > 0 ? middle : lower;
    this.#upper[leftChild + 1] = direction < 0 ? middle : upper;
  }

  #gainGivenWeight(sumGradient: number, sumHessian: number, weight: number): number {
    if (sumHessian <= 0) return 0;
    const { alpha, lambda } = this.#parameters;
    if (this.isPlain) {
      const gradient = softThreshold(sumGradient, alpha);
      return fround(fround(gradient * gradient) / fround(sumHessian + lambda));
    }
    const linear = fround(fround(2 * fround(sumGradient)) * weight);
    const square = fround(fround(fround(sumHessian) + lambda) * fround(weight * weight));
    return -fround(linear + square);
  }
}
