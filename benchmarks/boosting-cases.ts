// What the boosting benchmark measures: sizes and settings, and who takes part.

/** One size, task and way of growing. */
export interface BoostingCase {
  readonly name: string;
  /** Generated data of this size; 442 rows are those of the diabetes data. */
  readonly nRows: number;
  readonly nColumns: number;
  readonly task: "regression" | "binary";
  readonly nTrees: number;
  /** Depth 6 by histograms, best leaf first with 31 leaves, or depth 6 by every value. */
  readonly grows: "levels" | "leaves" | "exact";
  readonly learningRate: number;
  /** The hessian each side of a split must have, and the L2 penalty: XGBoost's defaults unless LightGBM's are asked for. */
  readonly minChildWeight: number;
  readonly lambda: number;
  readonly nThreads: number;
  /** Fits in one process, of which the middle one counts: 1 for a cold start. */
  readonly nRepeats: number;
  readonly peers: readonly Peer[];
}

/** Who is measured against: `lightgbm-quantized` trains on rounded gradients. */
export type Peer = "xgboost" | "lightgbm" | "lightgbm-quantized" | "sklearn" | "catboost" | "ml-xgboost";

const COLD = {
  nTrees: 100,
  learningRate: 0.1,
  minChildWeight: 1,
  lambda: 1,
  nThreads: 1,
  nRepeats: 1,
} as const;
const SMALL = { ...COLD, nRows: 442, nColumns: 10, task: "regression", nRepeats: 60 } as const;
const HUNDRED_THOUSAND = { ...COLD, nRows: 100_000, nColumns: 50, task: "regression" } as const;
const MILLION = { ...COLD, nRows: 1_000_000, nColumns: 28, task: "regression" } as const;

/** All cases. */
export const CASES: readonly BoostingCase[] = [
  {
    name: "100k",
    ...HUNDRED_THOUSAND,
    grows: "levels",
    peers: ["xgboost", "lightgbm", "sklearn", "catboost"],
  },
  {
    name: "100k-2-threads",
    ...HUNDRED_THOUSAND,
    grows: "levels",
    nThreads: 2,
    peers: ["xgboost", "lightgbm", "sklearn"],
  },
  { name: "1m", ...MILLION, grows: "levels", peers: ["xgboost"] },
  {
    name: "1m-2-threads",
    ...MILLION,
    grows: "levels",
    nThreads: 2,
    peers: ["xgboost", "lightgbm", "sklearn"],
  },
  { name: "1m-leaves", ...MILLION, grows: "leaves", peers: ["lightgbm", "lightgbm-quantized"] },
  { name: "1m-binary", ...MILLION, task: "binary", grows: "levels", peers: ["xgboost", "lightgbm"] },
  { name: "diabetes", ...SMALL, learningRate: 0.3, grows: "exact", peers: ["xgboost", "ml-xgboost"] },
  {
    name: "diabetes-leaves",
    ...SMALL,
    grows: "leaves",
    minChildWeight: 20,
    lambda: 0,
    peers: ["lightgbm"],
  },
];
