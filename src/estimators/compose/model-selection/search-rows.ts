// The data of a search, parsed once, of which each fold takes its rows.
import {
  type FeatureTable,
  type Table,
  type TableInput,
  toFeatureTable,
  toTable,
} from "../../../data/index.ts";
import { invalidValue } from "../../../errors/index.ts";
import { columnOf, type Label } from "../../../numeric/index.ts";

/** Features and truth of some samples, in a form that every estimator takes. */
export interface Samples {
  readonly X: FeatureTable | Table;
  readonly y: Float64Array | readonly Label[];
}

/**
 * Parses the data of a search.
 *
 * @throws TypeError or RangeError naming the row or column at fault, or when lengths differ.
 */
export function samplesOf(X: TableInput, y: ArrayLike<Label>): Samples {
  const table = toTable(X);
  if (y.length !== table.nRows) {
    throw invalidValue(
      `Cannot read y: it must have ${table.nRows} values, one for each row: current length is ${y.length}`,
    );
  }
  const labels = Array.from(y);
  const isText = table.columns.some((column) => !(column instanceof Float64Array));
  return {
    X: isText ? table : toFeatureTable(table, { allowMissing: true }),
    y: labels.every((label) => typeof label === "number") ? Float64Array.from(labels) : labels,
  };
}

/** Some of the samples, in the order of the rows. */
export function takeSamples({ X, y }: Samples, rows: Int32Array): Samples {
  const labels =
    y instanceof Float64Array ? Float64Array.from(rows, (i) => y[i]!) : Array.from(rows, (i) => y[i]!);
  if (!("matrix" in X)) {
    const columns = X.columns.map((column) =>
      column instanceof Float64Array
        ? Float64Array.from(rows, (i) => column[i]!)
        : Array.from(rows, (i) => column[i]),
    );
    return { X: { nRows: rows.length, names: X.names, columns }, y: labels };
  }
  const { matrix, names } = X;
  const values = new Float64Array(rows.length * matrix.nColumns);
  for (let j = 0; j < matrix.nColumns; j++) {
    const column = columnOf(matrix, j);
    for (let k = 0; k < rows.length; k++) values[j * rows.length + k] = column[rows[k]!]!;
  }
  return { X: { matrix: { nRows: rows.length, nColumns: matrix.nColumns, values }, names }, y: labels };
}
