// An estimator with some of its parameters changed: what a search tries.
import { invalidValue, quote } from "../../../errors/index.ts";
import { Pipeline, type PipelineSteps } from "../pipeline.ts";
import type { Candidate } from "./parameter-grid.ts";

/** What may be searched: an estimator of this package, or one that is made in the same way. */
export interface Tunable {
  readonly estimatorName: string;
  readonly params: object;
}

/**
 * A new estimator of the same class. Those of a pipeline are named `step__parameter`.
 *
 * @throws As the constructor of the class does; RangeError for a step that does not exist.
 */
export function withParams<E extends Tunable>(estimator: E, changes: Candidate): E {
  const remade: unknown = isPipeline(estimator)
    ? new Pipeline(changedSteps(estimator.steps, changes))
    : Reflect.construct(estimator.constructor, [{ ...estimator.params, ...changes }]);
  // A constructor makes what it is the constructor of.
  return remade as E;
}

function changedSteps<S extends PipelineSteps<never>>(steps: S, changes: Candidate): S {
  const byStep = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(changes)) {
    const at = name.indexOf("__");
    const step = name.slice(0, Math.max(0, at));
    if (!steps.some(([known]) => known === step)) {
      throw invalidValue(
        `Cannot search: parameters of a pipeline must be named step__parameter, with a step out of ${steps.map(([known]) => known).join(", ")}: current name is ${quote(name)}`,
      );
    }
    byStep.set(step, { ...byStep.get(step), [name.slice(at + 2)]: value });
  }
  return steps.map(([name, step]) => [
    name,
    byStep.has(name) ? withParams(step, byStep.get(name)!) : step,
  ]) as unknown as S;
}

function isPipeline(estimator: Tunable): estimator is Pipeline<never> {
  return estimator instanceof Pipeline;
}
