// What a comparison shows, kept in the address.
import { queryValue, setQuery } from "../app/location.ts";
import type { AxisChoice } from "./parallel-axis.ts";
import type { ColumnName } from "./plot-column.ts";

/** The ways to compare. */
export const COMPARE_VIEWS = ["table", "parallel", "scatter", "contour", "box", "bar"] as const;

/** One way to compare. */
export type CompareView = (typeof COMPARE_VIEWS)[number];

/** The way that the address names. */
export function compareView(): CompareView {
  return COMPARE_VIEWS.find((view) => view === queryValue("by")) ?? "table";
}

/** An axis as the address spells it: `param.alpha`, with `~` before it for logarithmic, `!` for turned over. */
export interface AxisInAddress extends AxisChoice {
  readonly name: ColumnName;
}

/** The axes that the address names; undefined when it names none. */
export function axesInAddress(): readonly AxisInAddress[] | undefined {
  const text = queryValue("axes");
  if (text === undefined || text === "") return undefined;
  return text.split(",").map((part) => {
    const marks = /^[~!]*/.exec(part)?.[0] ?? "";
    return {
      name: unescaped(part.slice(marks.length)),
      isLog: marks.includes("~"),
      isFlipped: marks.includes("!"),
    };
  });
}

/** Puts axes into the address. */
export function setAxes(axes: readonly AxisInAddress[]): void {
  setQuery({
    axes: axes
      .map(({ name, isLog, isFlipped }) => `${isLog ? "~" : ""}${isFlipped ? "!" : ""}${escaped(name)}`)
      .join(","),
  });
}

function escaped(name: string): string {
  return name.replace(/[,^]/g, (char) => (char === "," ? "^c" : "^^"));
}

function unescaped(text: string): string {
  return text.replace(/\^([c^])/g, (_, mark: string) => (mark === "c" ? "," : "^"));
}
