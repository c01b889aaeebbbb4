// True and predicted classes as numbers, over one list of labels.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { encodeLabels, type Label, sortLabels } from "../numeric/index.ts";
import { checkedWeights, checkLengths, type ScoreOptions } from "./checked-targets.ts";

/** What metrics of predicted classes accept. */
export interface LabelOptions extends ScoreOptions {
  /** Which labels count, in which order. Default: all that are true or predicted, sorted. */
  readonly labels?: readonly Label[] | undefined;
}

/** Class codes of one length; -1 for a label that is not among `labels`. */
export interface LabelPairs {
  readonly labels: readonly Label[];
  readonly trueCodes: Int32Array;
  readonly predictedCodes: Int32Array;
  readonly weights: Float64Array | undefined;
}

/**
 * Encodes true and predicted labels.
 *
 * @throws RangeError when lengths differ or there is nothing, or `labels` repeats one or has none that is true.
 * @throws TypeError when labels are of different types.
 */
export function labelPairs(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { labels, sampleWeight }: LabelOptions,
): LabelPairs {
  checkLengths(yTrue, yPred, "yPred");
  const weights = checkedWeights(sampleWeight, yTrue.length);
  const truth = encodeLabels(yTrue, "yTrue");
  const prediction = encodeLabels(yPred, "yPred");
  checkSameType(truth.classes[0], prediction.classes[0]);
  const wanted = labels ?? sortLabels([...new Set([...truth.classes, ...prediction.classes])]);
  const position = new Map(wanted.map((label, code) => [label, code]));
  if (position.size < wanted.length) throw invalidValue("Cannot measure: labels must be distinct");
  if (!truth.classes.some((label) => position.has(label))) {
    throw invalidValue("Cannot measure: at least one of the labels must be among the true ones");
  }
  const codesOf = ({ classes, codes }: { classes: readonly Label[]; codes: Int32Array }) => {
    const moved = classes.map((label) => position.get(label) ?? -1);
    return codes.map((code) => moved[code]!);
  };
  return { labels: wanted, trueCodes: codesOf(truth), predictedCodes: codesOf(prediction), weights };
}

function checkSameType(trueLabel: Label | undefined, predictedLabel: Label | undefined): void {
  if (typeof trueLabel !== typeof predictedLabel) {
    throw invalidType(
      `Cannot measure: true and predicted labels must be of one type: yTrue has ${quote(trueLabel)}, yPred has ${quote(predictedLabel)}`,
    );
  }
}
