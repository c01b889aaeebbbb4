// What the plots of a comparison draw: parameters and metrics of runs, as numbers where they are numbers.
import { fetchRuns } from "../api/runs.ts";
import { type CellValue, type ColumnRef, numberOf, type RunQuery } from "../api/shapes.ts";
import { chosen } from "../charts/drawn-runs.ts";

/** A column by name: `metric.rmse`, `param.alpha`. */
export type ColumnName = string;

/** The values of one column. */
export interface PlotColumn {
  readonly name: ColumnName;
  readonly label: string;
  /** Whether every value that is there is a number. */
  readonly isNumeric: boolean;
  /** NaN where there is no number. */
  readonly numbers: Float64Array;
  /** The values as texts; null where there is none. */
  readonly texts: readonly (string | null)[];
}

/** Runs with columns. */
export interface PlotRuns {
  readonly runIds: readonly string[];
  readonly names: readonly string[];
  /** How many there would be without a cap. */
  readonly total: number;
  readonly columns: ReadonlyMap<ColumnName, PlotColumn>;
}

/** As many runs as a plot draws; the page says how many there are. */
export const MAX_PLOTTED_RUNS = 20_000;

/** The column that a name stands for. */
export function columnOf(name: ColumnName): ColumnRef {
  const dot = name.indexOf(".");
  const kind = name.slice(0, dot);
  return { kind: kind === "metric" || kind === "tag" ? kind : "param", key: name.slice(dot + 1) };
}

/** Runs with the values of some columns. */
export async function fetchPlotRuns(
  query: RunQuery,
  selected: readonly string[],
  names: readonly ColumnName[],
  limit: number,
  signal?: AbortSignal,
): Promise<PlotRuns> {
  const block = await fetchRuns(
    {
      ...(selected.length === 0 ? query : chosen(query, selected)),
      columns: [{ kind: "attribute", key: "run_name" }, ...names.map(columnOf)],
      rows: false,
      limit,
      offset: 0,
    },
    signal,
  );
  const [runNames = [], ...values] = block.values;
  return {
    runIds: block.run_ids,
    names: block.run_ids.map((id, i) => String(runNames[i] ?? id)),
    total: block.total,
    columns: new Map(names.map((name, i) => [name, plotColumn(name, values[i] ?? [])])),
  };
}

/** A column of values as they came. */
export function plotColumn(name: ColumnName, values: readonly CellValue[]): PlotColumn {
  const isMetric = name.startsWith("metric.");
  const numbers = Float64Array.from(values, (value) => {
    if (isMetric || typeof value === "number") return numberOf(value) ?? Number.NaN;
    return value === null || value.trim() === "" ? Number.NaN : Number(value);
  });
  const present = values.filter((value) => value !== null);
  return {
    name,
    label: columnOf(name).key,
    isNumeric:
      isMetric ||
      (present.length > 0 &&
        values.every((value, i) => value === null || !Number.isNaN(numbers[i] ?? Number.NaN))),
    numbers,
    texts: values.map((value) => (value === null ? null : String(value))),
  };
}
