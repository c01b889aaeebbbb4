// Values as the texts a store keeps, and the records people log.

/** Names and values as people write them: a plain object, or a map when names such as `__proto__` may occur. */
export type Named<T> = Readonly<Record<string, T>> | ReadonlyMap<string, T>;

/** The pairs of either form, in their order. */
export function pairsOf<T>(named: Named<T>): readonly (readonly [string, T])[] {
  return isMap(named) ? [...named] : Object.entries(named);
}

function isMap<T>(named: Named<T>): named is ReadonlyMap<string, T> {
  return named instanceof Map;
}

/**
 * A param or tag value as text: text as it is, numbers in their shortest form, arrays and plain objects as JSON,
 * anything else as `String()` gives it.
 */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(ArrayBuffer.isView(value) && isIterable(value) ? [...value] : value);
}

/** Typed arrays are; to JSON they would be objects. */
function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

/** The names and values, with the values as texts. */
export function textsOf(named: Named<unknown>): Map<string, string> {
  return new Map(pairsOf(named).map(([key, value]) => [key, textOf(value)]));
}
