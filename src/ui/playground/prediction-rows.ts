// What a model answered, as rows and columns.

/** An answer as a table. */
export interface PredictionTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An answer of any of the forms a scoring server has: numbers, rows of numbers, records, columns. */
export function predictionTable(predictions: unknown): PredictionTable {
  if (!Array.isArray(predictions)) {
    if (typeof predictions === "object" && predictions !== null) {
      const entries = Object.entries(predictions);
      const length = Math.max(0, ...entries.map(([, values]) => (Array.isArray(values) ? values.length : 1)));
      return {
        columns: entries.map(([name]) => name),
        rows: Array.from({ length }, (_, i) =>
          entries.map(([, values]) => cellText(Array.isArray(values) ? values[i] : values)),
        ),
      };
    }
    return { columns: ["prediction"], rows: [[cellText(predictions)]] };
  }
  const first: unknown = predictions[0];
  if (Array.isArray(first)) {
    return {
      columns: first.map((_, i) => `prediction ${i}`),
      rows: predictions.map((row) => (Array.isArray(row) ? row.map(cellText) : [cellText(row)])),
    };
  }
  if (typeof first === "object" && first !== null) {
    const columns = Object.keys(first);
    return {
      columns,
      rows: predictions.map((row: unknown) =>
        columns.map((name) =>
          cellText(typeof row === "object" && row !== null ? Reflect.get(row, name) : row),
        ),
      ),
    };
  }
  return { columns: ["prediction"], rows: predictions.map((value) => [cellText(value)]) };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
