// The columns of a data set, out of the JSON that trackers keep of them.

/** A column of a data set. */
export interface DatasetColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns that a schema tells of; none for a schema of another form. */
export function datasetColumns(schema: string | undefined): readonly DatasetColumn[] {
  try {
    const value: unknown = JSON.parse(schema ?? "null");
    if (typeof value !== "object" || value === null || !("mlflow_colspec" in value)) return [];
    const columns: unknown = value.mlflow_colspec;
    if (!Array.isArray(columns)) return [];
    return columns.flatMap((column: unknown) => {
      if (typeof column !== "object" || column === null) return [];
      const name = "name" in column && typeof column.name === "string" ? column.name : "";
      const type = "type" in column && typeof column.type === "string" ? column.type : "";
      return { name, type };
    });
  } catch {
    return [];
  }
}
