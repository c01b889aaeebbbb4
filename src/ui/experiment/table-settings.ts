// How the table of an experiment is set, as its address says it.
import type { ColumnRef, OrderItem, RunQuery, View } from "../api/shapes.ts";
import { columnsText, columnText, orderText, parseColumns, parseOrder } from "../table/column-text.ts";

/** What the band of a group shows around its mean. */
export type Band = "std" | "range" | "ci";

/** The bands there are. */
export const BANDS: readonly Band[] = ["std", "range", "ci"];

/** How a table is set. */
export interface TableSettings {
  readonly filter: string;
  /** Empty: the newest first. */
  readonly order: readonly OrderItem[];
  /** Undefined: those that the table finds worth showing. */
  readonly columns: readonly ColumnRef[] | undefined;
  /** The columns, besides the name, that stay at the left. */
  readonly pinned: ReadonlySet<string>;
  readonly groupBy: readonly ColumnRef[];
  readonly band: Band;
  /** Children stand below their parents. */
  readonly isTree: boolean;
  readonly onlyDifferences: boolean;
  readonly hasSparklines: boolean;
}

/** Reads the settings out of an address. */
export function readSettings(query: ReadonlyMap<string, string>): TableSettings {
  const columns = query.get("cols");
  return {
    filter: query.get("q") ?? "",
    order: parseOrder(query.get("sort") ?? ""),
    columns: columns === undefined ? undefined : parseColumns(columns),
    pinned: new Set(parseColumns(query.get("pin") ?? "").map(columnText)),
    groupBy: parseColumns(query.get("group") ?? ""),
    band: BANDS.find((known) => known === query.get("band")) ?? "std",
    isTree: query.get("flat") !== "1",
    onlyDifferences: query.get("diff") === "1",
    hasSparklines: query.get("spark") === "1",
  };
}

/** Changes to settings as changes to an address; parts that are as they are by themselves leave it. */
export function settingsQuery(changes: Partial<TableSettings>): Readonly<Record<string, string | undefined>> {
  const query: Record<string, string | undefined> = {};
  if (changes.filter !== undefined) query["q"] = changes.filter || undefined;
  if (changes.order !== undefined) query["sort"] = orderText(changes.order) || undefined;
  if ("columns" in changes) query["cols"] = changes.columns && columnsText(changes.columns);
  if (changes.pinned !== undefined) query["pin"] = [...changes.pinned].join(",") || undefined;
  if (changes.groupBy !== undefined) query["group"] = columnsText(changes.groupBy) || undefined;
  if (changes.band !== undefined) query["band"] = changes.band === "std" ? undefined : changes.band;
  if (changes.isTree !== undefined) query["flat"] = changes.isTree ? undefined : "1";
  if (changes.onlyDifferences !== undefined) query["diff"] = changes.onlyDifferences ? "1" : undefined;
  if (changes.hasSparklines !== undefined) query["spark"] = changes.hasSparklines ? "1" : undefined;
  return query;
}

/** The runs that the settings ask for. */
export function runQuery(experimentId: string, settings: TableSettings, view: View): RunQuery {
  return {
    experiment_ids: [experimentId],
    view,
    ...(settings.filter === "" ? {} : { filter: settings.filter }),
    ...(settings.order.length === 0 ? {} : { order: settings.order }),
  };
}
