// Links from one part of an experiment to another, which keep what is shown: runs, order, groups.
import { formatAddress } from "../app/address.ts";
import { columnText, parseColumns } from "../table/column-text.ts";

/** A link to a part of an experiment; charts spell their groups and bands in their own way. */
export function tabLink(
  experimentId: string,
  from: string,
  to: string,
  query: ReadonlyMap<string, string>,
): string {
  const kept = new Map(query);
  if (from === "charts" && to !== "charts") fromCharts(kept);
  if (from !== "charts" && to === "charts") toCharts(kept);
  return formatAddress({ path: ["experiments", experimentId, ...(to === "table" ? [] : [to])], query: kept });
}

function toCharts(query: Map<string, string>): void {
  const [first] = parseColumns(query.get("group") ?? "");
  if (first === undefined || first.kind === "attribute" || first.kind === "metric") query.delete("group");
  else query.set("group", `${first.kind}.${first.key}`);
  if (query.get("band") === "range") query.delete("band");
  else if (first !== undefined) query.set("band", "std");
}

function fromCharts(query: Map<string, string>): void {
  const [, kind, key] = /^(param|tag)\.(.+)$/s.exec(query.get("group") ?? "") ?? [];
  if (key === undefined || (kind !== "param" && kind !== "tag")) query.delete("group");
  else query.set("group", columnText({ kind, key }));
  if (query.get("band") === "std") query.delete("band");
  else if (key !== undefined) query.set("band", "range");
}
