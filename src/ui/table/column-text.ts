// Columns as short words for addresses: `metrics.rmse`, `min.rmse`, `params.alpha`, `tags.team`, `attr.status`.
import type { ColumnKind, ColumnRef, MetricStat, OrderItem } from "../api/shapes.ts";

/** The numbers of a metric's history that a column can show, besides the last one. */
export const METRIC_STATS: readonly MetricStat[] = [
  "last",
  "min",
  "max",
  "mean",
  "first",
  "count",
  "step",
  "min_step",
  "max_step",
  "time",
];

const KINDS: ReadonlyMap<string, ColumnKind> = new Map<string, ColumnKind>([
  ["metrics", "metric"],
  ["params", "param"],
  ["tags", "tag"],
  ["attr", "attribute"],
]);

/** A column as a word. The same column is always the same word. */
export function columnText({ kind, key, stat }: ColumnRef): string {
  const word =
    kind === "metric" && stat !== undefined && stat !== "last"
      ? stat
      : ([...KINDS].find(([, known]) => known === kind)?.[0] ?? kind);
  return `${word}.${key.replaceAll("%", "%25").replaceAll(",", "%2C")}`;
}

/** The column that a word stands for; undefined for a word that is none. */
export function parseColumn(text: string): ColumnRef | undefined {
  const dot = text.indexOf(".");
  if (dot < 1 || dot === text.length - 1) return undefined;
  const word = text.slice(0, dot);
  const key = text
    .slice(dot + 1)
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
  const kind = KINDS.get(word);
  if (kind !== undefined) return { kind, key };
  const stat = METRIC_STATS.find((known) => known === word);
  return stat === undefined || stat === "last" ? undefined : { kind: "metric", key, stat };
}

/** A list of columns as one word. */
export function columnsText(columns: readonly ColumnRef[]): string {
  return columns.map(columnText).join(",");
}

/** The columns of a list; words that are none are left out. */
export function parseColumns(text: string): readonly ColumnRef[] {
  return text.split(",").flatMap((word) => parseColumn(word) ?? []);
}

/** An order as a word: `-min.rmse` is the largest first. */
export function orderText(order: readonly OrderItem[]): string {
  return order.map((item) => (item.descending === true ? "-" : "") + columnText(item)).join(",");
}

/** The order that a word stands for. */
export function parseOrder(text: string): readonly OrderItem[] {
  return text.split(",").flatMap((word) => {
    const column = parseColumn(word.replace(/^-/, ""));
    return column === undefined ? [] : { ...column, descending: word.startsWith("-") };
  });
}
