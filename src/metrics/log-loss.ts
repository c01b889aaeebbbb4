// The mean of the negative logarithm of the probability that was given to the true class.
import { invalidValue, quote, warn } from "../errors/index.ts";
import { observeMeasure } from "../events/index.ts";
import { encodeLabels, type Label, mean, sortLabels } from "../numeric/index.ts";
import { checkedWeights, checkLengths, type ScoreOptions } from "./checked-targets.ts";
import { checkColumns, firstRowNotSummingToOne, type Scores, scoreColumns } from "./score-matrix.ts";

/** What {@link logLoss} accepts. */
export interface LogLossOptions extends ScoreOptions {
  /** All classes, needed when `yTrue` does not have each of them. Default: the true labels. */
  readonly labels?: readonly Label[] | undefined;
}

/** Probabilities are kept this far from 0 and 1, so that the loss stays finite: the spacing of doubles at 1. */
const CLIP = Number.EPSILON;
/** As scikit-learn has it for singles: probabilities of boosted trees are such, whatever they are kept in. */
const SUM_TOLERANCE = Math.sqrt(2 ** -23);

/**
 * Log loss, also called cross-entropy or logistic loss.
 *
 * @param yTrue Length n: numbers, text or booleans.
 * @param yProb Probabilities: of the larger of two classes, length n; or n x k, columns in the order of the sorted classes.
 * @param options Classes; sample weights.
 * @returns At least 0, in nats.
 * @throws RangeError when a probability is outside 0 to 1, there are fewer than two classes or not one column a class.
 * @throws TypeError when labels are of mixed types.
 */
export function logLoss(yTrue: ArrayLike<Label>, yProb: Scores, options: LogLossOptions = {}): number {
  return observeMeasure("log_loss", "logLoss(yTrue, yProb)", yProb, () => lossOf(yTrue, yProb, options));
}

function lossOf(yTrue: ArrayLike<Label>, yProb: Scores, options: LogLossOptions): number {
  const columns = probabilityColumns(yProb);
  checkLengths(yTrue, columns[0] ?? [], "yProb");
  const weights = checkedWeights(options.sampleWeight, yTrue.length);
  const { classes, codes } = encodeLabels(yTrue, "yTrue");
  const labels = sortLabels([...new Set(options.labels ?? classes)]);
  if (labels.length < 2) {
    throw invalidValue(
      `Cannot measure the log loss: there must be at least two classes, by labels if yTrue has but one: current classes are ${labels.map(quote).join(", ")}`,
    );
  }
  checkColumns(columns, labels.length, "yProb");
  const columnOfClass = classes.map((label) => {
    const column = columns[labels.indexOf(label)];
    if (column === undefined) {
      throw invalidValue(
        `Cannot measure the log loss: labels must have every true label: ${quote(label)} is missing`,
      );
    }
    return column;
  });
  const losses = Float64Array.from(codes, (code, i) => {
    const probability = columnOfClass[code]![i]!;
    return -Math.log(Math.min(Math.max(probability, CLIP), 1 - CLIP));
  });
  return mean(losses, weights);
}

function probabilityColumns(yProb: Scores): readonly Float64Array[] {
  const columns = scoreColumns(yProb, "yProb");
  for (const column of columns) {
    const bad = column.findIndex((probability) => probability < 0 || probability > 1);
    if (bad >= 0) {
      throw invalidValue(
        `Cannot measure the log loss: a probability must be from 0 to 1: element ${bad} is ${column[bad]}`,
      );
    }
  }
  const [positive] = columns;
  if (columns.length === 1 && positive !== undefined) return [positive.map((p) => 1 - p), positive];
  const row = firstRowNotSummingToOne(columns, SUM_TOLERANCE);
  if (row >= 0)
    warn(
      "DataWarning",
      `The probabilities of row ${row} do not add up to 1: the log loss is not one of probabilities`,
    );
  return columns;
}
