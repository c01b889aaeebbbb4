// Tells of fits while they happen. Who fits wraps the work in one of these; watching never changes what comes out.
import { AsyncLocalStorage } from "node:async_hooks";
import { FIT_END, FIT_ERROR, FIT_START, FIT_STEP, type Fit, type FitFacts } from "./fit-events.ts";

/** The fit that the code which asks is a part of. */
const current = new AsyncLocalStorage<Fit>();

/**
 * Does the work of a fit and tells of it: the start, then the end or the error, which goes on unchanged. When nobody
 * listens the work is done and nothing else.
 *
 * @param facts What is known beforehand.
 * @param work Fits and returns the model.
 * @returns What `work` returns.
 */
export function observeFit<M extends object>(facts: FitFacts, work: () => M): M {
  if (!isObserved()) return work();
  const fit = identityOf(facts, false);
  return current.run(fit, () => {
    FIT_START.publish({ fit });
    let model: M;
    try {
      model = work();
    } catch (error) {
      FIT_ERROR.publish({ fit, error });
      throw error;
    }
    FIT_END.publish({ fit, model });
    return model;
  });
}

/** {@link observeFit} for work that goes on after the call. */
export async function observeFitAsync<M extends object>(facts: FitFacts, work: () => Promise<M>): Promise<M> {
  if (!isObserved()) return await work();
  const fit = identityOf(facts, true);
  return await current.run(fit, async () => {
    FIT_START.publish({ fit });
    let model: M;
    try {
      model = await work();
    } catch (error) {
      FIT_ERROR.publish({ fit, error });
      throw error;
    }
    FIT_END.publish({ fit, model });
    return model;
  });
}

/**
 * {@link observeFit} for the fit of another package, which may return at once or promise to, and what it likes.
 *
 * @param work Fits.
 * @param modelOf The fitted model, from what `work` returned.
 * @returns What `work` returns.
 */
export function observeForeignFit<R>(
  facts: FitFacts,
  work: () => R,
  modelOf: (result: Awaited<R>) => object,
): R {
  if (!isObserved()) return work();
  const fit = identityOf(facts, false);
  const fail = (error: unknown): never => {
    FIT_ERROR.publish({ fit, error });
    throw error;
  };
  const succeed = (result: Awaited<R>): Awaited<R> => {
    FIT_END.publish({ fit, model: modelOf(result) });
    return result;
  };
  return current.run(fit, () => {
    FIT_START.publish({ fit });
    let result: R;
    try {
      result = work();
    } catch (error) {
      return fail(error);
    }
    // What is promised is waited for, and promised on; anything else is its own awaited value.
    if (result instanceof Promise) return result.then(succeed, fail) as R;
    succeed(result as Awaited<R>);
    return result;
  });
}

/**
 * Tells that a step of the fit around the call is done.
 *
 * @param step From 0 on, ascending.
 * @param measure Gives what was measured, by name; called only when somebody listens.
 */
export function reportStep(step: number, measure: () => Readonly<Record<string, number>>): void {
  if (!FIT_STEP.hasListeners) return;
  const fit = current.getStore();
  if (fit !== undefined) FIT_STEP.publish({ fit, step, metrics: measure() });
}

function isObserved(): boolean {
  return FIT_START.hasListeners || FIT_STEP.hasListeners || FIT_END.hasListeners || FIT_ERROR.hasListeners;
}

function identityOf(facts: FitFacts, isAsync: boolean): Fit {
  return Object.freeze({ ...facts, parent: current.getStore(), isAsync });
}
