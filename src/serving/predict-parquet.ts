// Predictions for a Parquet file of any length, some rows at a time.
import { unparsable } from "../errors/index.ts";
import type { RowPredictions } from "./predict-csv.ts";
import type { Scorer } from "./scorer.ts";
import { type ByteSource, parquetTables } from "./tables/parquet-table.ts";

const ROWS_A_PIECE = 65_536;

/**
 * Predicts for every row of a Parquet file.
 *
 * @param scorer The model.
 * @param source The file.
 * @returns The predictions of the rows in their order, a piece of the file at a time.
 * @throws A coded error for anything that is wrong with the file or its rows.
 */
export async function* predictParquet(scorer: Scorer, source: ByteSource): AsyncGenerator<RowPredictions> {
  for await (const input of parquetTables(source, ROWS_A_PIECE)) {
    const predictions = scorer.predictRequest({ input, params: undefined });
    if (!(predictions instanceof Float64Array || Array.isArray(predictions))) {
      throw unparsable("The model answers with named arrays, which cannot be written row by row");
    }
    yield predictions;
  }
}
