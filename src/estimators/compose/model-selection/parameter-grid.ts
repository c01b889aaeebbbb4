// The settings that a search tries: every combination of values, or some of them drawn at random.
import { invalidType, invalidValue, quote } from "../../../errors/index.ts";
import { RandomState } from "../../../numeric/index.ts";
import { seedOrDrawn } from "../../../system/index.ts";

/** One setting: parameters by name; `step__name` for those of a step of a pipeline. */
export type Candidate = Readonly<Record<string, unknown>>;

/** Values to try by parameter; several such records are tried one after the other. */
export type ParameterGrid =
  | Readonly<Record<string, readonly unknown[]>>
  | readonly Readonly<Record<string, readonly unknown[]>>[];

/** More settings than this are surely not meant. */
const MAX_CANDIDATES = 1_000_000;

/**
 * Every combination, in scikit-learn's order: by the names of the parameters, the last one running fastest.
 *
 * @throws TypeError or RangeError when there is nothing to try, values are no arrays, or there are more than a million.
 */
export function candidatesOf(grid: ParameterGrid): readonly Candidate[] {
  const records: readonly Readonly<Record<string, readonly unknown[]>>[] = isList(grid) ? grid : [grid];
  const candidates = records.flatMap(combinations);
  if (candidates.length === 0) throw invalidValue("Cannot search: there must be at least one setting to try");
  return candidates;
}

/**
 * Some of the combinations, without repetition: for a seed those that scikit-learn's `ParameterSampler` takes of lists.
 *
 * @param nIter How many; all when there are no more.
 * @param seed From 0 to 2^32 - 1; without it others each time.
 */
export function sampledCandidates(
  grid: ParameterGrid,
  nIter: number,
  seed: number | undefined,
): readonly Candidate[] {
  if (!Number.isInteger(nIter) || nIter < 1) {
    throw invalidValue(
      `Cannot search: nIter must be a whole number of at least 1: current value is ${nIter}`,
    );
  }
  const all = candidatesOf(grid);
  if (nIter >= all.length) return all;
  return positions(all.length, nIter, new RandomState(seedOrDrawn(seed))).map((i) => all[i]!);
}

/** Drawn one by one from a population that is over a hundred times larger, else the first of a permutation. */
function positions(nAll: number, n: number, random: RandomState): readonly number[] {
  const ratio = n / nAll;
  if (ratio > 0.01 && ratio < 0.99) {
    const permutation = Int32Array.from({ length: nAll }, (_, i) => i);
    random.shuffle(permutation);
    return Array.from(permutation.subarray(0, n));
  }
  if (ratio <= 0.01) {
    const drawn = new Set<number>();
    while (drawn.size < n) drawn.add(random.integerBelow(nAll));
    return [...drawn];
  }
  const reservoir = Array.from({ length: n }, (_, i) => i);
  for (let i = n; i < nAll; i++) {
    const j = random.integerBelow(i + 1);
    if (j < n) reservoir[j] = i;
  }
  return reservoir;
}

function combinations(record: Readonly<Record<string, readonly unknown[]>>): readonly Candidate[] {
  const names = Object.keys(record).sort();
  for (const name of names) {
    if (!Array.isArray(record[name])) {
      throw invalidType(
        `Cannot search: the values of ${name} must be an array: current value is ${quote(record[name])}`,
      );
    }
  }
  const total = names.reduce((product, name) => product * record[name]!.length, 1);
  if (total > MAX_CANDIDATES) {
    throw invalidValue(`Cannot search: there may be at most ${MAX_CANDIDATES} settings: there are ${total}`);
  }
  return names.reduce<readonly Candidate[]>(
    (partial, name) =>
      partial.flatMap((setting) => record[name]!.map((value) => ({ ...setting, [name]: value }))),
    [{}],
  );
}

function isList(grid: ParameterGrid): grid is readonly Readonly<Record<string, readonly unknown[]>>[] {
  return Array.isArray(grid);
}
