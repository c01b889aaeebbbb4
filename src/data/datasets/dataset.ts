// Features, target and names that belong together, and where they are from.
import { invalidValue } from "../../errors/index.ts";
import type { FeatureInput, VectorInput } from "../feature-input.ts";
import type { FeatureTable } from "../feature-table.ts";
import { checkRows, takeRows } from "../take-rows.ts";
import { toFeatureTable } from "../to-feature-table.ts";
import { toVector } from "../to-vector.ts";

/** Where data is from, in the words of MLflow's dataset sources. */
export interface DatasetSource {
  /** Such as `local`, `http` or `code`. */
  readonly type: string;
  /** What JSON can hold: for `local` `{ uri }`, for `http` `{ url }`. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a data set is made from. */
export interface DatasetOptions {
  /** Such as `diabetes`; shown by the tracker. */
  readonly name: string;
  /** Samples in rows; cells may be missing. */
  readonly features: FeatureInput;
  /** One number a sample. */
  readonly target: VectorInput;
  /** Default `target`. */
  readonly targetName?: string;
  /** For a classification: the name of class 0, 1, …. */
  readonly classNames?: readonly string[] | undefined;
  /** Default: made by code. */
  readonly source?: DatasetSource;
}

/** A data set for supervised learning. Immutable: the arrays are not to be changed. */
export class Dataset {
  readonly name: string;
  /** Missing cells are NaN. */
  readonly features: FeatureTable;
  /** Length `features.matrix.nRows`. */
  readonly target: Float64Array;
  readonly targetName: string;
  readonly classNames: readonly string[] | undefined;
  readonly source: DatasetSource;

  /**
   * @throws TypeError, RangeError as `toFeatureTable` and `toVector` do, or when the name is empty.
   */
  constructor(options: DatasetOptions) {
    const { name, features, target, targetName = "target", classNames } = options;
    if (name === "") throw invalidValue("Cannot make a data set: its name must not be empty");
    this.name = name;
    this.features = toFeatureTable(features, { allowMissing: true });
    this.target = toVector(target, "the target", this.features.matrix.nRows);
    this.targetName = targetName;
    this.classNames = classNames;
    this.source = options.source ?? { type: "code", details: { tags: {} } };
  }

  /** The number of samples. */
  get nRows(): number {
    return this.features.matrix.nRows;
  }

  /**
   * The data set of some rows, with all its names.
   *
   * @param rows Row numbers from 0, at least one, in the order wanted.
   * @throws RangeError when a row number is outside.
   */
  take(rows: ArrayLike<number>): Dataset {
    checkRows(rows, this.nRows);
    return new Dataset({
      ...this,
      features: takeRows(this.features, rows),
      target: Float64Array.from(rows, (row) => this.target[row]!),
    });
  }
}
