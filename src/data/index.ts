// Data: the forms it comes in, the one form it becomes, and how it is divided.
export { alignFeatures } from "./align-features.ts";
export type {
  ArrowTableLike,
  ArrowVectorLike,
  Cell,
  DataFrameLike,
  DenseInput,
  FeatureInput,
  MatrixLike,
  NumericArray,
  VectorInput,
} from "./feature-input.ts";
export type { FeatureTable } from "./feature-table.ts";
export type { Fold, Splitter } from "./splits/fold.ts";
export { KFold, type KFoldOptions } from "./splits/k-fold.ts";
export { StratifiedKFold } from "./splits/stratified-k-fold.ts";
export { type TrainTestSplitOptions, trainTestRows } from "./splits/train-test-split.ts";
export { type FeatureOptions, toFeatureTable } from "./to-feature-table.ts";
export { toVector } from "./to-vector.ts";
