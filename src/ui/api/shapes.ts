// What requests about runs have in common: columns, queries, rows, and numbers as JSON can carry them.

/** A number, or the text for one that JSON has no form for: `NaN`, `Infinity`, `-Infinity`. */
export type WireNumber = number | string;

/** What a column is about. */
export type ColumnKind = "attribute" | "metric" | "param" | "tag";

/** Which number of a metric's history stands in a column. */
export type MetricStat =
  | "last"
  | "min"
  | "max"
  | "mean"
  | "first"
  | "count"
  | "step"
  | "min_step"
  | "max_step"
  | "time";

/** A column of runs. */
export interface ColumnRef {
  readonly kind: ColumnKind;
  readonly key: string;
  /** Of metrics alone; without it the last value. */
  readonly stat?: MetricStat;
}

/** One thing to sort by. */
export interface OrderItem extends ColumnRef {
  readonly descending?: boolean;
}

/** Which of the runs a search looks at. */
export type View = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

/** Which runs, and in what order. */
export interface RunQuery {
  readonly experiment_ids: readonly string[];
  readonly filter?: string;
  readonly view?: View;
  readonly order?: readonly OrderItem[];
  /** Only the children of this run. */
  readonly parent_id?: string;
  /** Only runs whose parent is not among those that match. */
  readonly roots_only?: boolean;
}

/** A run as a line of a table. */
export interface RunRow {
  readonly run_id: string;
  readonly experiment_id: string;
  readonly run_name: string;
  readonly status: string;
  /** Says that it runs, but has written nothing for a minute. */
  readonly is_stale: boolean;
  readonly start_time: number;
  readonly end_time: number | null;
  readonly user_id: string;
  readonly lifecycle_stage: "active" | "deleted";
  readonly parent_id: string | null;
  readonly n_children: number;
  readonly note: string | null;
  readonly source_name: string | null;
  readonly source_type: string | null;
  readonly git_commit: string | null;
}

/** What a cell holds. */
export type CellValue = WireNumber | null;

/** A value as a number; undefined for texts that are none, and for null. */
export function numberOf(value: CellValue | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number") return value;
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : undefined;
}
