// One level of a tree under the exact method: all its nodes are searched in one walk through each sorted column.
import type { ExactScanner } from "./exact-scanner.ts";
import type { SortedColumn } from "./sorted-columns.ts";
import { SplitCandidate } from "./split-candidate.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** Distance of a threshold past the last value, relative floor; a float32 value. */
const PAST_LAST = fround(1e-6);

/** The nodes of a level, their sums and the best splits found for them. */
export class ExactLevel {
  readonly nodes: readonly number[];
  readonly sumGradient: Float64Array;
  readonly sumHessian: Float64Array;
  /** Weight of each node, float32, not scaled. */
  readonly weights: Float32Array;
  readonly best: readonly SplitCandidate[];
  readonly #gains: Float32Array;
  readonly #evaluator: SplitEvaluator;
  readonly #gradients: GradientPairs;
  /** Place of each row's node in the level; -1 for rows of nodes that are done. */
  readonly #placeOf: Int32Array;
  readonly #isOpen: Uint8Array;
  // The walk's state, one entry a node: sums so far and the value before.
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;
  readonly #last: Float32Array;

  /**
   * @param boundsOf For each node the one whose bounds hold for it.
   * @param nodeOf The node of every row.
   */
  constructor(
    nodes: readonly number[],
    boundsOf: readonly number[],
    nodeOf: Int32Array,
    gradients: GradientPairs,
    evaluator: SplitEvaluator,
  ) {
    const size = nodes.length;
    this.nodes = nodes;
    this.sumGradient = new Float64Array(size);
    this.sumHessian = new Float64Array(size);
    this.best = nodes.map(() => new SplitCandidate());
    this.#evaluator = evaluator;
    this.#gradients = gradients;
    this.#isOpen = new Uint8Array(size);
    this.#gradient = new Float64Array(size);
    this.#hessian = new Float64Array(size);
    this.#last = new Float32Array(size);
    const place = new Int32Array(1 + nodes.reduce((most, node) => Math.max(most, node), 0)).fill(-1);
    nodes.forEach((node, i) => {
      place[node] = i;
    });
    this.#placeOf = new Int32Array(nodeOf.length);
    addRows(nodeOf, place, gradients, this.#placeOf, this.sumGradient, this.sumHessian);
    this.weights = Float32Array.from(nodes, (_, i) =>
      evaluator.weight(boundsOf[i]!, this.sumGradient[i]!, this.sumHessian[i]!),
    );
    this.#gains = Float32Array.from(nodes, (_, i) =>
      evaluator.gain(boundsOf[i]!, this.sumGradient[i]!, this.sumHessian[i]!),
    );
  }

  /** Says which nodes may split on the feature that is scanned next. */
  openFeature(allows: (node: number) => boolean): void {
    this.nodes.forEach((node, i) => {
      this.#isOpen[i] = allows(node) ? 1 : 0;
    });
  }

  /**
   * Walks through a column and offers every split to the nodes.
   *
   * @param fromRight From the largest value down, missing values to the left; otherwise up, missing to the right.
   */
  scan(column: SortedColumn, feature: number, fromRight: boolean, parameters: TreeParameters): void {
    const { rows, values } = column;
    const { minChildWeight } = parameters;
    const gradients = this.#gradients;
    const sumGradient = this.#gradient.fill(0);
    const sumHessian = this.#hessian.fill(0);
    const last = this.#last;
    const count = rows.length;
    for (let k = 0; k < count; k++) {
      const at = fromRight ? count - 1 - k : k;
      const row = rows[at]!;
      const i = this.#placeOf[row]!;
      if (i < 0 || this.#isOpen[i] === 0) continue;
      const value = values[at]!;
      if (sumHessian[i] !== 0 && value !== last[i] && sumHessian[i]! >= minChildWeight) {
        this.#offer(i, feature, this.#between(value, last[i]!), fromRight, minChildWeight);
      }
      sumGradient[i] = sumGradient[i]! + gradients[2 * row]!;
      sumHessian[i] = sumHessian[i]! + gradients[2 * row + 1]!;
      last[i] = value;
    }
    this.#offerAllPresent(feature, fromRight, minChildWeight);
  }

  /** Lets a scanner do the scans of all features, which `scanAll` asks it for, in the plain case. */
  scanBy(scanner: ExactScanner, scanAll: () => void): void {
    const nodes = this.nodes.map((_, i) => ({
      sumGradient: this.sumGradient[i]!,
      sumHessian: this.sumHessian[i]!,
      gain: this.#gains[i]!,
      best: this.best[i]!,
    }));
    scanner.open(nodes, this.#placeOf);
    scanAll();
    scanner.close(nodes);
  }

  #between(value: number, last: number): number {
    const middle = fround(fround(value + last) * 0.5);
    return middle === value ? last : middle;
  }

  /** All that have the feature against all that miss it: a threshold beyond the last value seen. */
  #offerAllPresent(feature: number, fromRight: boolean, minChildWeight: number): void {
    for (let i = 0; i < this.nodes.length; i++) {
      if (this.#isOpen[i] === 0 || !(this.#hessian[i]! >= minChildWeight)) continue;
      const last = this.#last[i]!;
      const gap = fround(Math.abs(last) + PAST_LAST);
      this.#offer(i, feature, fround(fromRight ? last - gap : last + gap), fromRight, minChildWeight);
    }
  }

  #offer(i: number, feature: number, threshold: number, fromRight: boolean, minChildWeight: number): void {
    const gradient = this.#gradient[i]!;
    const hessian = this.#hessian[i]!;
    const otherGradient = this.sumGradient[i]! - gradient;
    const otherHessian = this.sumHessian[i]! - hessian;
    if (!(otherHessian >= minChildWeight)) return;
    const node = this.nodes[i]!;
    const gain = fromRight
      ? this.#evaluator.splitGain(node, feature, otherGradient, otherHessian, gradient, hessian)
      : this.#evaluator.splitGain(node, feature, gradient, hessian, otherGradient, otherHessian);
    const lossChange = fround(gain - this.#gains[i]!);
    const best = this.best[i]!;
    if (!best.isBeatenBy(lossChange)) return;
    best.takeNumeric(lossChange, feature, threshold, -1, fromRight);
    if (fromRight) best.setSums(otherGradient, otherHessian, gradient, hessian);
    else best.setSums(gradient, hessian, otherGradient, otherHessian);
  }
}

/** Finds the place of every row's node in the level, and adds the row to the node's sums. */
function addRows(
  nodeOf: Int32Array,
  place: Int32Array,
  gradients: GradientPairs,
  placeOf: Int32Array,
  sumGradient: Float64Array,
  sumHessian: Float64Array,
): void {
  const nKnown = place.length;
  for (let row = 0; row < nodeOf.length; row++) {
    const node = nodeOf[row]!;
    const i = node < nKnown ? place[node]! : -1;
    placeOf[row] = i;
    if (i < 0) continue;
    sumGradient[i] = sumGradient[i]! + gradients[2 * row]!;
    sumHessian[i] = sumHessian[i]! + gradients[2 * row + 1]!;
  }
}
