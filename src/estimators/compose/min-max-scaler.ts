// Brings every feature into one range.
import { alignTable, type Table, type TableInput, toTable } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { columnLabel, numberColumns, observedValues } from "./number-columns.ts";
import type { FittedTransformer, Transformer } from "./transformer.ts";

/** The parameters of {@link MinMaxScaler}. */
export interface MinMaxScalerParams {
  /** The smallest and the largest value of a scaled feature. */
  readonly featureRange: readonly number[];
}

/** Default and help of {@link MinMaxScalerParams}. */
const MIN_MAX_SCALER_PARAMETERS: ParameterTable<MinMaxScalerParams> = {
  featureRange: {
    kind: "numbers",
    default: [0, 1],
    min: -Number.MAX_VALUE,
    max: Number.MAX_VALUE,
    help: "The smallest and the largest value of a scaled feature",
  },
};

/** What {@link MinMaxScaler} learns; both arrays have one element a feature. */
export interface MinMaxScalerParts {
  readonly params: MinMaxScalerParams;
  readonly featureNames: readonly string[] | undefined;
  readonly dataMin: Float64Array;
  readonly dataMax: Float64Array;
}

/** A range no wider than this counts as none, as in scikit-learn. */
const NO_RANGE = 10 * Number.EPSILON;

/**
 * `x * scale + min` for each feature, which takes its smallest value to the lower end of the range and its largest to
 * the upper: scikit-learn's class of that name. Missing values are left out of the fit and stay missing.
 */
export class MinMaxScaler implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "MinMaxScaler";
  readonly params: MinMaxScalerParams;

  /** @throws TypeError or RangeError naming a parameter that is unknown or not allowed. */
  constructor(params: Partial<MinMaxScalerParams> = {}) {
    this.params = resolveMinMaxParams({ ...params });
  }

  /**
   * @param X Numbers, `nSamples x nFeatures`.
   * @throws TypeError naming a column of text; RangeError naming a column without a value.
   */
  fit(X: TableInput): FittedMinMaxScaler {
    const table = toTable(X);
    const observed = numberColumns(table, "fit MinMaxScaler").map(
      (column, j) =>
        observedValues(column, undefined, "fit MinMaxScaler", columnLabel(table.names, j)).values,
    );
    return new FittedMinMaxScaler({
      params: this.params,
      featureNames: table.names,
      dataMin: Float64Array.from(observed, (values) => values.reduce((a, b) => Math.min(a, b))),
      dataMax: Float64Array.from(observed, (values) => values.reduce((a, b) => Math.max(a, b))),
    });
  }
}

/** A {@link MinMaxScaler} that knows the range of every feature. */
export class FittedMinMaxScaler implements FittedTransformer {
  readonly estimatorName = "MinMaxScaler";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly outputNames: readonly string[] | undefined;
  /** Length `nFeatures`; not to be changed. */
  readonly dataMin: Float64Array;
  /** Length `nFeatures`; not to be changed. */
  readonly dataMax: Float64Array;
  /** What values are multiplied by: length `nFeatures`; not to be changed. */
  readonly scale: Float64Array;
  /** What is added then: length `nFeatures`; not to be changed. */
  readonly min: Float64Array;

  constructor({ params, featureNames, dataMin, dataMax }: MinMaxScalerParts) {
    const [low = 0, high = 1] = params.featureRange;
    this.params = { ...params };
    this.nFeatures = dataMin.length;
    this.featureNames = featureNames;
    this.outputNames = featureNames;
    this.dataMin = dataMin;
    this.dataMax = dataMax;
    this.scale = dataMin.map((smallest, j) => {
      const range = dataMax[j]! - smallest;
      return (high - low) / (range < NO_RANGE ? 1 : range);
    });
    this.min = dataMin.map((smallest, j) => low - smallest * this.scale[j]!);
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    return this.#map(table, (x, scale, min) => x * scale + min);
  }

  /**
   * Takes scaled values back to those they came from.
   *
   * @param X Scaled values, `nRows x nFeatures`.
   */
  inverseTransform(X: TableInput): Table {
    const table = alignTable(toTable(X), this.featureNames, this.nFeatures, "transform");
    return this.#map(table, (x, scale, min) => (x - min) / scale);
  }

  #map(table: Table, f: (x: number, scale: number, min: number) => number): Table {
    const columns = numberColumns(table, "transform with MinMaxScaler").map((column, j) => {
      const scale = this.scale[j]!;
      const min = this.min[j]!;
      return column.map((x) => f(x, scale, min));
    });
    return { nRows: table.nRows, names: this.featureNames ?? table.names, columns };
  }
}

/** Parameters, defaults included; also those that a file tells. */
export function resolveMinMaxParams(given: Readonly<Record<string, unknown>>): MinMaxScalerParams {
  const params = resolveParams("MinMaxScaler", MIN_MAX_SCALER_PARAMETERS, given);
  const [low, high] = params.featureRange;
  if (params.featureRange.length !== 2 || low === undefined || high === undefined || low >= high) {
    throw invalidValue(
      `Cannot make MinMaxScaler: featureRange must be two numbers, the smaller first: current value is [${params.featureRange}]`,
    );
  }
  return params;
}
