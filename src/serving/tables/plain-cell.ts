// Cells of binary tables as JSON would have them, so that one set of casts serves all forms of requests.

/**
 * A cell as a number, text, truth or null: 64-bit integers beyond 2^53 as their digits, times as ISO texts, bytes as base64.
 * What is none of these (lists, maps) stays, and no cast takes it.
 */
export function plainCell(cell: unknown): unknown {
  if (typeof cell === "bigint") return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString();
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString("base64");
  return cell ?? null;
}
