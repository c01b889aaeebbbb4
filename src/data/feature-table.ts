// Features as everything inside this package sees them: one matrix, and the names of its columns if it has any.
import type { Matrix } from "../numeric/index.ts";

/** Parsed features: what every accepted form of X becomes at the edge, and what is trusted from there on. */
export interface FeatureTable {
  /** `nRows` samples by `nColumns` features. */
  readonly matrix: Matrix;
  /** One distinct name per column, or undefined when the input had none (plain arrays). */
  readonly names: readonly string[] | undefined;
}
