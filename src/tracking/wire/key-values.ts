// Maps of texts as MLflow's `[{key, value}]`, both ways.

/** One entry of a map on the wire. */
export interface KeyValueJson {
  readonly key: string;
  readonly value: string;
}

/** A map as a list of its entries; undefined when it is empty, so that JSON leaves it out. */
export function keyValuesToJson(map: ReadonlyMap<string, string>): readonly KeyValueJson[] | undefined {
  if (map.size === 0) return undefined;
  return Array.from(map, ([key, value]) => ({ key, value }));
}

/** A list of entries as a map; of two with the same key the later wins. */
export function keyValuesToMap(entries: readonly KeyValueJson[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [key, value]));
}

/** A list for an answer; undefined when it is empty, so that JSON leaves it out. */
export function listToJson<T, Json>(
  items: readonly T[],
  toJson: (item: T) => Json,
): readonly Json[] | undefined {
  return items.length === 0 ? undefined : items.map(toJson);
}
