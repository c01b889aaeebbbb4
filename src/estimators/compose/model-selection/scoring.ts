// How the settings of a search are compared: numbers of which the larger is the better.
import { invalidValue, quote } from "../../../errors/index.ts";
import {
  accuracyScore,
  f1Score,
  meanAbsoluteError,
  meanSquaredError,
  precisionScore,
  r2Score,
  recallScore,
  rootMeanSquaredError,
} from "../../../metrics/index.ts";
import type { Label } from "../../../numeric/index.ts";

/** True and predicted values in, the larger the better out. */
export type ScoreFunction = (yTrue: ArrayLike<Label>, yPred: ArrayLike<Label>) => number;

/** The scorings that have names, which are scikit-learn's. */
export type ScoringName =
  | "accuracy"
  | "f1"
  | "f1_macro"
  | "f1_weighted"
  | "neg_mean_absolute_error"
  | "neg_mean_squared_error"
  | "neg_root_mean_squared_error"
  | "precision"
  | "r2"
  | "recall";

/** A name, or a function. */
export type Scoring = ScoringName | ScoreFunction;

const ofNumbers =
  (score: (yTrue: ArrayLike<number>, yPred: ArrayLike<number>) => number): ScoreFunction =>
  (yTrue, yPred) =>
    score(Float64Array.from(yTrue, Number), Float64Array.from(yPred, Number));

const SCORES: Readonly<Record<ScoringName, ScoreFunction>> = {
  accuracy: accuracyScore,
  f1: f1Score,
  f1_macro: (yTrue, yPred) => f1Score(yTrue, yPred, { average: "macro" }),
  f1_weighted: (yTrue, yPred) => f1Score(yTrue, yPred, { average: "weighted" }),
  neg_mean_absolute_error: ofNumbers((yTrue, yPred) => -meanAbsoluteError(yTrue, yPred)),
  neg_mean_squared_error: ofNumbers((yTrue, yPred) => -meanSquaredError(yTrue, yPred)),
  neg_root_mean_squared_error: ofNumbers((yTrue, yPred) => -rootMeanSquaredError(yTrue, yPred)),
  precision: precisionScore,
  r2: ofNumbers(r2Score),
  recall: recallScore,
};

/** The function that a scoring stands for. @throws RangeError for a name that does not exist. */
export function scoreFunction(scoring: Scoring): ScoreFunction {
  if (typeof scoring === "function") return scoring;
  if (Object.hasOwn(SCORES, scoring)) return SCORES[scoring];
  throw invalidValue(
    `Cannot search: scoring must be a function or one of ${Object.keys(SCORES).join(", ")}: current value is ${quote(scoring)}`,
  );
}
