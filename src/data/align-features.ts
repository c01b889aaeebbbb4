// Puts the columns of a table to predict for into the order of the table that was fitted.
import { invalidValue, quote } from "../errors/index.ts";
import { columnOf } from "../numeric/index.ts";
import type { FeatureTable } from "./feature-table.ts";
import { repeatedNames } from "./repeated-names.ts";
import type { Table } from "./table.ts";

const MAX_NAMES_IN_MESSAGE = 10;

/**
 * A table with its columns in the order of the fit: by name when both sides have names, else by position.
 *
 * @param table The features to predict for.
 * @param featureNames The names of the fit, in its order; undefined when it had none.
 * @param nFeatures The number of columns of the fit.
 * @returns The same table when nothing has to move, else a copy.
 * @throws RangeError naming the columns that are missing, unknown or there twice, or giving the number of columns.
 */
export function alignFeatures(
  table: FeatureTable,
  featureNames: readonly string[] | undefined,
  nFeatures: number,
): FeatureTable {
  const { matrix, names } = table;
  const order = columnOrder(matrix.nColumns, names, featureNames, nFeatures, "predict");
  if (order === undefined) return table;
  const values = new Float64Array(matrix.values.length);
  order.forEach((from, to) => {
    values.set(columnOf(matrix, from), to * matrix.nRows);
  });
  return { matrix: { ...matrix, values }, names: featureNames };
}

/**
 * As {@link alignFeatures}, for a table that may hold text; never copies a column.
 *
 * @param action What is to be done with it, for messages: `predict`, `transform`.
 * @throws As {@link alignFeatures}.
 */
export function alignTable(
  table: Table,
  featureNames: readonly string[] | undefined,
  nFeatures: number,
  action: string,
): Table {
  const order = columnOrder(table.columns.length, table.names, featureNames, nFeatures, action);
  if (order === undefined) return table;
  return {
    nRows: table.nRows,
    names: featureNames,
    columns: order.map((from) => table.columns[from]!),
  };
}

/** For each column of the fit its position in the table; undefined when they are in order already. */
function columnOrder(
  nColumns: number,
  names: readonly string[] | undefined,
  featureNames: readonly string[] | undefined,
  nFeatures: number,
  action: string,
): readonly number[] | undefined {
  if (names === undefined || featureNames === undefined) {
    if (nColumns === nFeatures) return undefined;
    throw invalidValue(
      `Cannot ${action}: the fit was on ${nFeatures} columns: current number of columns is ${nColumns}`,
    );
  }
  checkSameNames(names, featureNames, action);
  if (names.every((name, j) => name === featureNames[j])) return undefined;
  const position = new Map(names.map((name, j) => [name, j]));
  return featureNames.map((name) => position.get(name)!);
}

function checkSameNames(names: readonly string[], featureNames: readonly string[], action: string): void {
  const given = new Set(names);
  const wanted = new Set(featureNames);
  const faults = [
    fault(
      "missing",
      featureNames.filter((name) => !given.has(name)),
    ),
    fault(
      "not among those of the fit",
      names.filter((name) => !wanted.has(name)),
    ),
    fault("given twice", repeatedNames(names)),
  ].filter((text) => text !== "");
  if (faults.length > 0) {
    throw invalidValue(`Cannot ${action}: the columns must be those of the fit: ${faults.join("; ")}`);
  }
}

function fault(what: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const shown = names.slice(0, MAX_NAMES_IN_MESSAGE).map(quote).join(", ");
  const rest = names.length - MAX_NAMES_IN_MESSAGE;
  return `${what}: ${shown}${rest > 0 ? ` and ${rest} more` : ""}`;
}
