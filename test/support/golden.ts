// Reads the golden files, in which numbers that are not finite are written as text.
import { readFileSync } from "node:fs";

/** A golden file under test/golden, with `"NaN"`, `"Infinity"` and `"-Infinity"` as numbers. */
export function readGolden<T>(name: string): T {
  const text = readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8");
  return JSON.parse(text, (_, value: unknown) => NOT_FINITE.get(value) ?? value);
}

const NOT_FINITE: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);
