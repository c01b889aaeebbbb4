// Predictions as a Parquet file.
import { unparsable } from "../../errors/index.ts";
import type { RowPredictions } from "../predict-csv.ts";
import { optionalPackage } from "./optional-package.ts";

/**
 * Gathers predictions and writes them as one file: the column `prediction`, or one for each name that a record has.
 *
 * @param pieces The predictions of some rows each; all are held in memory, eight bytes for a number.
 * @throws SyntaxError when a row's predictions have no place in a flat table.
 * @throws Error `INVALID_PARAMETER_VALUE` when the package that writes Parquet is not installed.
 */
export async function parquetOfRows(pieces: AsyncIterable<RowPredictions>): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await optionalPackage(
    "hyparquet-writer",
    "write Parquet",
    () => import("hyparquet-writer"),
  );
  const columns = new Map<string, unknown[]>();
  for await (const rows of pieces) {
    for (let i = 0; i < rows.length; i++) {
      for (const [name, cell] of cellsOf(rows[i])) {
        const column = columns.get(name);
        if (column === undefined) columns.set(name, [cell]);
        else column.push(cell);
      }
    }
  }
  const columnData = Array.from(columns, ([name, data]) => ({ name, data, type: typeOf(name, data) }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function cellsOf(row: unknown): readonly (readonly [string, unknown])[] {
  return typeof row === "object" && row !== null ? Object.entries(row) : [["prediction", row]];
}

function typeOf(name: string, cells: readonly unknown[]): "DOUBLE" | "STRING" | "BOOLEAN" {
  const kinds = new Set(cells.map((cell) => typeof cell));
  const [kind] = kinds;
  if (kinds.size <= 1) {
    if (kind === "number" || kind === undefined) return "DOUBLE";
    if (kind === "string") return "STRING";
    if (kind === "boolean") return "BOOLEAN";
  }
  throw unparsable(
    `The predictions ${name} are neither all numbers nor all texts, which Parquet wants; write JSON`,
  );
}
