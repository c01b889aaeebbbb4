// Every combination of listed values, in order: the last parameter changes fastest.
import { invalidValue } from "../../errors/index.ts";
import { valuesOf } from "./distribution.ts";
import type { Sampler, SearchSpace, Setting } from "./sampler.ts";

const MAX_SETTINGS = 1_000_000;

/**
 * A sampler that goes through a grid.
 *
 * @throws RangeError for a range without a count, and for a grid of more than a million settings.
 */
export function gridSampler(space: SearchSpace): Sampler {
  const axes = [...space].map(([name, distribution]) => {
    const values = valuesOf(distribution);
    if (values !== undefined) return { name, values };
    throw invalidValue(
      `Cannot make a grid: ${name} is a range; say how many of its values to try, as in uniform(0,1,5), or list them`,
    );
  });
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > MAX_SETTINGS)
    throw invalidValue(`Cannot make a grid of ${count} settings: ${MAX_SETTINGS} are allowed`);
  return {
    count,
    choose: (trial) => {
      const setting = new Map<string, string>();
      let rest = trial;
      for (const { name, values } of axes.toReversed()) {
        setting.set(name, values[rest % values.length]!);
        rest = Math.floor(rest / values.length);
      }
      return inOrder(space, setting);
    },
  };
}

function inOrder(space: SearchSpace, setting: Setting): Setting {
  return new Map([...space.keys()].map((name) => [name, setting.get(name)!]));
}
