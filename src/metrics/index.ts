// Metrics: how good predictions are. Names and definitions are scikit-learn's.
export { accuracyScore } from "./accuracy-score.ts";
export type { ScoreOptions } from "./checked-targets.ts";
export { type ConfusionMatrix, confusionMatrix } from "./confusion-matrix.ts";
export type { LabelOptions } from "./label-pairs.ts";
export { type LogLossOptions, logLoss } from "./log-loss.ts";
export {
  type Average,
  type AverageOptions,
  type ClassScoreOptions,
  type ClassScores,
  f1Score,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from "./precision-recall.ts";
export {
  type PrecisionRecallCurve,
  type PrecisionRecallOptions,
  precisionRecallCurve,
} from "./precision-recall-curve.ts";
export {
  meanAbsoluteError,
  meanSquaredError,
  type R2Options,
  r2Score,
  rootMeanSquaredError,
} from "./regression.ts";
export { type RocAucOptions, rocAucScore } from "./roc-auc-score.ts";
export { type RocCurve, type RocCurveOptions, rocCurve } from "./roc-curve.ts";
export type { Scores } from "./score-matrix.ts";
