// The parameters that shape a tree, as the arithmetic of growing needs them.

/** Parameters of growing, already checked. Numbers marked float32 are rounded to single precision, as XGBoost holds them. */
export interface TreeParameters {
  /** How splits are found: every distinct value of the rows of a node, or fixed bins. */
  readonly method: "exact" | "hist";
  /** Level by level, or always the leaf that gains most. */
  readonly growPolicy: "depthwise" | "lossguide";
  /** Edges from the root to a leaf, at most; 0 for no limit. */
  readonly maxDepth: number;
  /** Leaves, at most; 0 for no limit. */
  readonly maxLeaves: number;
  /** Scales every leaf; float32. */
  readonly learningRate: number;
  /** Gain below which a split is not made (or is pruned away); float32. */
  readonly gamma: number;
  /** Sum of hessians that each side of a split must have; float32. */
  readonly minChildWeight: number;
  /** Bound on a leaf's weight before scaling, 0 for none; float32. */
  readonly maxDeltaStep: number;
  /** L2 penalty on weights; float32. */
  readonly lambda: number;
  /** L1 penalty on weights; float32. */
  readonly alpha: number;
  /** Bins a feature, at most. */
  readonly maxBin: number;
  /** Share of the features a tree, a level and a node may use. */
  readonly colsampleByTree: number;
  readonly colsampleByLevel: number;
  readonly colsampleByNode: number;
  /** -1, 0 or 1 a feature; undefined for no constraint. */
  readonly monotone: Int8Array | undefined;
  /** Sets of features that may stand on one path; undefined for no constraint. */
  readonly interactions: readonly (readonly number[])[] | undefined;
  /** A categorical feature with fewer categories is split one against the rest. */
  readonly maxCatToOnehot: number;
  /** Categories on one side of a partition, at most. */
  readonly maxCatThreshold: number;
}
