// How wide columns are: as the user drew them, in this browser, or as what they hold asks for.
import { type Signal, signal } from "@preact/signals";
import type { ColumnRef } from "../../api/shapes.ts";
import { store, stored } from "../../browser/stored.ts";
import { columnText } from "../../table/column-text.ts";

const MAX_KEPT = 300;
const CHARACTER_PX = 6.6;
const PADDING_PX = 44;
const SPARKLINE_PX = 64;
const BAND_PX = 48;

const drawn: Signal<ReadonlyMap<string, number>> = signal(readWidths());

/** The widths that the user drew, by column. */
export const columnWidths: { readonly value: ReadonlyMap<string, number> } = drawn;

/** Keeps the width that the user drew. */
export function drawWidth(columnId: string, width: number): void {
  const next = new Map(drawn.value);
  next.delete(columnId);
  next.set(columnId, width);
  drawn.value = new Map([...next].slice(-MAX_KEPT));
  store("widths", JSON.stringify([...drawn.value]));
}

/** The width of a column in pixels. */
export function widthOf(
  column: ColumnRef,
  name: string,
  { hasSparklines, isGrouped }: { readonly hasSparklines: boolean; readonly isGrouped: boolean },
): number {
  const width = drawn.value.get(columnText(column));
  if (width !== undefined) return width;
  const isSummed = isGrouped && (column.kind === "metric" || column.kind === "param");
  const line = hasSparklines && column.kind === "metric" ? SPARKLINE_PX : 0;
  const least = leastWidth(column) + Math.max(line, isSummed ? BAND_PX : 0);
  return Math.round(Math.max(least, Math.min(190, name.length * CHARACTER_PX + PADDING_PX)));
}

function leastWidth({ kind, key }: ColumnRef): number {
  if (kind === "metric") return 92;
  if (kind === "attribute" && (key === "source" || key === "note" || key === "dataset" || key === "models"))
    return 180;
  if (kind === "attribute") return 104;
  return 96;
}

function readWidths(): ReadonlyMap<string, number> {
  try {
    const pairs: unknown = JSON.parse(stored("widths") ?? "[]");
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.filter(
        (pair): pair is [string, number] =>
          Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "number",
      ),
    );
  } catch {
    return new Map();
  }
}
