// Puts a value where one is missing.
import { alignTable, type Column, type Table, type TableInput, toTable } from "../../data/index.ts";
import { invalidType, invalidValue } from "../../errors/index.ts";
import { encodeLabels, mean, median } from "../../numeric/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { columnLabel } from "./number-columns.ts";
import type { FittedTransformer, Transformer } from "./transformer.ts";

/** The parameters of {@link SimpleImputer}. */
export interface SimpleImputerParams {
  readonly strategy: "mean" | "median" | "most_frequent" | "constant";
  readonly fillValue: number;
}

/** Defaults, choices and help of {@link SimpleImputerParams}. */
export const SIMPLE_IMPUTER_PARAMETERS: ParameterTable<SimpleImputerParams> = {
  strategy: {
    kind: "choice",
    default: "mean",
    choices: ["mean", "median", "most_frequent", "constant"],
    help: "What is put in: mean and median for numbers only, the most frequent value (of several the smallest), or a constant",
  },
  fillValue: {
    kind: "number",
    default: 0,
    min: -Number.MAX_VALUE,
    max: Number.MAX_VALUE,
    help: "The constant for numbers; the one for text is missing_value",
  },
};

/** The constant that stands for missing text, as in scikit-learn. */
const TEXT_CONSTANT = "missing_value";

/** What {@link SimpleImputer} learns. */
export interface SimpleImputerParts {
  readonly params: SimpleImputerParams;
  readonly featureNames: readonly string[] | undefined;
  /** What is put into each column: a number or a text. */
  readonly statistics: readonly (number | string)[];
}

/** Puts a value learnt from each column where one is missing: scikit-learn's class of that name. */
export class SimpleImputer implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "SimpleImputer";
  readonly params: SimpleImputerParams;

  /** @throws TypeError or RangeError naming a parameter that is unknown or not allowed. */
  constructor(params: Partial<SimpleImputerParams> = {}) {
    this.params = resolveParams("SimpleImputer", SIMPLE_IMPUTER_PARAMETERS, { ...params });
  }

  /**
   * @param X Numbers and text, cells may be missing, `nSamples x nFeatures`.
   * @throws RangeError naming a column without a value to learn from.
   * @throws TypeError naming a column of text of which mean or median is asked.
   */
  fit(X: TableInput): FittedSimpleImputer {
    const table = toTable(X);
    return new FittedSimpleImputer({
      params: this.params,
      featureNames: table.names,
      statistics: table.columns.map((column, j) =>
        statisticOf(column, this.params, columnLabel(table.names, j)),
      ),
    });
  }
}

/** A {@link SimpleImputer} that knows what to put into each column. */
export class FittedSimpleImputer implements FittedTransformer {
  readonly estimatorName = "SimpleImputer";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly outputNames: readonly string[] | undefined;
  /** What is put into each column: length `nFeatures`. */
  readonly statistics: readonly (number | string)[];

  constructor({ params, featureNames, statistics }: SimpleImputerParts) {
    this.params = { ...params };
    this.nFeatures = statistics.length;
    this.featureNames = featureNames;
    this.outputNames = featureNames;
    this.statistics = Object.freeze([...statistics]);
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    return {
      nRows: table.nRows,
      names: this.featureNames ?? table.names,
      columns: table.columns.map((column, j) =>
        filled(column, this.statistics[j]!, columnLabel(table.names, j)),
      ),
    };
  }
}

function statisticOf(column: Column, params: SimpleImputerParams, label: string): number | string {
  if (params.strategy === "constant") {
    return column instanceof Float64Array ? params.fillValue : TEXT_CONSTANT;
  }
  const observed =
    column instanceof Float64Array
      ? column.filter((value) => !Number.isNaN(value))
      : column.filter((value) => value !== undefined);
  if (observed.length === 0) {
    throw invalidValue(
      `Cannot fit SimpleImputer: column ${label} must have at least one value that is not missing`,
    );
  }
  if (params.strategy === "most_frequent") return mostFrequent(observed);
  if (observed instanceof Float64Array) {
    return params.strategy === "mean" ? mean(observed) : median(observed);
  }
  throw invalidType(
    `Cannot fit SimpleImputer: strategy ${params.strategy} needs numbers, but column ${label} holds text`,
  );
}

function mostFrequent(values: Float64Array | readonly string[]): number | string {
  const { classes, counts } = encodeLabels(values, "the values");
  const winner = classes[counts.indexOf(counts.reduce((a, b) => Math.max(a, b)))];
  return typeof winner === "string" ? winner : Number(winner);
}

function filled(column: Column, statistic: number | string, label: string): Column {
  if (column instanceof Float64Array) {
    if (typeof statistic === "number") {
      return column.map((value) => (Number.isNaN(value) ? statistic : value));
    }
    // A column with nothing in it reads as numbers, whatever it was in the fit.
    if (column.every((value) => Number.isNaN(value))) return Array.from(column, () => statistic);
  } else if (typeof statistic === "string") {
    return column.map((value) => value ?? statistic);
  }
  throw invalidType(
    `Cannot transform with SimpleImputer: column ${label} must hold ${typeof statistic === "string" ? "text" : "numbers"} as in the fit`,
  );
}
