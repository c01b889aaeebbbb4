// The area under the ROC curve, for two classes and for several.
import { invalidValue, quote, warn } from "../errors/index.ts";
import { observeMeasure } from "../events/index.ts";
import { encodeLabels, type Label, mean, sortLabels, sum } from "../numeric/index.ts";
import { checkedWeights, checkLengths, type ScoreOptions } from "./checked-targets.ts";
import { rocCurve } from "./roc-curve.ts";
import { checkColumns, firstRowNotSummingToOne, type Scores, scoreColumns } from "./score-matrix.ts";

/** What {@link rocAucScore} accepts. */
export interface RocAucOptions extends ScoreOptions {
  /** For several classes: each against the rest, or the mean over all pairs (D. J. Hand, R. J. Till, 2001). No default. */
  readonly multiClass?: "ovr" | "ovo" | undefined;
  /** For several classes: the plain mean (the default), or weighted by how many samples have the classes. */
  readonly average?: "macro" | "weighted";
  /** For several classes: all of them, needed when `yTrue` does not have each. */
  readonly labels?: readonly Label[] | undefined;
}

/** As NumPy's allclose compares sums with 1. */
const SUM_TOLERANCE = 1e-5 + 1e-8;

/**
 * The area under the ROC curve: how likely a positive sample has a larger score than a negative one.
 *
 * @param yTrue Length n: numbers, text or booleans. Of two classes the larger is the positive one.
 * @param yScore Length n; for several classes probabilities, n x k, columns in the order of the sorted classes.
 * @param options For several classes how they are compared and averaged; sample weights (not with `ovo`).
 * @returns From 0 to 1; NaN, with a warning, when `yTrue` has one class only.
 * @throws RangeError when lengths differ, there is nothing, a score is not finite, columns and classes do not match,
 *   probabilities do not add up to 1, or several classes are given without `multiClass`.
 */
export function rocAucScore(yTrue: ArrayLike<Label>, yScore: Scores, options: RocAucOptions = {}): number {
  return observeMeasure("roc_auc_score", "rocAucScore(yTrue, yScore)", yScore, () =>
    areaOf(yTrue, yScore, options),
  );
}

function areaOf(yTrue: ArrayLike<Label>, yScore: Scores, options: RocAucOptions): number {
  const columns = scoreColumns(yScore, "yScore");
  checkLengths(yTrue, columns[0] ?? [], "yScore");
  const weights = checkedWeights(options.sampleWeight, yTrue.length);
  const { classes, codes } = encodeLabels(yTrue, "yTrue");
  if (classes.length > 2 || columns.length > 2)
    return severalClasses(classes, codes, columns, weights, options);
  checkColumns(columns, 1, "yScore for two classes");
  if (classes.length < 2) {
    warn(
      "UndefinedMetricWarning",
      "The area under the ROC curve is not defined for one class: it is set to NaN",
    );
    return Number.NaN;
  }
  return areaFor(
    codes.map((code) => (code === 1 ? 1 : 0)),
    columns[0]!,
    weights,
  );
}

function severalClasses(
  present: readonly Label[],
  presentCodes: Int32Array,
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
  { multiClass, average = "macro", labels }: RocAucOptions,
): number {
  const classes = sortLabels([...new Set(labels ?? present)]);
  checkColumns(columns, classes.length, "yScore");
  const row = firstRowNotSummingToOne(columns, SUM_TOLERANCE);
  if (row >= 0) {
    throw invalidValue(
      `Cannot measure the area under the ROC curve: the probabilities of a row must add up to 1: row ${row} does not`,
    );
  }
  const moved = present.map((label) => {
    const code = classes.indexOf(label);
    if (code >= 0) return code;
    throw invalidValue(
      `Cannot measure the area under the ROC curve: labels must have every true label: ${quote(label)} is missing`,
    );
  });
  const codes = presentCodes.map((code) => moved[code]!);
  if (multiClass === "ovr") return oneAgainstRest(codes, columns, weights, average);
  if (multiClass === "ovo" && weights === undefined) return oneAgainstOne(codes, columns, average);
  throw invalidValue(
    multiClass === "ovo"
      ? 'Cannot measure the area under the ROC curve: sampleWeight cannot be used with multiClass "ovo"'
      : `Cannot measure the area under the ROC curve: for ${classes.length} classes multiClass must be "ovr" or "ovo": current value is ${quote(multiClass)}`,
  );
}

function oneAgainstRest(
  codes: Int32Array,
  columns: readonly Float64Array[],
  weights: Float64Array | undefined,
  average: "macro" | "weighted",
): number {
  const areas = new Float64Array(columns.length);
  const shares = new Float64Array(columns.length);
  columns.forEach((scores, code) => {
    const isClass = codes.map((other) => (other === code ? 1 : 0));
    areas[code] = areaFor(isClass, scores, weights);
    shares[code] = mean(Float64Array.from(isClass), weights);
  });
  return mean(areas, average === "weighted" ? shares : undefined);
}

function oneAgainstOne(
  codes: Int32Array,
  columns: readonly Float64Array[],
  average: "macro" | "weighted",
): number {
  const areas: number[] = [];
  const shares: number[] = [];
  for (let a = 0; a < columns.length; a++) {
    for (let b = a + 1; b < columns.length; b++) {
      const rows = Int32Array.from(codes, (_, i) => i).filter((i) => codes[i] === a || codes[i] === b);
      const isA = rows.map((i) => (codes[i] === a ? 1 : 0));
      const isB = rows.map((i) => (codes[i] === b ? 1 : 0));
      const areaOfA = areaFor(
        isA,
        Float64Array.from(rows, (i) => columns[a]![i]!),
        undefined,
      );
      const areaOfB = areaFor(
        isB,
        Float64Array.from(rows, (i) => columns[b]![i]!),
        undefined,
      );
      areas.push((areaOfA + areaOfB) / 2);
      shares.push(rows.length / codes.length);
    }
  }
  return mean(Float64Array.from(areas), average === "weighted" ? Float64Array.from(shares) : undefined);
}

function areaFor(isPositive: Int32Array, scores: Float64Array, weights: Float64Array | undefined): number {
  const { fpr, tpr } = rocCurve(isPositive, scores, { sampleWeight: weights, posLabel: 1 });
  const strips = fpr.subarray(1).map((right, k) => ((right - fpr[k]!) * (tpr[k + 1]! + tpr[k]!)) / 2);
  return sum(strips);
}
