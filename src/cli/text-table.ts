// Rows of text in columns that line up, for a terminal.

/**
 * A table as text: columns as wide as their widest cell, two blanks between them, nothing behind the last.
 *
 * @param head The names of the columns.
 * @param rows A cell for each column; control characters in them are shown as `?`.
 */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows.map((row) => row.map((cell) => cell.replace(/\p{Cc}/gu, "?")))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
