// Histograms are large and short-lived: this lends them out and takes them back.

/** Lends histograms of one length. */
export class HistogramPool {
  readonly #length: number;
  readonly #free: Float64Array[];

  /**
   * @param length Numbers in one histogram.
   * @param ready Histograms to lend first; others are made when they run out.
   */
  constructor(length: number, ready: readonly Float64Array[]) {
    this.#length = length;
    this.#free = [...ready];
  }

  /** A histogram whose content is to be overwritten. */
  take(): Float64Array {
    return this.#free.pop() ?? new Float64Array(this.#length);
  }

  /** Takes a histogram back; its borrower must not use it any more. */
  give(histogram: Float64Array): void {
    this.#free.push(histogram);
  }
}
