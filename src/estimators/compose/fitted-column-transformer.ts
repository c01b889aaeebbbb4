// A column transformer that has learnt.
import { alignTable, type Table, type TableInput, toTable } from "../../data/index.ts";
import type { ColumnTransformerParams } from "./column-transformer-params.ts";
import { stepParams } from "./step-names.ts";
import type { FittedTransformer } from "./transformer.ts";

/** A fitted transformer and the columns it takes. */
export interface FittedBranch {
  readonly name: string;
  /** Positions of its columns in the table of the fit, at least one. */
  readonly positions: readonly number[];
  readonly transformer: FittedTransformer;
}

/** What a fitted column transformer is made of. */
export interface FittedColumnTransformerParts {
  readonly params: ColumnTransformerParams;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly branches: readonly FittedBranch[];
}

/** A `ColumnTransformer` whose transformers have learnt: immutable. */
export class FittedColumnTransformer implements FittedTransformer {
  readonly estimatorName = "ColumnTransformer";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** Such as `num__age`, `cat__city_Oslo`, `remainder__income`. */
  readonly outputNames: readonly string[];
  /** The fitted transformers with the positions of their columns, in order. */
  readonly branches: readonly FittedBranch[];
  /** What is done with columns that no transformer takes. */
  readonly remainder: "drop" | "passthrough";
  /** Positions of the columns that pass through at the end. */
  readonly #passed: readonly number[];

  constructor({ params, nFeatures, featureNames, branches }: FittedColumnTransformerParts) {
    this.params = Object.freeze({
      ...params,
      ...stepParams(branches.map(({ name, transformer }) => [name, transformer])),
    });
    this.nFeatures = nFeatures;
    this.featureNames = featureNames;
    this.branches = Object.freeze([...branches]);
    const taken = new Set(branches.flatMap(({ positions }) => positions));
    const others = Array.from({ length: nFeatures }, (_, j) => j).filter((j) => !taken.has(j));
    this.remainder = params.remainder;
    this.#passed = params.remainder === "passthrough" ? others : [];
    this.outputNames = [
      ...branches.flatMap(({ name, positions, transformer }) =>
        (transformer.outputNames ?? positions.map((j) => `x${j}`)).map((output) => `${name}__${output}`),
      ),
      ...this.#passed.map((j) => `remainder__${featureNames?.[j] ?? `x${j}`}`),
    ];
    Object.freeze(this);
  }

  transform(X: TableInput): Table {
    return this.transformTable(alignTable(toTable(X), this.featureNames, this.nFeatures, "transform"));
  }

  transformTable(table: Table): Table {
    const transformed = this.branches.flatMap(
      ({ positions, transformer }) => transformer.transformTable(selectColumns(table, positions)).columns,
    );
    const passed = this.#passed.map((j) => table.columns[j]!);
    return { nRows: table.nRows, names: this.outputNames, columns: [...transformed, ...passed] };
  }
}

/** Some columns of a table, in a given order; columns without names are called by their position, `x0`, `x1`, …. */
export function selectColumns({ nRows, names, columns }: Table, positions: readonly number[]): Table {
  return {
    nRows,
    names: positions.map((j) => names?.[j] ?? `x${j}`),
    columns: positions.map((j) => columns[j]!),
  };
}
