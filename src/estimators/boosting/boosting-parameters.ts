// The parameters of boosting: XGBoost's, in camelCase, one row each.
import type { ParameterTable } from "../parameters/parameter-table.ts";

/** The names of the objectives. */
export const OBJECTIVE_NAMES = [
  "reg:squarederror",
  "reg:absoluteerror",
  "reg:pseudohubererror",
  "reg:quantileerror",
  "reg:logistic",
  "reg:gamma",
  "reg:tweedie",
  "count:poisson",
  "binary:logistic",
  "binary:logitraw",
  "multi:softprob",
  "multi:softmax",
] as const;

/** One of the objectives. */
export type ObjectiveName = (typeof OBJECTIVE_NAMES)[number];

/** The parameters that are one number, word or flag. */
export interface ScalarParams {
  readonly objective: ObjectiveName;
  readonly baseScore: number | null;
  readonly treeMethod: "hist" | "exact";
  readonly growPolicy: "depthwise" | "lossguide";
  readonly learningRate: number;
  readonly maxDepth: number;
  readonly maxLeaves: number;
  readonly minChildWeight: number;
  readonly gamma: number;
  readonly lambda: number;
  readonly alpha: number;
  readonly maxDeltaStep: number | null;
  readonly maxBin: number;
  readonly sketch: "sample" | "xgboost";
  readonly sums: "packed" | "double";
  readonly subsample: number;
  readonly colsampleBytree: number;
  readonly colsampleBylevel: number;
  readonly colsampleBynode: number;
  readonly numParallelTree: number;
  readonly numClass: number | null;
  readonly scalePosWeight: number;
  readonly huberSlope: number;
  readonly tweedieVariancePower: number;
  readonly maxCatToOnehot: number;
  readonly maxCatThreshold: number;
  readonly seed: number;
}

/** The parameters that are lists. */
export interface ListParams {
  /** What to report each round, by XGBoost's names (`rmse`, `error@0.7`, …); the objective's own metric when absent. */
  readonly evalMetric: readonly string[] | undefined;
  /** For each feature 1 (rising), -1 (falling) or 0 (free); by position, or by feature name. */
  readonly monotoneConstraints: readonly number[] | Readonly<Record<string, number>> | undefined;
  /** Sets of features, by number or name, that may stand on one path of a tree. */
  readonly interactionConstraints: readonly (readonly (number | string)[])[] | undefined;
  /** The quantiles of `reg:quantileerror`. */
  readonly quantileAlpha: readonly number[] | undefined;
}

/** All parameters of boosting. */
export type BoostingParams = ScalarParams & ListParams;

const ANY = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
const FROM_ZERO = { min: 0, max: Number.POSITIVE_INFINITY };
const SHARE = { min: Number.MIN_VALUE, max: 1 };

/** The rows of the scalar parameters. Defaults are XGBoost's. */
export const BOOSTING_PARAMETERS: ParameterTable<ScalarParams> = {
  objective: {
    kind: "choice",
    default: "reg:squarederror",
    choices: OBJECTIVE_NAMES,
    help: "The loss to minimize",
  },
  baseScore: {
    kind: "number",
    default: null,
    ...ANY,
    help: "The prediction to start from, before the link; estimated from the labels when null",
  },
  treeMethod: {
    kind: "choice",
    default: "hist",
    choices: ["hist", "exact"],
    help: "How splits are found: among the bounds of bins, or among all values",
  },
  growPolicy: {
    kind: "choice",
    default: "depthwise",
    choices: ["depthwise", "lossguide"],
    help: "Whether a tree grows level by level or at the leaf that gains most (hist only)",
  },
  learningRate: {
    kind: "number",
    default: 0.3,
    ...FROM_ZERO,
    help: "What every leaf is multiplied with (eta)",
  },
  maxDepth: {
    kind: "integer",
    default: 6,
    min: 0,
    max: 30,
    help: "Edges from the root to a leaf at most; 0 for no limit (hist only)",
  },
  maxLeaves: {
    kind: "integer",
    default: 0,
    min: 0,
    max: 1_000_000,
    help: "Leaves of a tree at most; 0 for no limit (hist only)",
  },
  minChildWeight: {
    kind: "number",
    default: 1,
    ...FROM_ZERO,
    help: "The sum of hessians each side of a split must have",
  },
  gamma: { kind: "number", default: 0, ...FROM_ZERO, help: "What a split must gain (min_split_loss)" },
  lambda: { kind: "number", default: 1, ...FROM_ZERO, help: "The L2 penalty on leaf weights (reg_lambda)" },
  alpha: { kind: "number", default: 0, ...FROM_ZERO, help: "The L1 penalty on leaf weights (reg_alpha)" },
  maxDeltaStep: {
    kind: "number",
    default: null,
    ...FROM_ZERO,
    help: "The bound on a leaf's weight before scaling, 0 for none; when null 0.7 for count:poisson and none otherwise",
  },
  maxBin: {
    kind: "integer",
    default: 256,
    min: 2,
    max: 65_535,
    help: "Bins of a feature at most (hist only)",
  },
  sketch: {
    kind: "choice",
    default: "sample",
    choices: ["sample", "xgboost"],
    help: "How features of very many distinct values are cut: by quantiles of 200,000 rows, or just as XGBoost cuts them (slower; hist only)",
  },
  sums: {
    kind: "choice",
    default: "packed",
    choices: ["packed", "double"],
    help: "How gradients are added up: on large data as whole numbers of 33 bits beside hessians of 31, or always as doubles, just as XGBoost adds them (slower; hist only)",
  },
  subsample: { kind: "number", default: 1, ...SHARE, help: "The share of the rows each tree is grown from" },
  colsampleBytree: {
    kind: "number",
    default: 1,
    ...SHARE,
    help: "The share of the features each tree may use",
  },
  colsampleBylevel: {
    kind: "number",
    default: 1,
    ...SHARE,
    help: "The share of those that each level may use",
  },
  colsampleBynode: {
    kind: "number",
    default: 1,
    ...SHARE,
    help: "The share of those that each node may use (hist only)",
  },
  numParallelTree: {
    kind: "integer",
    default: 1,
    min: 1,
    max: 10_000,
    help: "Trees grown each round, as in a random forest",
  },
  numClass: {
    kind: "integer",
    default: null,
    min: 2,
    max: 10_000,
    help: "Classes of multi:softprob and multi:softmax",
  },
  scalePosWeight: {
    kind: "number",
    default: 1,
    ...FROM_ZERO,
    help: "What rows with label 1 count more than the others",
  },
  huberSlope: {
    kind: "number",
    default: 1,
    min: Number.MIN_VALUE,
    max: Number.POSITIVE_INFINITY,
    help: "Where reg:pseudohubererror turns from quadratic to linear",
  },
  tweedieVariancePower: {
    kind: "number",
    default: 1.5,
    min: 1,
    max: 1.999999,
    help: "The variance power of reg:tweedie, between Poisson (1) and gamma (2)",
  },
  maxCatToOnehot: {
    kind: "integer",
    default: 4,
    min: 1,
    max: 65_535,
    help: "A feature with fewer categories is split one against the rest",
  },
  maxCatThreshold: {
    kind: "integer",
    default: 64,
    min: 1,
    max: 65_535,
    help: "Categories on one side of a split at most",
  },
  seed: { kind: "integer", default: 0, min: 0, max: 4_294_967_295, help: "The seed of all sampling" },
};
