// Numbers as JSON can hold them: NaN and the infinities as texts, what is absent as null.

/** A number or text of an answer. */
export type ValueJson = number | string | null;

/** A value for an answer. */
export function valueToJson(value: number | string | undefined): ValueJson {
  if (value === undefined) return null;
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** Numbers for an answer. */
export function numbersToJson(values: Iterable<number>): readonly ValueJson[] {
  return Array.from(values, valueToJson);
}
