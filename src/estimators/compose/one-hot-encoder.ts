// One column of zeros and ones for each value that a feature can have.
import {
  alignTable,
  type Column,
  checkSize,
  type Table,
  type TableInput,
  toTable,
} from "../../data/index.ts";
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import { encodeLabels, type Label } from "../../numeric/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { columnLabel } from "./number-columns.ts";
import type { FittedTransformer, Transformer } from "./transformer.ts";

/** The parameters of {@link OneHotEncoder}. */
export interface OneHotEncoderParams {
  readonly handleUnknown: "error" | "ignore";
  readonly drop: "none" | "first" | "if_binary";
}

/** Defaults, choices and help of {@link OneHotEncoderParams}. */
export const ONE_HOT_ENCODER_PARAMETERS: ParameterTable<OneHotEncoderParams> = {
  handleUnknown: {
    kind: "choice",
    default: "error",
    choices: ["error", "ignore"],
    help: "What is done about a value that the fit did not see: an error, or zeros in all columns of its feature",
  },
  drop: {
    kind: "choice",
    default: "none",
    choices: ["none", "first", "if_binary"],
    help: "Whether the column of the first category is left out: never, always, or for features with two categories",
  },
};

/** What {@link OneHotEncoder} learns. */
export interface OneHotEncoderParts {
  readonly params: OneHotEncoderParams;
  readonly featureNames: readonly string[] | undefined;
  /** For each feature its categories, sorted: all numbers or all text. */
  readonly categories: readonly (readonly Label[])[];
}

/**
 * Encodes categories: scikit-learn's class of that name, with dense output. Cells must not be missing; a SimpleImputer
 * before it can see to that.
 */
export class OneHotEncoder implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "OneHotEncoder";
  readonly params: OneHotEncoderParams;

  /** @throws TypeError or RangeError naming a parameter that is unknown or not allowed. */
  constructor(params: Partial<OneHotEncoderParams> = {}) {
    this.params = resolveParams("OneHotEncoder", ONE_HOT_ENCODER_PARAMETERS, { ...params });
  }

  /**
   * @param X Numbers and text, `nSamples x nFeatures`.
   * @throws RangeError naming a row and column where a value is missing.
   */
  fit(X: TableInput): FittedOneHotEncoder {
    const table = toTable(X);
    return new FittedOneHotEncoder({
      params: this.params,
      featureNames: table.names,
      categories: table.columns.map((column, j) => {
        const labels = labelsOf(column, "fit", columnLabel(table.names, j));
        return encodeLabels(labels, "the categories").classes;
      }),
    });
  }
}

/** A {@link OneHotEncoder} that knows the categories of every feature. */
export class FittedOneHotEncoder implements FittedTransformer {
  readonly estimatorName = "OneHotEncoder";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** Such as `city_Oslo`; for columns without names `x0_Oslo`. */
  readonly outputNames: readonly string[];
  /** For each feature its categories, sorted. */
  readonly categories: readonly (readonly Label[])[];
  readonly #ignoreUnknown: boolean;
  /** For each feature how many of the first categories have no column: 0 or 1. */
  readonly #nDropped: readonly number[];

  constructor({ params, featureNames, categories }: OneHotEncoderParts) {
    this.params = { ...params };
    this.nFeatures = categories.length;
    this.featureNames = featureNames;
    this.categories = categories;
    this.#ignoreUnknown = params.handleUnknown === "ignore";
    this.#nDropped = categories.map(({ length }) =>
      params.drop === "first" || (params.drop === "if_binary" && length === 2) ? 1 : 0,
    );
    this.outputNames = categories.flatMap((labels, j) =>
      labels.slice(this.#nDropped[j]).map((label) => `${featureNames?.[j] ?? `x${j}`}_${label}`),
    );
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    checkSize(table.nRows, Math.max(1, this.outputNames.length));
    const columns = table.columns.flatMap((column, j) =>
      this.#encode(column, j, columnLabel(table.names, j)),
    );
    return { nRows: table.nRows, names: this.outputNames, columns };
  }

  #encode(column: Column, j: number, label: string): readonly Float64Array[] {
    const categories = this.categories[j]!;
    const position = new Map(categories.map((category, k) => [category, k]));
    const encoded = categories.map(() => new Float64Array(column.length));
    const values = labelsOf(column, "transform", label);
    if (typeof values[0] !== typeof categories[0]) {
      throw invalidType(
        `Cannot transform with OneHotEncoder: column ${label} must hold ${typeof categories[0] === "string" ? "text" : "numbers"} as in the fit`,
      );
    }
    for (let i = 0; i < values.length; i++) {
      const k = position.get(values[i]!);
      if (k !== undefined) encoded[k]![i] = 1;
      else if (!this.#ignoreUnknown) {
        throw invalidValue(
          `Cannot transform with OneHotEncoder: row ${i}, column ${label} must be one of the categories of the fit: current value is ${quote(values[i])}`,
        );
      }
    }
    return encoded.slice(this.#nDropped[j]);
  }
}

function labelsOf(column: Column, action: string, label: string): ArrayLike<Label> {
  const missing =
    column instanceof Float64Array
      ? column.findIndex((value) => Number.isNaN(value))
      : column.indexOf(undefined);
  if (missing >= 0) {
    throw invalidValue(
      `Cannot ${action} with OneHotEncoder: row ${missing}, column ${label} must not be missing; a SimpleImputer can fill it`,
    );
  }
  return column instanceof Float64Array ? column : column.filter((value) => value !== undefined);
}
