// The parameters of the elastic net and of the lasso.
import type { ParameterTable } from "../parameters/parameter-table.ts";

/** What every fit by coordinate descent is told; defaults, ranges and meaning are in {@link LASSO_PARAMETERS}. */
export type LassoParams = {
  readonly alpha: number;
  readonly fitIntercept: boolean;
  readonly positive: boolean;
  readonly tol: number;
  readonly maxIter: number;
};

/** What an elastic net is told; defaults, ranges and meaning are in {@link ELASTIC_NET_PARAMETERS}. */
export type ElasticNetParams = LassoParams & { readonly l1Ratio: number };

const UNBOUNDED = Number.POSITIVE_INFINITY;

/** The parameters of {@link Lasso}. */
export const LASSO_PARAMETERS: ParameterTable<LassoParams> = {
  alpha: {
    kind: "number",
    default: 1,
    min: 0,
    max: UNBOUNDED,
    help: "Strength of the penalty; 0 is plain least squares",
  },
  fitIntercept: {
    kind: "flag",
    default: true,
    help: "Whether to fit a constant term, which is not penalised",
  },
  positive: { kind: "flag", default: false, help: "Whether all coefficients must be at least 0" },
  tol: {
    kind: "number",
    default: 1e-4,
    min: 0,
    max: UNBOUNDED,
    help: "The fit has converged when the duality gap is at most this share of the sum of squares of the centred y",
  },
  maxIter: {
    kind: "integer",
    default: 1000,
    min: 1,
    max: 2 ** 31 - 1,
    help: "Most sweeps over the features",
  },
};

/** The parameters of {@link ElasticNet}. */
export const ELASTIC_NET_PARAMETERS: ParameterTable<ElasticNetParams> = {
  alpha: LASSO_PARAMETERS.alpha,
  l1Ratio: {
    kind: "number",
    default: 0.5,
    min: 0,
    max: 1,
    help: "Share of the absolute-value penalty: 0 penalises squares alone (ridge), 1 absolute values alone (lasso)",
  },
  fitIntercept: LASSO_PARAMETERS.fitIntercept,
  positive: LASSO_PARAMETERS.positive,
  tol: LASSO_PARAMETERS.tol,
  maxIter: LASSO_PARAMETERS.maxIter,
};
