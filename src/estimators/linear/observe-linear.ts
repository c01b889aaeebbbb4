// The seam at which linear estimators tell of their fits.
import { observeFit } from "../../events/index.ts";
import type { LinearFitOptions } from "./regression-data.ts";

/** Does the work of a fit, and tells whoever listens. Watching never changes what comes out. */
export function observeLinear<M extends object>(
  estimator: { readonly estimatorName: string; readonly params: Readonly<Record<string, unknown>> },
  X: unknown,
  y: unknown,
  { sampleWeight }: LinearFitOptions,
  work: () => M,
): M {
  const { estimatorName, params } = estimator;
  return observeFit(
    { library: "traintracks", family: "linear", estimatorName, params, X, y, sampleWeight },
    work,
  );
}
