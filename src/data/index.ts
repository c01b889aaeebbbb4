// Data: the forms it comes in, the one form it becomes, and how it is divided.
export { alignFeatures, alignTable } from "./align-features.ts";
export { type CsvOptions, parseCsv } from "./csv/parse-csv.ts";
export { readCsv } from "./csv/read-csv.ts";
export { type LoadDiabetesOptions, loadBreastCancer, loadDiabetes, loadIris } from "./datasets/bundled.ts";
export { Dataset, type DatasetOptions, type DatasetSource } from "./datasets/dataset.ts";
export type { DescribedData } from "./datasets/dataset-digest.ts";
export { type DatasetFromFrameOptions, datasetFromFrame } from "./datasets/dataset-from-frame.ts";
export { type DatasetDescription, describeDataset } from "./datasets/describe-dataset.ts";
export type {
  ArrowTableLike,
  ArrowVectorLike,
  Cell,
  DataFrameLike,
  DenseInput,
  FeatureInput,
  MatrixLike,
  NumericArray,
  TextCell,
  VectorInput,
} from "./feature-input.ts";
export type { FeatureTable } from "./feature-table.ts";
export { checkSize } from "./raw-table.ts";
export type { Fold, Splitter } from "./splits/fold.ts";
export { KFold, type KFoldOptions } from "./splits/k-fold.ts";
export { StratifiedKFold } from "./splits/stratified-k-fold.ts";
export type { TrainTestSplitOptions } from "./splits/train-test-rows.ts";
export { trainTestSplit } from "./splits/train-test-split.ts";
export type { Column, Frame, Table } from "./table.ts";
export { type FeatureOptions, toFeatureTable } from "./to-feature-table.ts";
export { type TableInput, toTable } from "./to-table.ts";
export { toVector } from "./to-vector.ts";
