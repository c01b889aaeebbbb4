// Predictions for a CSV of any length, piece by piece.
import { messageOf, unparsable } from "../errors/index.ts";
import type { Predictions } from "../models/index.ts";
import { csvPieces } from "./csv-pieces.ts";
import type { Scorer } from "./scorer.ts";

/** What one piece of a file came to. */
export type RowPredictions = Extract<Predictions, Float64Array | readonly unknown[]>;

/**
 * Predicts for every record of a CSV.
 *
 * @param scorer The model.
 * @param source The bytes of the CSV, header first.
 * @returns The predictions of the rows in their order, a piece of the file at a time.
 * @throws SyntaxError saying what is wrong, and from which row on (counted from 0).
 */
export async function* predictCsv(
  scorer: Scorer,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<RowPredictions> {
  let nRows = 0;
  for await (const piece of csvPieces(source)) {
    const predictions = predictPiece(scorer, piece, nRows);
    nRows += predictions.length;
    yield predictions;
  }
}

function predictPiece(scorer: Scorer, piece: string, firstRow: number): RowPredictions {
  try {
    const predictions = scorer.predict("text/csv", Buffer.from(piece));
    if (predictions instanceof Float64Array || Array.isArray(predictions)) return predictions;
  } catch (cause) {
    const where = firstRow === 0 ? "" : ` (rows counted from row ${firstRow} of the file)`;
    throw unparsable(`${messageOf(cause)}${where}`, { cause });
  }
  throw unparsable("The model answers with named arrays, which cannot be written row by row; give it JSON");
}
