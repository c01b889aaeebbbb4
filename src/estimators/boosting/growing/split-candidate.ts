// The best split found so far for one node.

/** What files say in place of the threshold of a split by category: the smallest float32 above 0. */
const NO_THRESHOLD = 2 ** -149;

/** A split of one node: starts as "none", keeps the best it is offered. */
export class SplitCandidate {
  /** How much the split lowers the objective, float32; 0 while there is none. */
  lossChange = 0;
  feature = 0;
  threshold = 0;
  /** The last bin that goes left, -1 when only missing values do; of use with binned data alone. */
  splitBin = -1;
  defaultLeft = false;
  /** Categories that go right; undefined for a numeric split. */
  categories: Int32Array | undefined = undefined;
  leftGradient = 0;
  leftHessian = 0;
  rightGradient = 0;
  rightHessian = 0;

  /**
   * Whether a split with this loss change should be taken instead. Features are to be offered in rising order: at equal
   * loss the one met first stays.
   */
  isBeatenBy(lossChange: number): boolean {
    return lossChange > this.lossChange && Number.isFinite(lossChange);
  }

  /** Takes a numeric split. */
  takeNumeric(
    lossChange: number,
    feature: number,
    threshold: number,
    splitBin: number,
    defaultLeft: boolean,
  ): void {
    this.lossChange = lossChange;
    this.feature = feature;
    this.threshold = threshold;
    this.splitBin = splitBin;
    this.defaultLeft = defaultLeft;
    this.categories = undefined;
  }

  /** Takes a split by category. */
  takeCategorical(lossChange: number, feature: number, categories: Int32Array, defaultLeft: boolean): void {
    this.takeNumeric(lossChange, feature, NO_THRESHOLD, -1, defaultLeft);
    this.categories = categories;
  }

  /** Sets the sums of the two sides. */
  setSums(leftGradient: number, leftHessian: number, rightGradient: number, rightHessian: number): void {
    this.leftGradient = leftGradient;
    this.leftHessian = leftHessian;
    this.rightGradient = rightGradient;
    this.rightHessian = rightHessian;
  }
}
