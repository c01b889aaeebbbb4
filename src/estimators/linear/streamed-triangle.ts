// Reduces a tall least-squares problem to a square one, panel by panel, without ever forming X'X.
import { makeReflection, reflect } from "./householder.kernel.ts";
import type { Panel } from "./panels.ts";

/** A least-squares problem with as many rows as features, and the same solutions as the tall one it came from. */
export interface Triangle {
  /** `p x p`, column-major. */
  readonly features: Float64Array;
  /** `p x t`, column-major. */
  readonly targets: Float64Array;
}

/**
 * The triangle of `[X | Y]`: each panel is set below the triangle so far and reflected into it (A. Buttari et al., Parallel
 * Computing 35, 2009, sequential form).
 *
 * @param panels Of `[X | Y]`.
 * @param p Features.
 * @param t Targets.
 */
export function streamedTriangle(panels: Iterable<Panel>, p: number, t: number): Triangle {
  const triangle = new Float64Array(p * (p + t));
  for (const { values, stride } of panels) {
    for (let k = 0; k < p; k++) {
      const factor = makeReflection(triangle, k * p + k, values, k * stride, stride);
      for (let j = k + 1; j < p + t; j++) {
        reflect(values, k * stride, factor, triangle, j * p + k, values, j * stride, stride);
      }
    }
  }
  return { features: triangle.slice(0, p * p), targets: triangle.slice(p * p) };
}
