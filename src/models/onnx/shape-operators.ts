// The ONNX operators that move cells about and change none.
import { attributeNumber, type Operator, type Step } from "./attributes.ts";
import { type Dense, shapeFault } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";

/** Most cells that a choice of cells may make. */
const MAX_CELLS = 2 ** 27;

/** By domain and name. */
export const SHAPE_OPERATORS: Readonly<Record<string, Operator>> = {
  Reshape: () => reshape,
  Concat: concat,
  Gather: (node) => {
    const axis = attributeNumber(node, "axis", 0);
    if (axis === 0) return ([data, places]) => [gatherCells(need(data), need(places))];
    if (axis === 1 || axis === -1) return ([data, places]) => [gatherColumns(need(data), need(places))];
    throw shapeFault(`Gather along axis ${axis}`);
  },
  "ai.onnx.ml.ArrayFeatureExtractor":
    () =>
    ([data, places]) => [gatherColumns(need(data), need(places))],
};

function need(value: Dense | undefined): Dense {
  if (value === undefined) throw shapeFault("an operator has too few inputs");
  return value;
}

/** Another shape of the same cells: 0 keeps a length, -1 stands for what is left over. */
function reshape([a, shape]: readonly Dense[]): readonly Dense[] {
  const table = need(a);
  const { nRows, nColumns, values } = table;
  const asked = Array.from(need(shape).values, (length, axis) =>
    length === 0 ? [nRows, nColumns][axis] : length,
  );
  // One axis is a column here: a class or a value a row.
  const [first = 1, second = 1, third] = asked;
  const rows = first === -1 ? values.length / second : first;
  const columns = second === -1 ? values.length / first : second;
  if (third !== undefined || !(rows >= 0 && columns >= 0) || rows * columns !== values.length) {
    throw shapeFault(`[${nRows}, ${nColumns}] cannot be reshaped to [${asked.slice(0, 3).join(", ")}]`);
  }
  return [{ ...table, nRows: rows, nColumns: columns }];
}

/** Tables with the same rows, side by side. */
function concat(node: OnnxNode): Step {
  if (![1, -1].includes(attributeNumber(node, "axis", 0))) throw shapeFault("Concat must be along axis 1");
  return (tables) => {
    const { type, nRows } = need(tables[0]);
    if (tables.some((table) => table.nRows !== nRows)) throw shapeFault("Concat of tables with other rows");
    if (tables.some((table) => table.texts !== undefined)) throw shapeFault("Concat of texts");
    const nColumns = tables.reduce((sum, table) => sum + table.nColumns, 0);
    const values = new Float64Array(checkedCells(nRows, nColumns));
    let from = 0;
    for (const table of tables) {
      for (let i = 0; i < nRows; i++) {
        values.set(table.values.subarray(i * table.nColumns, (i + 1) * table.nColumns), i * nColumns + from);
      }
      from += table.nColumns;
    }
    return [{ type, nRows, nColumns, values }];
  };
}

/** For each place the cell there, out of a list. */
function gatherCells(data: Dense, places: Dense): Dense {
  if (data.nRows !== 1) throw shapeFault("Gather along axis 0 must be from a list");
  const values = places.values.map((place) => data.values[checkedPlace(place, data.nColumns)]!);
  return { ...data, nRows: places.nRows, nColumns: places.nColumns, values };
}

/** The columns at some places. */
function gatherColumns(data: Dense, { values: places }: Dense): Dense {
  const { nRows, nColumns } = data;
  const values = new Float64Array(checkedCells(nRows, places.length));
  places.forEach((place, j) => {
    const from = checkedPlace(place, nColumns);
    for (let i = 0; i < nRows; i++) values[i * places.length + j] = data.values[i * nColumns + from]!;
  });
  return { ...data, nColumns: places.length, values };
}

function checkedPlace(place: number, length: number): number {
  const counted = place < 0 ? place + length : place;
  if (Number.isInteger(counted) && counted >= 0 && counted < length) return counted;
  throw shapeFault(`place ${place} of ${length} does not exist`);
}

function checkedCells(nRows: number, nColumns: number): number {
  if (nRows * nColumns <= MAX_CELLS) return nRows * nColumns;
  throw shapeFault(`a table of ${nRows} rows and ${nColumns} columns`);
}
