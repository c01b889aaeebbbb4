// Tables of runs: rows and columns, ids, keys, values to choose from, sparklines, groups.
import { monotonicMs } from "../../../system/index.ts";
import {
  type CatalogueEntry,
  catalogueOf,
  columnReader,
  groupRuns,
  type RunColumn,
  spreadOf,
  type TableRow,
} from "../../../tracking/index.ts";
import {
  MAX_GROUP_COLUMNS,
  MAX_GROUPS,
  MAX_PROPOSED_VALUES,
  MAX_RUN_IDS,
  MAX_SPARKLINES,
  MAX_SPREAD_COLUMNS,
  MAX_TABLE_COLUMNS,
  MAX_TABLE_ROWS,
  MAX_VALUE_ROWS,
  READING_BUDGET_MS,
} from "../../limits.ts";
import { choice, fallback, flag, list, required, text } from "../../requests/fields.ts";
import { type Route, route } from "../../routes/route.ts";
import { askedRuns } from "../asked-runs.ts";
import { atMost, column, metricCell, queryFields, queryOf, within } from "../query-fields.ts";
import { runRowToJson } from "../run-row-json.ts";
import { sparklineOf } from "../sparkline.ts";
import { tableOf } from "../store-table.ts";
import { uiPath } from "../ui-path.ts";
import { type ValueJson, valueToJson } from "../value-json.ts";

