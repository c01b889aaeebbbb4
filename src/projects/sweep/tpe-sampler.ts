// Tree-structured Parzen estimators: settings are drawn near the good trials and away from the bad ones.
import type { RandomState } from "../../numeric/index.ts";
import { type Distribution, placeOf, valueAt } from "./distribution.ts";
import { randomSetting, trialRandom } from "./random-sampler.ts";
import type { Observation, Sampler, SearchSpace, Setting } from "./sampler.ts";

/** Trials drawn at random before anything is learnt. */
const N_STARTUP = 10;
/** Candidates of which the most promising is taken. */
const N_CANDIDATES = 24;
/** The share of trials that count as good, and the most that do. */
const GOOD_SHARE = 0.15;
const MAX_GOOD = 25;

/**
 * The sequential method of Bergstra, Bardenet, Bengio and Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS 2011,
 * section 4: trials are divided at a quantile of the loss (γ = 0.15); l(x) is the density of the good ones, g(x) that of all
 * others, each a mixture of Gaussians at the trials, with the distribution itself as one more component; of some draws from
 * l the one with the largest l(x)/g(x) is taken, which maximises the expected improvement (their equation 3). Every parameter
 * has densities of its own. Trials that failed or still run count as bad, so that trials which run together keep apart.
 */
export function tpeSampler(space: SearchSpace, seed: number): Sampler {
  return {
    count: undefined,
    choose: (trial, observed) => {
      const random = trialRandom(seed, trial);
      const known = observed.filter(({ loss }) => loss !== undefined && !Number.isNaN(loss));
      if (known.length < N_STARTUP) return randomSetting(space, random);
      const { good, bad } = divided(observed);
      return new Map(
        [...space].map(([name, distribution]) => [name, chosenValue(name, distribution, good, bad, random)]),
      );
    },
  };
}

/** The trials below the quantile, and the others; of equal ones the earlier counts as better. */
function divided(observed: readonly Observation[]): { good: readonly Setting[]; bad: readonly Setting[] } {
  const lossOf = ({ loss }: Observation): number =>
    loss === undefined || Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
  const ranked = observed
    .map((observation, i) => ({ observation, i, loss: lossOf(observation) }))
    .sort((a, b) => (a.loss < b.loss ? -1 : a.loss > b.loss ? 1 : a.i - b.i))
    .map(({ observation }) => observation.setting);
  const nKnown = observed.filter((observation) => lossOf(observation) < Number.POSITIVE_INFINITY).length;
  const nGood = Math.min(MAX_GOOD, Math.max(1, Math.ceil(GOOD_SHARE * nKnown)));
  return { good: ranked.slice(0, nGood), bad: ranked.slice(nGood) };
}

function chosenValue(
  name: string,
  distribution: Distribution,
  good: readonly Setting[],
  bad: readonly Setting[],
  random: RandomState,
): string {
  const placesIn = (settings: readonly Setting[]): readonly number[] =>
    settings.flatMap((setting) => placeOf(distribution, setting.get(name) ?? "") ?? []);
  const [near, far] =
    distribution.kind === "choice" && !distribution.ordered
      ? [
          new Categories(placesIn(good), distribution.values.length),
          new Categories(placesIn(bad), distribution.values.length),
        ]
      : [new ParzenDensity(placesIn(good)), new ParzenDensity(placesIn(bad))];
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < N_CANDIDATES; i++) {
    const place = near.draw(random);
    const score = Math.log(near.density(place)) - Math.log(far.density(place));
    if (score > bestScore) [best, bestScore] = [place, score];
  }
  return valueAt(distribution, best);
}

/** A density on the unit interval. */
interface Density {
  draw(random: RandomState): number;
  density(place: number): number;
}

/**
 * Gaussians at the observed places, cut off at the ends of the interval, and one as wide as the interval for the prior. Each
 * is as wide as the larger distance to its neighbours (section 4.2 of the paper), within limits that shrink as trials come in.
 */
class ParzenDensity implements Density {
  readonly #means: readonly number[];
  readonly #widths: readonly number[];

  constructor(places: readonly number[]) {
    const means = [...places, 0.5].sort((a, b) => a - b);
    const least = 1 / Math.min(100, 1 + means.length);
    const prior = means.indexOf(0.5);
    this.#means = means;
    this.#widths = means.map((mean, i) => {
      const gap = Math.max(mean - (means[i - 1] ?? 0), (means[i + 1] ?? 1) - mean);
      return i === prior ? 1 : Math.min(1, Math.max(least, gap));
    });
  }

  draw(random: RandomState): number {
    const i = random.integerBelow(this.#means.length);
    const [mean, width] = [this.#means[i]!, this.#widths[i]!];
    // Within the interval lies a third of the mass at the least, as the mean does too: few draws are in vain.
    for (;;) {
      const place = mean + width * random.standardNormal();
      if (place >= 0 && place <= 1) return place;
    }
  }

  density(place: number): number {
    let sum = 0;
    for (const [i, mean] of this.#means.entries()) {
      const width = this.#widths[i]!;
      const z = (place - mean) / width;
      const mass = normalMass((0 - mean) / width, (1 - mean) / width);
      sum += Math.exp(-0.5 * z * z) / (width * Math.sqrt(2 * Math.PI) * mass);
    }
    return sum / this.#means.length;
  }
}

/** How often each of some values was observed, with one more observation spread over all of them for the prior. */
class Categories implements Density {
  readonly #weights: readonly number[];

  constructor(places: readonly number[], count: number) {
    const weights = new Array<number>(count).fill(1 / count);
    for (const place of places) weights[Math.min(count - 1, Math.floor(place * count))]! += 1;
    const sum = places.length + 1;
    this.#weights = weights.map((weight) => weight / sum);
  }

  draw(random: RandomState): number {
    let rest = random.uniform();
    const i = this.#weights.findIndex((weight) => {
      rest -= weight;
      return rest < 0;
    });
    return ((i < 0 ? this.#weights.length - 1 : i) + 0.5) / this.#weights.length;
  }

  density(place: number): number {
    return this.#weights[Math.min(this.#weights.length - 1, Math.floor(place * this.#weights.length))]!;
  }
}

/** The mass of the standard normal distribution between two points. */
function normalMass(low: number, high: number): number {
  return 0.5 * (errorFunction(high / Math.SQRT2) - errorFunction(low / Math.SQRT2));
}

/** The error function to 1.5e-7 (Abramowitz and Stegun, formula 7.1.26): the densities are only compared with each other. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}
