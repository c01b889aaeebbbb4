// What a group of runs is called.
import type { ColumnRef } from "../api/shapes.ts";
import { translator } from "../i18n/translator.ts";
import { columnName } from "./columns/column-words.ts";
import { experimentTexts } from "./messages.ts";

const text = translator(experimentTexts);

/** The values that its runs share, each with its column. */
export function groupTitle(by: readonly ColumnRef[], keys: readonly (string | null)[]): string {
  return by.map((column, i) => `${columnName(column)} = ${keys[i] ?? text("undefinedGroup")}`).join(", ");
}
