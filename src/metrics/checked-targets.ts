// True and predicted numbers as the metrics trust them: of one length, finite, with weights that mean something.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { firstNonFinite, sum } from "../numeric/index.ts";

/** What most metrics accept beside true and predicted values. */
export interface ScoreOptions {
  /** How much each sample counts, at least 0 and not all 0. Default: all the same. */
  readonly sampleWeight?: ArrayLike<number> | undefined;
}

/** Numbers of one length, at least 1. */
export interface CheckedTargets {
  readonly yTrue: Float64Array;
  readonly yPred: Float64Array;
  readonly weights: Float64Array | undefined;
}

/**
 * Checks the arguments of a regression metric.
 *
 * @throws RangeError when lengths differ, there is nothing, a number is not finite, or weights are negative or all 0.
 * @throws TypeError when an argument is no array of numbers.
 */
export function checkedTargets(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { sampleWeight }: ScoreOptions,
): CheckedTargets {
  const truth = finiteNumbers(yTrue, "yTrue");
  const prediction = finiteNumbers(yPred, "yPred");
  checkLengths(truth, prediction, "yPred");
  return { yTrue: truth, yPred: prediction, weights: checkedWeights(sampleWeight, truth.length) };
}

/** @throws RangeError when `other` is not as long as `yTrue`, or both are empty. */
export function checkLengths(yTrue: ArrayLike<unknown>, other: ArrayLike<unknown>, name: string): void {
  if (yTrue.length === 0) throw invalidValue("Cannot measure: yTrue must not be empty");
  if (other.length !== yTrue.length) {
    throw invalidValue(
      `Cannot measure: ${name} must have as many elements as yTrue, ${yTrue.length}: current length is ${other.length}`,
    );
  }
}

/** Sample weights, checked; undefined when all samples count the same. */
export function checkedWeights(
  sampleWeight: ArrayLike<number> | undefined,
  nSamples: number,
): Float64Array | undefined {
  if (sampleWeight === undefined) return undefined;
  const weights = finiteNumbers(sampleWeight, "sampleWeight");
  if (weights.length !== nSamples) {
    throw invalidValue(
      `Cannot measure: sampleWeight must have as many elements as yTrue, ${nSamples}: current length is ${weights.length}`,
    );
  }
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw invalidValue(
      `Cannot measure: sampleWeight must not be negative: element ${negative} is ${weights[negative]}`,
    );
  }
  if (sum(weights) === 0) throw invalidValue("Cannot measure: sampleWeight must not be 0 for all samples");
  return weights;
}

/** An array of finite numbers as doubles, without a copy if it is that already. */
export function finiteNumbers(values: ArrayLike<number>, name: string): Float64Array {
  const doubles = values instanceof Float64Array ? values : copyOf(values, name);
  const bad = firstNonFinite(doubles, false);
  if (bad >= 0) {
    throw invalidValue(`Cannot measure: ${name} must be finite: element ${bad} is ${doubles[bad]}`);
  }
  return doubles;
}

function copyOf(values: ArrayLike<number>, name: string): Float64Array {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) {
    throw invalidType(
      `Cannot measure: ${name} must be an array of numbers: current value is ${quote(values)}`,
    );
  }
  return Float64Array.from(values, (value: unknown, i) => {
    if (typeof value === "number") return value;
    throw invalidType(`Cannot measure: ${name} must hold numbers: element ${i} is ${quote(value)}`);
  });
}
