// Fits from products that the caller has: no data are needed, and many penalties can be tried on the same products.
import { type FeatureInput, toFeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import type { ElasticNetParams } from "./elastic-net-params.ts";
import { fitNet } from "./fit-elastic-net.ts";
import { gramProblem } from "./least-squares-problem.ts";
import { LinearModel } from "./linear-model.ts";

/** The products of centred (or, without an intercept, plain) features X and target y, and the means they were centred by. */
export interface PrecomputedProducts {
  /** `X'X`, `nFeatures x nFeatures` and symmetric, in any form that features may have; its names become those of the features. */
  readonly gram: FeatureInput;
  /** `X'y`, length `nFeatures`. */
  readonly correlations: VectorInput;
  /** `y'y`. */
  readonly targetNorm2: number;
  /** How many rows X has. */
  readonly nSamples: number;
  /** Length `nFeatures`; all 0 when absent. */
  readonly featureMeans?: VectorInput | undefined;
  /** 0 when absent. */
  readonly targetMean?: number | undefined;
}

/** How far the two triangles of a Gram matrix may differ, as a share of its largest element. */
const ASYMMETRY = 1e-9;

/**
 * Fits.
 *
 * @throws TypeError or RangeError when the products do not belong together, or the matrix is not symmetric.
 */
export function fitPrecomputed(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  net: ElasticNetParams,
  products: PrecomputedProducts,
): LinearModel {
  const { nSamples, targetNorm2, targetMean = 0 } = products;
  const table = toFeatureTable(products.gram);
  const { nColumns: p, values: gram } = table.matrix;
  if (table.matrix.nRows !== p) {
    throw invalidValue(
      `Cannot fit: gram must have as many rows as columns: current shape is [${table.matrix.nRows}, ${p}]`,
    );
  }
  checkSymmetry(gram, p);
  if (!(Number.isInteger(nSamples) && nSamples >= 1)) {
    throw invalidValue(
      `Cannot fit: nSamples must be a whole number of at least 1: current value is ${nSamples}`,
    );
  }
  for (const [what, value] of Object.entries({ targetNorm2, targetMean })) {
    if (!Number.isFinite(value) || (what === "targetNorm2" && value < 0)) {
      throw invalidValue(
        `Cannot fit: ${what} must be a finite number${what === "targetNorm2" ? " of at least 0" : ""}: current value is ${value}`,
      );
    }
  }
  const correlations = toVector(products.correlations, "correlations", p);
  const featureMeans =
    products.featureMeans === undefined
      ? new Float64Array(p)
      : toVector(products.featureMeans, "featureMeans", p);
  const centring = { featureMeans, targetMeans: Float64Array.of(targetMean), rootWeights: undefined };
  const problem = gramProblem({ gram, correlations, targetNorm2 }, centring);
  return new LinearModel(fitNet(estimatorName, params, net, { table, nSamples }, problem, undefined));
}

function checkSymmetry(gram: Float64Array, p: number): void {
  const largest = gram.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let i = 0; i < p; i++) {
    if (gram[i * p + i]! < 0)
      throw invalidValue(
        `Cannot fit: gram must have no diagonal element below 0: element ${i} is ${gram[i * p + i]}`,
      );
    for (let j = 0; j < i; j++) {
      if (Math.abs(gram[i * p + j]! - gram[j * p + i]!) > ASYMMETRY * largest) {
        throw invalidValue(
          `Cannot fit: gram must be symmetric: elements [${i}, ${j}] and [${j}, ${i}] differ`,
        );
      }
    }
  }
}
