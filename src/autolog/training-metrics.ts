// The metrics of a fitted model on the data it was fitted to, by the names under which MLflow logs those of scikit-learn.
import { type FeatureInput, toFeatureTable, toVector, type VectorInput } from "../data/index.ts";
import {
  accuracyScore,
  f1Score,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  precisionScore,
  r2Score,
  recallScore,
  rocAucScore,
} from "../metrics/index.ts";
import { columnOf, type Label, type Matrix } from "../numeric/index.ts";
import {
  classesOf,
  hasScore,
  isPredictor,
  isProbabilityPredictor,
  measuredModel,
  type Probabilities,
} from "./fitted.ts";

/** True and predicted values of a regression, one pair for each of its outputs, all of length n. */
export interface RegressionOutcome {
  readonly kind: "regression";
  readonly outputs: readonly { readonly yTrue: Float64Array; readonly yPred: Float64Array }[];
  readonly sampleWeight: Float64Array | undefined;
}

/** True and predicted classes, all of length n. */
export interface ClassOutcome {
  readonly kind: "classes";
  readonly yTrue: readonly Label[];
  readonly yPred: readonly Label[];
  readonly classes: readonly Label[];
  /** n x the number of classes; undefined when the model does not tell. */
  readonly probabilities: Matrix | undefined;
  readonly sampleWeight: Float64Array | undefined;
}

/** What a model makes of data whose truth is known. */
export type Outcome = RegressionOutcome | ClassOutcome;

/**
 * Lets a fitted model predict the data it was fitted to.
 *
 * @returns Undefined when the model does not predict, or there is no truth to compare with.
 */
export function outcomeOf(
  model: object,
  { X, y, sampleWeight }: { readonly X: unknown; readonly y: unknown; readonly sampleWeight?: unknown },
): Outcome | undefined {
  const measured = measuredModel(model);
  if (!isPredictor(measured) || typeof y !== "object" || y === null) return undefined;
  const classes = classesOf(measured);
  const predictions = measured.predict(X);
  // The fit has taken X, y and the weights, so that they are of the forms it takes.
  const weights =
    sampleWeight === undefined ? undefined : toVector(sampleWeight as VectorInput, "sampleWeight");
  if (classes === undefined) {
    const truth = columnsOfTarget(y, "y");
    const predicted = columnsOfTarget(predictions, "the predictions");
    const outputs = truth.map((yTrue, k) => ({ yTrue, yPred: predicted[k]! }));
    return { kind: "regression", outputs, sampleWeight: weights };
  }
  return {
    kind: "classes",
    yTrue: "length" in y ? Array.from(y as ArrayLike<Label>) : Array.from(toVector(y as VectorInput, "y")),
    yPred: Array.from(predictions as ArrayLike<Label>),
    classes,
    probabilities: isProbabilityPredictor(measured)
      ? matrixOf(measured.predictProba(X), classes.length)
      : undefined,
    sampleWeight: weights,
  };
}

/** The training metrics of an outcome: of a regression four, of a classification up to six, and `training_score`. */
export function trainingMetrics(outcome: Outcome, model: object): ReadonlyMap<string, number> {
  return outcome.kind === "regression" ? regressionMetrics(outcome, model) : classMetrics(outcome, model);
}

/** Of several outputs the mean, as scikit-learn's metrics have it. */
function regressionMetrics(
  { outputs, sampleWeight }: RegressionOutcome,
  model: object,
): ReadonlyMap<string, number> {
  const options = { sampleWeight };
  const meanOf = (measure: (yTrue: Float64Array, yPred: Float64Array) => number): number =>
    outputs.reduce((total, { yTrue, yPred }) => total + measure(yTrue, yPred), 0) / outputs.length;
  const r2 = meanOf((yTrue, yPred) => r2Score(yTrue, yPred, options));
  return new Map([
    ["training_mean_squared_error", meanOf((yTrue, yPred) => meanSquaredError(yTrue, yPred, options))],
    ["training_mean_absolute_error", meanOf((yTrue, yPred) => meanAbsoluteError(yTrue, yPred, options))],
    ["training_r2_score", r2],
    [
      "training_root_mean_squared_error",
      meanOf((yTrue, yPred) => Math.sqrt(meanSquaredError(yTrue, yPred, options))),
    ],
    ...scoreEntry(model, r2),
  ]);
}

/** What is to be predicted, or was: one column for each output. */
function columnsOfTarget(values: unknown, what: string): readonly Float64Array[] {
  const isTable = Array.isArray(values) && Array.isArray(values[0]) && values[0].length > 1;
  const isMatrix = typeof values === "object" && values !== null && "to2DArray" in values;
  if (!isTable && !isMatrix) return [toVector(values as VectorInput, what)];
  const { matrix } = toFeatureTable(values as FeatureInput);
  return Array.from({ length: matrix.nColumns }, (_, j) => columnOf(matrix, j));
}

function classMetrics(outcome: ClassOutcome, model: object): ReadonlyMap<string, number> {
  const { yTrue, yPred, classes, probabilities, sampleWeight } = outcome;
  // A class that is never predicted counts as 0, as it does without a word in MLflow.
  const options = { average: "weighted", sampleWeight, zeroDivision: 0 } as const;
  const accuracy = accuracyScore(yTrue, yPred, { sampleWeight });
  return new Map([
    ["training_precision_score", precisionScore(yTrue, yPred, options)],
    ["training_recall_score", recallScore(yTrue, yPred, options)],
    ["training_f1_score", f1Score(yTrue, yPred, options)],
    ["training_accuracy_score", accuracy],
    ...(probabilities === undefined ? [] : probabilityMetrics(yTrue, classes, probabilities, sampleWeight)),
    ...scoreEntry(model, accuracy),
  ]);
}

function probabilityMetrics(
  yTrue: readonly Label[],
  classes: readonly Label[],
  probabilities: Matrix,
  sampleWeight: Float64Array | undefined,
): readonly (readonly [string, number])[] {
  const loss = [
    "training_log_loss",
    logLoss(yTrue, probabilities, { labels: classes, sampleWeight }),
  ] as const;
  if (classes.length === 2) {
    return [loss, ["training_roc_auc", rocAucScore(yTrue, columnOf(probabilities, 1), { sampleWeight })]];
  }
  // The mean over pairs of classes does not know weights.
  if (sampleWeight !== undefined) return [loss];
  const area = rocAucScore(yTrue, probabilities, { multiClass: "ovo", average: "weighted", labels: classes });
  return [loss, ["training_roc_auc", area]];
}

/** What `score` would give for the same data: it is the coefficient of determination, or the accuracy. */
function scoreEntry(model: object, value: number): readonly (readonly [string, number])[] {
  return hasScore(model) ? [["training_score", value]] : [];
}

/** Puts rows of probabilities into columns, one a class. */
function matrixOf(rows: Probabilities, nClasses: number): Matrix {
  const nRows = rows.length;
  const values = new Float64Array(nRows * nClasses);
  for (const [i, row] of rows.entries()) for (let k = 0; k < nClasses; k++) values[k * nRows + i] = row[k]!;
  return { nRows, nColumns: nClasses, values };
}
