// Different transformers for different columns.
import { type Table, type TableInput, toTable } from "../../data/index.ts";
import { invalidValue, quote } from "../../errors/index.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { COLUMN_TRANSFORMER_PARAMETERS, type ColumnTransformerParams } from "./column-transformer-params.ts";
import { type FittedBranch, FittedColumnTransformer, selectColumns } from "./fitted-column-transformer.ts";
import { checkStepNames, stepParams } from "./step-names.ts";
import type { Transformer } from "./transformer.ts";

/** A transformer and the columns it is for, by name or by position from 0. */
export type Branch = readonly [
  name: string,
  transformer: Transformer,
  columns: readonly string[] | readonly number[],
];

/**
 * Gives each group of columns to its own transformer and puts the results side by side: scikit-learn's class of that
 * name, with dense output. The columns it makes are called `name__column`.
 *
 * @example
 * new ColumnTransformer([
 *   ["num", new StandardScaler(), ["age", "income"]],
 *   ["cat", new OneHotEncoder({ handleUnknown: "ignore" }), ["city"]],
 * ]);
 */
export class ColumnTransformer implements Transformer {
  readonly kind = "transformer";
  readonly estimatorName = "ColumnTransformer";
  readonly branches: readonly Branch[];
  readonly params: Readonly<Record<string, unknown>>;
  readonly #own: ColumnTransformerParams;

  /**
   * @param branches Names, transformers and their columns.
   * @param params What is done with the other columns.
   * @throws TypeError or RangeError when there is no branch, or names or parameters are not as they must be.
   */
  constructor(branches: readonly Branch[], params: Partial<ColumnTransformerParams> = {}) {
    checkStepNames(
      branches.map(([name]) => name),
      "ColumnTransformer",
    );
    this.branches = Object.freeze([...branches]);
    this.#own = resolveParams("ColumnTransformer", COLUMN_TRANSFORMER_PARAMETERS, { ...params });
    this.params = Object.freeze({
      ...this.#own,
      ...stepParams(branches.map(([name, transformer]) => [name, transformer])),
    });
  }

  /**
   * @param X A table with the columns that were named, `nSamples x nFeatures`.
   * @throws RangeError naming a column that is not there; else as the transformers do.
   */
  fit(X: TableInput): FittedColumnTransformer {
    const table = toTable(X);
    const branches = this.branches.map(([name, transformer, columns]): FittedBranch => {
      if (columns.length === 0) {
        throw invalidValue(`Cannot fit ColumnTransformer: step ${quote(name)} must have at least one column`);
      }
      const positions = columns.map((column) => positionOf(column, table));
      return { name, positions, transformer: transformer.fit(selectColumns(table, positions)) };
    });
    return new FittedColumnTransformer({
      params: this.#own,
      nFeatures: table.columns.length,
      featureNames: table.names,
      branches,
    });
  }
}

function positionOf(column: string | number, { names, columns }: Table): number {
  if (typeof column === "number") {
    if (Number.isInteger(column) && column >= 0 && column < columns.length) return column;
    throw invalidValue(
      `Cannot fit ColumnTransformer: a position must be a whole number from 0 to ${columns.length - 1}: current value is ${quote(column)}`,
    );
  }
  const position = names?.indexOf(column) ?? -1;
  if (position >= 0) return position;
  const known =
    names === undefined ? "the columns have no names" : `the columns are ${names.map(quote).join(", ")}`;
  throw invalidValue(`Cannot fit ColumnTransformer: there is no column ${quote(column)}: ${known}`);
}
