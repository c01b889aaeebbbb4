// What the main thread asks of a thread that fits linear models.
import { type FeatureTable, type Fold, toVector, type VectorInput } from "../../../data/index.ts";
import type { Label } from "../../../numeric/index.ts";
import type { Chosen } from "../cross-validation.ts";
import { type LinearInput, shapeOf, toLinearTable } from "../regression-data.ts";
import type { SparseInput } from "../sparse-matrix.ts";

/** A fit, the part of a cross-validation that belongs to some of the folds, or the fit with what was chosen by one. */
export interface LinearTask {
  readonly kind: "fit" | "curves" | "refit";
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly X: FeatureTable | SparseInput;
  readonly y: Float64Array | readonly Label[];
  readonly sampleWeight: Float64Array | undefined;
  readonly initialCoefficients: Float64Array | undefined;
  /** All folds of a cross-validation. */
  readonly folds?: readonly Fold[];
  /** The numbers of the folds to validate on. */
  readonly part?: readonly number[];
  /** What was chosen. */
  readonly choice?: Chosen;
}

/** What may be said about a fit, before it is parsed. */
export interface TaskOptions {
  readonly sampleWeight?: VectorInput | undefined;
  readonly initialCoefficients?: VectorInput | undefined;
}

/**
 * A task whose data are parsed, checked and on shared memory, so that any number of threads can read them.
 *
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function linearTask(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  X: LinearInput,
  y: { readonly numbers: VectorInput } | { readonly labels: ArrayLike<Label> },
  { sampleWeight, initialCoefficients }: TaskOptions,
): LinearTask {
  const table = toLinearTable(X);
  const { nRows, nColumns } = shapeOf(table);
  const vector = (values: VectorInput | undefined, what: string, length: number): Float64Array | undefined =>
    values === undefined ? undefined : shared(toVector(values, what, length));
  return {
    kind: "fit",
    estimatorName,
    params,
    X:
      "matrix" in table
        ? { ...table, matrix: { ...table.matrix, values: shared(table.matrix.values) } }
        : {
            format: "csc",
            shape: [nRows, nColumns],
            indptr: table.sparse.starts,
            indices: table.sparse.rows,
            data: shared(table.sparse.values),
            names: table.names,
          },
    y: "labels" in y ? Array.from(y.labels) : shared(toVector(y.numbers, "y", nRows)),
    sampleWeight: vector(sampleWeight, "sampleWeight", nRows),
    initialCoefficients: vector(initialCoefficients, "initialCoefficients", nColumns),
  };
}

/** The same numbers on shared memory. */
function shared(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
