// The summary of a long feature from a sample of its rows: exact ranks of the sample, whatever the order of the rows.

import { pruneSummary, type QuantileSummary, summarize } from "./quantile-summary.ts";
import { makeSortSpace, type SortSpace, sortRows } from "./radix-sort.kernel.ts";

/** Rows of a sample at most: quantiles of 256 bins move by less than a tenth of a bin. */
const SAMPLE_ROWS = 200_000;

/** Draws one row out of each of as many equal stretches; the same rows for every feature. */
export function sampleRows(nRows: number, uniform: () => number): Uint32Array | undefined {
  if (nRows <= SAMPLE_ROWS) return undefined;
  const stretch = nRows / SAMPLE_ROWS;
  return Uint32Array.from({ length: SAMPLE_ROWS }, (_, i) => Math.floor((i + uniform()) * stretch));
}

/** Summarizes features one after the other, reusing its working space. */
export class SampledSummarizer {
  readonly #rows: Uint32Array | undefined;
  readonly #values: Float32Array;
  readonly #sorted: Float32Array;
  readonly #space: SortSpace;

  /** @param rows The rows of the sample; undefined for all. */
  constructor(nRows: number, rows: Uint32Array | undefined) {
    const size = rows?.length ?? nRows;
    this.#rows = rows;
    this.#values = new Float32Array(size);
    this.#sorted = new Float32Array(size);
    this.#space = makeSortSpace(size);
  }

  /**
   * The summary of one feature.
   *
   * @param column Float32 values by row, NaN for missing.
   * @param weights One a row, or undefined.
   * @returns At most `maxBin + 1` entries; none when every value is missing.
   */
  summarize(column: Float32Array, weights: Float32Array | undefined, maxBin: number): QuantileSummary {
    const rows = this.#rows;
    const values = rows === undefined ? column : this.#values;
    if (rows !== undefined) for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
    const count = sortRows(new Uint32Array(values.buffer, values.byteOffset, values.length), this.#space);
    const order = this.#space.rows;
    const sorted = this.#sorted.subarray(0, count);
    for (let i = 0; i < count; i++) sorted[i] = values[order[i]!]!;
    const sortedWeights =
      weights === undefined
        ? undefined
        : Float32Array.from(
            { length: count },
            (_, i) => weights[rows === undefined ? order[i]! : rows[order[i]!]!]!,
          );
    return pruneSummary(summarize(sorted, sortedWeights), maxBin + 1);
  }
}
