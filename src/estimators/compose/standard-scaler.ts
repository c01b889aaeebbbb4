// Brings every feature to mean 0 and variance 1.
import {
  alignTable,
  type Table,
  type TableInput,
  toTable,
  toVector,
  type VectorInput,
} from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { mean, sum, weightedSum } from "../../numeric/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { columnLabel, numberColumns, type Observed, observedValues } from "./number-columns.ts";
import type { FittedTransformer, Transformer } from "./transformer.ts";

/** The parameters of {@link StandardScaler}. */
export interface StandardScalerParams {
  readonly withMean: boolean;
  readonly withStd: boolean;
}

/** Defaults and help of {@link StandardScalerParams}. */
export const STANDARD_SCALER_PARAMETERS: ParameterTable<StandardScalerParams> = {
  withMean: { kind: "flag", default: true, help: "Whether the mean is taken away" },
  withStd: { kind: "flag", default: true, help: "Whether values are divided by the standard deviation" },
};

/** What {@link StandardScaler} learns; all arrays have one element a feature. */
export interface StandardScalerParts {
  readonly params: StandardScalerParams;
  readonly featureNames: readonly string[] | undefined;
  readonly mean: Float64Array;
  /** The mean squared distance from the mean. */
  readonly variance: Float64Array;
  /** The sum of the weights, or the number, of the samples that were not missing. */
  readonly nSamplesSeen: Float64Array;
}

/**
 * `(x - mean) / scale` for each feature, where the scale is the standard deviation, or 1 for a feature that is constant
 * to within rounding: scikit-learn's class of that name. Missing values are left out of the fit and stay missing.
 */
export class StandardScaler implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "StandardScaler";
  readonly params: StandardScalerParams;

  /** @throws TypeError naming a parameter that is unknown or not allowed. */
  constructor(params: Partial<StandardScalerParams> = {}) {
    this.params = resolveParams("StandardScaler", STANDARD_SCALER_PARAMETERS, { ...params });
  }

  /**
   * @param X Numbers, `nSamples x nFeatures`.
   * @param options Sample weights, at least 0.
   * @throws TypeError naming a column of text; RangeError naming a column without a value, or a negative weight.
   */
  fit(
    X: TableInput,
    options: { readonly sampleWeight?: VectorInput | undefined } = {},
  ): FittedStandardScaler {
    const table = toTable(X);
    const weights = checkedWeights(options.sampleWeight, table.nRows);
    const moments = numberColumns(table, "fit StandardScaler").map((column, j) =>
      momentsOf(observedValues(column, weights, "fit StandardScaler", columnLabel(table.names, j))),
    );
    return new FittedStandardScaler({
      params: this.params,
      featureNames: table.names,
      mean: Float64Array.from(moments, (moment) => moment.mean),
      variance: Float64Array.from(moments, (moment) => moment.variance),
      nSamplesSeen: Float64Array.from(moments, (moment) => moment.count),
    });
  }
}

/** A {@link StandardScaler} that knows means and variances. */
export class FittedStandardScaler implements FittedTransformer {
  readonly estimatorName = "StandardScaler";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly outputNames: readonly string[] | undefined;
  /** Length `nFeatures`; not to be changed. */
  readonly mean: Float64Array;
  /** Length `nFeatures`; not to be changed. */
  readonly variance: Float64Array;
  /** What values are divided by: length `nFeatures`; not to be changed. */
  readonly scale: Float64Array;
  /** Length `nFeatures`; not to be changed. */
  readonly nSamplesSeen: Float64Array;
  readonly #center: Float64Array;

  constructor({ params, featureNames, mean, variance, nSamplesSeen }: StandardScalerParts) {
    this.params = { ...params };
    this.nFeatures = mean.length;
    this.featureNames = featureNames;
    this.outputNames = featureNames;
    this.mean = mean;
    this.variance = variance;
    this.nSamplesSeen = nSamplesSeen;
    this.scale = variance.map((value, j) =>
      !params.withStd || isConstant(value, mean[j]!, nSamplesSeen[j]!) ? 1 : Math.sqrt(value),
    );
    this.#center = params.withMean ? mean : new Float64Array(mean.length);
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    return this.#map(table, (x, center, scale) => (x - center) / scale);
  }

  /**
   * Takes scaled values back to those they came from.
   *
   * @param X Scaled values, `nRows x nFeatures`.
   */
  inverseTransform(X: TableInput): Table {
    const table = alignTable(toTable(X), this.featureNames, this.nFeatures, "transform");
    return this.#map(table, (x, center, scale) => x * scale + center);
  }

  #map(table: Table, f: (x: number, center: number, scale: number) => number): Table {
    const columns = numberColumns(table, "transform with StandardScaler").map((column, j) => {
      const center = this.#center[j]!;
      const scale = this.scale[j]!;
      return column.map((x) => f(x, center, scale));
    });
    return { nRows: table.nRows, names: this.featureNames ?? table.names, columns };
  }
}

function checkedWeights(sampleWeight: VectorInput | undefined, nSamples: number): Float64Array | undefined {
  if (sampleWeight === undefined) return undefined;
  const weights = toVector(sampleWeight, "sampleWeight", nSamples);
  const negative = weights.findIndex((weight) => weight < 0);
  if (negative < 0) return weights;
  throw invalidValue(
    `Cannot read sampleWeight: the weight of row ${negative} must be at least 0: current value is ${weights[negative]}`,
  );
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

function momentsOf({ values, weights }: Observed): Moments {
  const count = weights === undefined ? values.length : sum(weights);
  const center = mean(values, weights);
  const deviations = values.map((value) => value - center);
  const squares = deviations.map((deviation) => deviation * deviation);
  const total = (terms: Float64Array) => (weights === undefined ? sum(terms) : weightedSum(terms, weights));
  // The deviations sum to 0 but for the rounding of the mean, whose share of the squares is taken off.
  const variance = (total(squares) - total(deviations) ** 2 / count) / count;
  return { count, mean: center, variance };
}

/** Whether a variance is no more than the rounding of two passes over the data can make out of a constant. */
function isConstant(variance: number, center: number, count: number): boolean {
  const rounding = count * Number.EPSILON * variance + (count * center * Number.EPSILON) ** 2;
  return variance <= rounding;
}
