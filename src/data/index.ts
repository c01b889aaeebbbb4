// Data: the forms it comes in, and the one form it becomes.
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
export { type FeatureOptions, toFeatureTable } from "./to-feature-table.ts";
export { toVector } from "./to-vector.ts";
