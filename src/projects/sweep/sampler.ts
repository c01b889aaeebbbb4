// The contract of what chooses the next setting of a sweep, and the catalogue of those there are.
import type { Distribution } from "./distribution.ts";

/** What may be tried, by parameter. */
export type SearchSpace = ReadonlyMap<string, Distribution>;

/** A value for each parameter. */
export type Setting = ReadonlyMap<string, string>;

/** A trial that a sampler may learn from. */
export interface Observation {
  readonly setting: Setting;
  /** What is to be made small; undefined for a trial that failed, or has not ended. */
  readonly loss: number | undefined;
}

/**
 * Chooses settings one after the other. A choice depends on the seed, the number of the trial and what was observed, and on
 * nothing else: a sweep that goes on later chooses as it would have.
 */
export interface Sampler {
  /** How many settings there are at most; undefined without a limit. */
  readonly count: number | undefined;
  /**
   * @param trial From 0.
   * @param observed The trials before, in the order of their numbers.
   */
  choose(trial: number, observed: readonly Observation[]): Setting;
}
