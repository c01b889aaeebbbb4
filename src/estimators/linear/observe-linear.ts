// The seam at which linear estimators tell of their fits.
import { type FitFacts, observeFit, observeFitAsync } from "../../events/index.ts";
import type { LinearFitOptions } from "./regression-data.ts";

/** Who fits. */
interface Estimator {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Does the work of a fit, and tells whoever listens. Watching never changes what comes out. */
export function observeLinear<M extends object>(
  estimator: Estimator,
  X: unknown,
  y: unknown,
  options: LinearFitOptions,
  work: () => M,
): M {
  return observeFit(factsOf(estimator, X, y, options), work);
}

/** {@link observeLinear} for a fit that goes on after the call. */
export function observeLinearAsync<M extends object>(
  estimator: Estimator,
  X: unknown,
  y: unknown,
  options: LinearFitOptions,
  work: () => Promise<M>,
): Promise<M> {
  return observeFitAsync(factsOf(estimator, X, y, options), work);
}

function factsOf(
  { estimatorName, params }: Estimator,
  X: unknown,
  y: unknown,
  { sampleWeight }: LinearFitOptions,
): FitFacts {
  return { library: "traintracks", family: "linear", estimatorName, params, X, y, sampleWeight };
}
