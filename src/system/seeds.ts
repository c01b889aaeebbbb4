// The door to seeds: every generator that decides on a result gets its seed here, so that it can be told afterwards.
import { randomBelow } from "./ids.ts";

/** A seed that a generator was made with. */
export interface NotedSeed {
  readonly seed: number;
  /** Whether nobody gave it: another process would draw another one. */
  readonly drawn: boolean;
}

/** A program that makes more generators than this tells of the first ones. */
const MAX_NOTED = 100;
const noted = new Map<string, NotedSeed>();

/**
 * The seed for a new generator, noted for {@link notedSeeds}.
 *
 * @param seed What the caller was given; without one, a seed is drawn from `0 … 2^32 - 1`.
 */
export function seedOrDrawn(seed: number | undefined): number {
  const drawn = seed === undefined;
  const value = seed ?? randomBelow(2 ** 32);
  const key = `${drawn} ${value}`;
  if (noted.size < MAX_NOTED && !noted.has(key)) noted.set(key, { seed: value, drawn });
  return value;
}

/** The seeds this process has used so far, each once, in the order of their first use; 100 at most. */
export function notedSeeds(): readonly NotedSeed[] {
  return [...noted.values()];
}
