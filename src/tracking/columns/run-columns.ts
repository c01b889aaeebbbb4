// What can stand in a column of a table of runs, and how each is read from a row.
import { invalidValue, quote } from "../../errors/index.ts";
import { METRIC_STATS, type MetricStat, statOf } from "./metric-summary.ts";
import type { TableRow } from "./run-table.ts";

/** A column: an attribute, or something that was logged under a key. */
export interface RunColumn {
  readonly kind: "attribute" | "metric" | "param" | "tag";
  readonly key: string;
  /** Of a metric; default `last`. */
  readonly stat?: MetricStat | undefined;
}

/** A value of a column. */
export type CellValue = string | number | undefined;

/** The tag that holds the id of the run a run is nested in. */
export const PARENT_TAG = "mlflow.parentRunId";
/** The tag that holds a run's notes, in Markdown. */
export const NOTE_TAG = "mlflow.note.content";

const ATTRIBUTES: ReadonlyMap<string, (row: TableRow) => CellValue> = new Map([
  ["run_id", (row: TableRow): CellValue => row.runId],
  ["run_name", (row) => row.info()?.runName],
  ["experiment_id", (row) => row.info()?.experimentId],
  ["status", (row) => row.info()?.status],
  ["start_time", (row) => row.info()?.startTimeMs],
  ["end_time", (row) => row.info()?.endTimeMs],
  ["duration", durationMs],
  ["user_id", (row) => row.info()?.userId],
  ["artifact_uri", (row) => row.info()?.artifactUri],
  ["lifecycle_stage", (row) => row.info()?.lifecycleStage],
  ["source", (row) => row.tag("mlflow.source.name")],
  ["dataset", datasetNames],
  ["note", (row) => firstLine(row.tag(NOTE_TAG))],
  [
    "models",
    (row) =>
      row
        .outputs()
        .map(({ modelId }) => modelId)
        .join(" ") || undefined,
  ],
]);

/** The names of the attributes. */
export const ATTRIBUTE_COLUMNS: readonly string[] = [...ATTRIBUTES.keys()];

/** The attributes that are numbers. */
export const NUMBER_ATTRIBUTES: ReadonlySet<string> = new Set(["start_time", "end_time", "duration"]);

/**
 * The reader of a column.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` for an attribute that runs do not have.
 */
export function columnReader({ kind, key, stat = "last" }: RunColumn): (row: TableRow) => CellValue {
  switch (kind) {
    case "metric":
      return (row) => {
        const summary = row.metric(key);
        return summary && statOf(summary, stat);
      };
    case "param":
      return (row) => row.param(key);
    case "tag":
      return (row) => row.tag(key);
    default: {
      const read = ATTRIBUTES.get(key);
      if (read !== undefined) return read;
      throw invalidValue(
        `Cannot show attribute ${quote(key)}: it must be one of ${ATTRIBUTE_COLUMNS.join(", ")}`,
      );
    }
  }
}

const STAT_ENDING: ReadonlyMap<string, MetricStat> = new Map(METRIC_STATS.map((stat) => [`.${stat}`, stat]));

/**
 * The value that a metric's name in a filter stands for: `rmse` the last value, `rmse.min` the least, unless the run has
 * a metric that is called so.
 */
export function namedMetric(row: TableRow, name: string): number | undefined {
  const summary = row.metric(name);
  if (summary !== undefined) return summary.last;
  const dot = name.lastIndexOf(".");
  const stat = dot > 0 ? STAT_ENDING.get(name.slice(dot)) : undefined;
  const whole = stat === undefined ? undefined : row.metric(name.slice(0, dot));
  return whole && stat && statOf(whole, stat);
}

function durationMs(row: TableRow): number | undefined {
  const info = row.info();
  return info?.endTimeMs === undefined ? undefined : info.endTimeMs - info.startTimeMs;
}

function datasetNames(row: TableRow): string | undefined {
  const names = row.inputs().datasets.map(({ dataset: { name, digest } }) => `${name} (${digest})`);
  return names.length === 0 ? undefined : names.join(", ");
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split("\n").find((candidate) => candidate.trim() !== "");
  return line?.replace(/^#+\s*/, "").slice(0, 200);
}
