// Questions to a table of runs: which of them, and in which order.
import { invalidValue } from "../../errors/index.ts";
import type { ViewType } from "../entities.ts";
import { MAX_ORDER_ITEMS } from "../limits.ts";
import type { AttributeSpec, Dialect } from "../search/dialect.ts";
import { compileFilter } from "../search/filter.ts";
import { sortRecords } from "../search/order.ts";
import { deadlineCheck } from "../search/run-search.ts";
import { isInView } from "../search/view.ts";
import {
  ATTRIBUTE_COLUMNS,
  columnReader,
  NUMBER_ATTRIBUTES,
  namedMetric,
  PARENT_TAG,
  type RunColumn,
} from "./run-columns.ts";
import type { RunTable, TableRow } from "./run-table.ts";

/** A column to order by. */
export interface ColumnOrder extends RunColumn {
  readonly isDescending: boolean;
}

/** Which runs, and in which order. */
export interface RunQuery {
  readonly experimentIds: readonly string[];
  /** In the search language, with `metrics.rmse.min`, numbers as params, and `attributes.duration` besides. */
  readonly filter?: string | undefined;
  readonly viewType?: ViewType | undefined;
  /** The most important first; what is equal in all of them, and all without any: the newest first. */
  readonly orders?: readonly ColumnOrder[] | undefined;
  /** Only the runs nested in this one. */
  readonly parentId?: string | undefined;
  /** Only runs that are not nested in another one that matches. */
  readonly rootsOnly?: boolean | undefined;
}

/** What a question came to. */
export interface QueryResult {
  /** In the order asked for. */
  readonly rows: readonly TableRow[];
  /** How many runs are in view, whatever the filter. */
  readonly allCount: number;
  /** How many of the matching runs are nested in each run. */
  readonly childCounts: ReadonlyMap<string, number>;
}

/**
 * The runs that a query asks for.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a filter or column that is not in order, or a search that takes too long.
 */
export function queryRuns(table: RunTable, query: RunQuery): QueryResult {
  const { orders = [], parentId } = query;
  if (orders.length > MAX_ORDER_ITEMS) {
    throw invalidValue(`Cannot order by ${orders.length} columns: at most ${MAX_ORDER_ITEMS} are allowed`);
  }
  const passes = compileFilter(query.filter, DIALECT);
  const checkTime = deadlineCheck();
  const inView = table.rows(query.experimentIds).filter((row) => {
    const info = row.info();
    return info !== undefined && isInView(info, query.viewType);
  });
  const isFiltered = query.filter !== undefined && query.filter !== "";
  const matching = isFiltered
    ? inView.filter((row) => {
        checkTime();
        return passes(row);
      })
    : inView;
  const childCounts = countChildren(matching);
  const wanted = nested(matching, childCounts, parentId, query.rootsOnly === true);
  const readers = orders.map((order) => ({ isAscending: !order.isDescending, read: columnReader(order) }));
  const rows = readers.length === 0 ? wanted : sortRecords(wanted, readers);
  return { rows, allCount: inView.length, childCounts };
}

function countChildren(rows: readonly TableRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const parentId = row.tag(PARENT_TAG);
    if (parentId !== undefined) counts.set(parentId, (counts.get(parentId) ?? 0) + 1);
  }
  return counts;
}

function nested(
  rows: readonly TableRow[],
  childCounts: ReadonlyMap<string, number>,
  parentId: string | undefined,
  rootsOnly: boolean,
): readonly TableRow[] {
  if (parentId !== undefined) return rows.filter((row) => row.tag(PARENT_TAG) === parentId);
  if (!rootsOnly || childCounts.size === 0) return rows;
  const ids = new Set(rows.map(({ runId }) => runId));
  return rows.filter((row) => !ids.has(row.tag(PARENT_TAG) ?? ""));
}

const ATTRIBUTES: readonly AttributeSpec<TableRow>[] = ATTRIBUTE_COLUMNS.map((name) => ({
  name,
  kind: NUMBER_ATTRIBUTES.has(name) ? "number" : "text",
  isListable: name === "run_id" || name === "status" || name === "run_name",
  read: columnReader({ kind: "attribute", key: name }),
}));

const DIALECT: Dialect<TableRow> = {
  attributes: ATTRIBUTES,
  hasNumericTexts: true,
  metric: namedMetric,
  param: (row, key) => row.param(key),
  tag: (row, key) => row.tag(key),
  dataset: (row, key) =>
    row
      .inputs()
      .datasets.flatMap(({ dataset, tags }) =>
        key === "context" ? (tags.get("mlflow.data.context") ?? []) : dataset[key],
      ),
};
