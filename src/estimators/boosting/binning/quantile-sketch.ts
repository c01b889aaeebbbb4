// The cuts of one feature from a stream of its values, in the space and the order XGBoost's sketch works in.
import { combineSummaries, pruneSummary, type QuantileSummary, summarize } from "./quantile-summary.ts";

/** Summaries are kept this many times finer than the bins asked for. */
const FINENESS = 8;

/**
 * Summarizes a feature so that its cuts come out equal to XGBoost's.
 *
 * Rows are taken in order into a buffer; a full buffer becomes a summary, and summaries merge level by level, as in a
 * binary counter. As long as the feature fits the first buffer this is the exact summary, pruned.
 *
 * @param values Float32 values in row order, NaN for missing.
 * @param weights One a row, or undefined.
 * @param maxBin Bins asked for.
 * @returns At most `maxBin + 1` entries; none when every value is missing.
 */
export function sketchFeature(
  values: Float32Array,
  weights: Float32Array | undefined,
  maxBin: number,
): QuantileSummary {
  const nPresent = countPresent(values);
  if (nPresent === 0) return summarize(new Float32Array(0), undefined);
  const limit = sizeLimit(nPresent, maxBin);
  const full = streamSummary(values, weights, nPresent, limit);
  const intermediate = Math.min(nPresent, maxBin * FINENESS);
  return pruneSummary(pruneSummary(full, intermediate), Math.min(intermediate, maxBin) + 1);
}

/**
 * Whether a feature fits the first buffer of the sketch, so that the sketch is the exact summary, pruned.
 *
 * @param nRows Rows of the feature.
 */
export function fitsOneBuffer(nRows: number, maxBin: number): boolean {
  return nRows <= 2 * sizeLimit(nRows, maxBin);
}

function countPresent(values: Float32Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) count++;
  return count;
}

/** Entries each level may keep so that the error stays below 1 / (bins * fineness). */
function sizeLimit(nPresent: number, maxBin: number): number {
  const epsilon = 1 / (Math.max(Math.min(maxBin, nPresent), 1) * FINENESS);
  for (let nLevels = 1; ; nLevels++) {
    const limit = Math.min(nPresent, Math.ceil(nLevels / epsilon) + 1);
    if (2 ** nLevels * limit >= nPresent) return limit;
  }
}

function streamSummary(
  values: Float32Array,
  weights: Float32Array | undefined,
  nPresent: number,
  limit: number,
): QuantileSummary {
  const buffer = new ValueBuffer(Math.min(limit * 2, nPresent), weights !== undefined);
  const levels: (QuantileSummary | undefined)[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    if (Number.isNaN(value) || weight === 0) continue;
    if (buffer.isFull && buffer.lastValue !== value) carry(levels, buffer.drain(), limit);
    buffer.push(value, weight);
  }
  const rest = buffer.drain();
  if (levels.length === 0) return pruneSummary(rest, limit);
  let merged = pruneSummary(rest, limit);
  for (const level of levels) {
    if (level === undefined) continue;
    merged = merged.size === 0 ? level : pruneSummary(combineSummaries(merged, level), limit);
  }
  return merged;
}

/** Puts a new summary in at the lowest free level, merging it with those it meets on the way. */
function carry(levels: (QuantileSummary | undefined)[], summary: QuantileSummary, limit: number): void {
  let carried = summary;
  for (let i = 0; ; i++) {
    const level = levels[i];
    if (level === undefined) {
      levels[i] = pruneSummary(carried, limit);
      return;
    }
    const merged = combineSummaries(pruneSummary(carried, limit), level);
    if (merged.size <= limit) {
      levels[i] = merged;
      return;
    }
    levels[i] = undefined;
    carried = merged;
  }
}

/** Values waiting to be summarized; runs of one value take one place. */
class ValueBuffer {
  readonly #values: Float32Array;
  readonly #weights: Float32Array;
  readonly #isWeighted: boolean;
  #size = 0;

  constructor(capacity: number, isWeighted: boolean) {
    this.#values = new Float32Array(capacity);
    this.#weights = new Float32Array(capacity);
    this.#isWeighted = isWeighted;
  }

  get isFull(): boolean {
    return this.#size === this.#values.length;
  }

  get lastValue(): number | undefined {
    return this.#values[this.#size - 1];
  }

  push(value: number, weight: number): void {
    if (this.#size > 0 && this.#values[this.#size - 1] === value) {
      this.#weights[this.#size - 1]! += weight;
      return;
    }
    this.#values[this.#size] = value;
    this.#weights[this.#size] = weight;
    this.#size++;
  }

  drain(): QuantileSummary {
    const values = this.#values.subarray(0, this.#size);
    const weights = this.#weights.subarray(0, this.#size);
    this.#size = 0;
    const isUnit = !this.#isWeighted && weights.every((weight) => weight === 1);
    if (isUnit) return summarize(values.slice().sort(), undefined);
    const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
    return summarize(
      Float32Array.from(order, (i) => values[i]!),
      Float32Array.from(order, (i) => weights[i]!),
    );
  }
}
