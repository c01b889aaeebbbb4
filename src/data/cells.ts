// One cell of outside data becomes a double, or undefined when it is no number.

/** The double a cell stands for: missing (null, undefined) is NaN; undefined for whatever is not a number. */
export function numberFromCell(cell: unknown): number | undefined {
  if (typeof cell === "number") return cell;
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell === "bigint") {
    const value = Number(cell);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  return undefined;
}
