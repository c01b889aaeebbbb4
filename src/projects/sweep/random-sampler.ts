// Settings drawn from the distributions, each independent of all others.
import { RandomState } from "../../numeric/index.ts";
import { valueAt } from "./distribution.ts";
import type { Sampler, SearchSpace, Setting } from "./sampler.ts";

/** Draws independently (Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13, 2012). */
export function randomSampler(space: SearchSpace, seed: number): Sampler {
  return { count: undefined, choose: (trial) => randomSetting(space, trialRandom(seed, trial)) };
}

/** One setting. */
export function randomSetting(space: SearchSpace, random: RandomState): Setting {
  return new Map([...space].map(([name, distribution]) => [name, valueAt(distribution, random.uniform())]));
}

/** The generator of one trial, so that its choice does not depend on how many draws others took. */
export function trialRandom(seed: number, trial: number): RandomState {
  // The multiplier of Knuth's multiplicative hashing, so that near seeds and trials start far apart.
  const mixed = (Math.imul(seed ^ (trial + 1), 2_654_435_761) ^ Math.imul(trial + 1, 40_503)) >>> 0;
  return new RandomState(mixed);
}