/** Every call that reads tables. */
export const tableRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: uiPath("runs/table"),
    readOnly: true,
    request: {
      ...queryFields,
      offset: within(0, Number.MAX_SAFE_INTEGER, 0),
      limit: within(0, MAX_VALUE_ROWS, 100),
      columns: atMost(MAX_TABLE_COLUMNS, list(column)),
      rows: fallback(flag, true),
    },
    answer: ({ offset, limit, columns, rows: wantsRows, ...request }, services) => {
      const table = tableOf(services);
      const { rows, allCount, childCounts } = askedRuns(table, queryOf(request));
      const page = rows.slice(offset, offset + (wantsRows ? Math.min(limit, MAX_TABLE_ROWS) : limit));
      if (page.length <= MAX_TABLE_ROWS) for (const row of page) row.touch();
      const { values, isComplete } = valuesOf(page, columns);
      return {
        version: table.version(request.experimentIds),
        total: rows.length,
        all: allCount,
        offset,
        run_ids: page.map(({ runId }) => runId),
        rows: wantsRows ? page.flatMap((row) => runRowToJson(row, childCounts) ?? []) : undefined,
        values,
        incomplete: isComplete ? undefined : true,
      };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("runs/ids"),
    readOnly: true,
    request: { ...queryFields, limit: within(0, MAX_RUN_IDS, MAX_RUN_IDS) },
    answer: ({ limit, ...request }, services) => {
      const { rows } = askedRuns(tableOf(services), queryOf(request));
      return { run_ids: rows.slice(0, limit).map(({ runId }) => runId), total: rows.length };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("runs/columns"),
    readOnly: true,
    request: { ...queryFields, summaries: fallback(flag, true) },
    answer: ({ summaries, ...request }, services) => {
      const table = tableOf(services);
      const { rows } = askedRuns(table, queryOf({ ...request, order: [] }));
      const deadlineMs = summaries ? monotonicMs() + READING_BUDGET_MS : Number.NEGATIVE_INFINITY;
      const params = catalogueOf(rows, "param", deadlineMs);
      const metrics = catalogueOf(rows, "metric", deadlineMs);
      const tags = catalogueOf(rows, "tag", deadlineMs);
      const toJson = (entry: CatalogueEntry): object => entryToJson(entry, rows.length);
      return {
        version: table.version(request.experimentIds),
        n_runs: rows.length,
        metrics: metrics.map(toJson),
        params: params.map(toJson),
        tags: tags.map(toJson),
        incomplete: [...params, ...metrics, ...tags].some(({ values }) => values === undefined),
      };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("runs/values"),
    readOnly: true,
    request: {
      ...queryFields,
      kind: required(choice(["attribute", "metric", "param", "tag"])),
      key: required(text),
      prefix: fallback(text, ""),
      limit: within(1, MAX_PROPOSED_VALUES, 50),
    },
    answer: ({ kind, key, prefix, limit, ...request }, services) => {
      const { rows } = askedRuns(tableOf(services), queryOf({ ...request, order: [] }));
      const counts = countValues(rows, { kind, key }, prefix.toLowerCase());
      const values = [...counts].sort((a, b) => b[1] - a[1]).slice(0, limit);
      return { values: values.map(([value, count]) => ({ value, count })), distinct: counts.size };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("runs/sparklines"),
    readOnly: true,
    request: { cells: atMost(MAX_SPARKLINES, list(metricCell)) },
    answer: ({ cells }, services) => {
      const table = tableOf(services);
      const deadlineMs = monotonicMs() + READING_BUDGET_MS;
      let isComplete = true;
      const lines = cells.map(({ runId, key }) => {
        if (monotonicMs() < deadlineMs) return sparklineOf(table, runId, key) ?? null;
        isComplete = false;
        return null;
      });
      return { lines, incomplete: isComplete ? undefined : true };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("runs/groups"),
    readOnly: true,
    request: {
      ...queryFields,
      groupBy: atMost(MAX_GROUP_COLUMNS, list(column)),
      columns: atMost(MAX_SPREAD_COLUMNS, list(column)),
      limit: within(1, MAX_GROUPS, MAX_GROUPS),
    },
    answer: ({ groupBy, columns, limit, ...request }, services) => {
      const { rows } = askedRuns(tableOf(services), queryOf(request));
      const groups = groupRuns(rows, groupBy);
      return {
        total_groups: groups.length,
        total_runs: rows.length,
        groups: groups.slice(0, limit).map(({ keys, rows: members, filter }) => ({
          keys: keys.map((key) => key ?? null),
          count: members.length,
          filter: request.filter ? `(${request.filter}) AND ${filter}` : filter,
          run_ids: members.slice(0, MAX_GROUPS).map(({ runId }) => runId),
          stats: columns.map((of) => spreadToJson(members, of)),
        })),
      };
    },
  }),
];

/** The values of some runs, one array a column; what could not be read in time is null. */
function valuesOf(
  rows: readonly TableRow[],
  columns: readonly RunColumn[],
): { readonly values: readonly (readonly ValueJson[])[]; readonly isComplete: boolean } {
  const deadlineMs = monotonicMs() + READING_BUDGET_MS;
  let isComplete = true;
  const values = columns.map((of) => {
    const read = columnReader(of);
    return rows.map((row) => {
      if (isComplete && monotonicMs() > deadlineMs) isComplete = false;
      return isComplete ? valueToJson(read(row)) : null;
    });
  });
  return { values, isComplete };
}

function entryToJson({ key, count, values }: CatalogueEntry, nRuns: number): object {
  if (values === undefined)
    return { key, count, distinct: null, is_numeric: null, min: null, max: null, varies: null };
  const { distinct, isNumeric, min, max } = values;
  return {
    key,
    count,
    distinct,
    is_numeric: isNumeric,
    min: valueToJson(min),
    max: valueToJson(max),
    varies: distinct > 1 || count < nRuns,
  };
}

function countValues(rows: readonly TableRow[], of: RunColumn, prefix: string): ReadonlyMap<string, number> {
  const read = columnReader(of);
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = read(row);
    if (value === undefined) continue;
    const word = String(value);
    if (word.toLowerCase().startsWith(prefix)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function spreadToJson(rows: readonly TableRow[], of: RunColumn): object | null {
  const spread = spreadOf(rows, of);
  if (spread === undefined) return null;
  return {
    count: spread.count,
    mean: valueToJson(spread.mean),
    min: valueToJson(spread.min),
    max: valueToJson(spread.max),
    std: valueToJson(spread.standardDeviation),
    ci95: valueToJson(spread.confidence95),
  };
}
