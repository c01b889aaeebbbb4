// Weights of the samples, checked and brought to a common scale.

import { toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { sum } from "../../numeric/index.ts";

/** The weights of the samples of one fit. */
export interface SampleWeights {
  /** Length `nSamples`, with sum `nSamples`; undefined for equal weights. */
  readonly values: Float64Array | undefined;
  /** The mean of the weights as they were given. */
  readonly mean: number;
}

/**
 * Weights scaled to sum to the number of samples.
 *
 * @param sampleWeight One number of at least 0 a sample, or undefined for equal weights.
 * @param nSamples How many samples there are.
 * @throws RangeError naming the row whose weight is below 0, or when no weight is above 0.
 */
export function normalisedWeights(sampleWeight: VectorInput | undefined, nSamples: number): SampleWeights {
  if (sampleWeight === undefined) return { values: undefined, mean: 1 };
  const weights = toVector(sampleWeight, "sampleWeight", nSamples);
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw invalidValue(
      `Cannot read sampleWeight: the weight of row ${negative} must be at least 0: current value is ${weights[negative]}`,
    );
  }
  const total = sum(weights);
  if (!(total > 0 && Number.isFinite(total))) {
    throw invalidValue(
      `Cannot read sampleWeight: the weights must have a finite sum above 0: current sum is ${total}`,
    );
  }
  const mean = total / nSamples;
  return { values: weights.map((weight) => weight / mean), mean };
}
