// Where the kernels of packed sums find things, and how large these are.

/** Bytes of one packed pair of gradient and hessian. */
export const PAIR_BYTES = 8;

/** Bytes of what the search knows of one feature. */
export const FEATURE_BYTES = 16;

/** Bytes of one result of the search. */
export const RESULT_BYTES = 64;

/** Where things are, in bytes, and what is fixed for the time of a training. */
export interface PackedLayout {
  readonly nFeatures: number;
  readonly binBytes: 1 | 2;
  /** Bytes from one row of bins to the next. */
  readonly rowBytes: number;
  /** First histogram slot of each feature, and one past the last: there the sum of all rows is kept. */
  readonly slots: Int32Array;
  /** Bins row by row. */
  readonly binsAt: number;
  /** Packed pairs by row. */
  readonly pairsAt: number;
  /** Four numbers a feature: bytes from the start of a histogram to its first bin and past its last one, 1 when it may be missing, 0. */
  readonly featuresAt: number;
  /** A histogram to add rows to, all 0 when nobody does. */
  readonly scratchAt: number;
}

/** Bytes of one histogram: its slots, the sum of all rows, and room to take them two at a time. */
export function packedHistogramBytes(nSlots: number): number {
  return PAIR_BYTES * (nSlots + 1 + ((nSlots + 1) % 2));
}
