// A few rows of features, kept beside the model: for people, and as the body of a first request.
import type { Table } from "../data/index.ts";
import { invalidValue } from "../errors/index.ts";
import type { InputExampleInfo } from "./model-info.ts";
import { printPythonJson } from "./python-json.ts";

/** The most rows of an example. */
const MAX_ROWS = 1000;
const EXAMPLE = "input_example.json";
const SERVING_EXAMPLE = "serving_input_example.json";

/** An example on its way to the model's folder. */
export interface InputExampleFiles {
  readonly info: InputExampleInfo;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The two files of an input example: the rows as they are, and the same as the body of a request.
 *
 * @throws RangeError when there are more than 1000 rows.
 */
export function packInputExample({ nRows, names, columns }: Table): InputExampleFiles {
  if (nRows > MAX_ROWS) {
    throw invalidValue(
      `Cannot save the input example: it may have at most ${MAX_ROWS} rows: current number of rows is ${nRows}`,
    );
  }
  // What is missing becomes null: JSON has no NaN.
  const data = Array.from({ length: nRows }, (_, i) => columns.map((column) => column[i] ?? null));
  const isFrame = names !== undefined || columns.some((column) => !(column instanceof Float64Array));
  const example = isFrame ? { columns: names, data } : data;
  const request = isFrame ? { dataframe_split: example } : { inputs: example };
  return {
    info: { path: EXAMPLE, servingPath: SERVING_EXAMPLE, type: isFrame ? "dataframe" : "ndarray" },
    files: new Map([
      [EXAMPLE, printPythonJson(example)],
      [SERVING_EXAMPLE, JSON.stringify(request, null, 2)],
    ]),
  };
}
