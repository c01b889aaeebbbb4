// A frame with a target among its columns becomes a data set.
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import type { Frame } from "../table.ts";
import { Dataset, type DatasetOptions } from "./dataset.ts";

/** What a data set needs beside the frame. */
export interface DatasetFromFrameOptions extends Omit<DatasetOptions, "features" | "target" | "targetName"> {
  /** The name of the target column; all other columns are features. */
  readonly target: string;
}

/**
 * A data set from a table, such as one that was read from a CSV file.
 *
 * @throws RangeError when there is no such column, or a value of the target is missing.
 * @throws TypeError when a column is text.
 */
export function datasetFromFrame(frame: Frame, options: DatasetFromFrameOptions): Dataset {
  const targetAt = frame.names.indexOf(options.target);
  if (targetAt < 0) {
    throw invalidValue(
      `Cannot make data set ${quote(options.name)}: there is no target column ${quote(options.target)} among ${frame.names.map(quote).join(", ")}`,
    );
  }
  const target = frame.columns[targetAt];
  if (!(target instanceof Float64Array)) {
    throw invalidType(
      `Cannot make data set ${quote(options.name)}: target column ${quote(options.target)} must be numbers, but it holds text`,
    );
  }
  return new Dataset({
    ...options,
    features: {
      nRows: frame.nRows,
      names: frame.names.filter((_, j) => j !== targetAt),
      columns: frame.columns.filter((_, j) => j !== targetAt),
    },
    target,
    targetName: options.target,
  });
}
