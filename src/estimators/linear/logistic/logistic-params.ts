// The parameters of logistic regression.
import type { ParameterTable } from "../../parameters/parameter-table.ts";
import { LASSO_PARAMETERS } from "../elastic-net-params.ts";

/** What a logistic regression is told; defaults, ranges and meaning are in {@link LOGISTIC_REGRESSION_PARAMETERS}. */
export type LogisticRegressionParams = {
  readonly C: number;
  readonly l1Ratio: number;
  readonly fitIntercept: boolean;
  readonly tol: number;
  readonly maxIter: number;
};

/** The parameters of {@link LogisticRegression}. */
export const LOGISTIC_REGRESSION_PARAMETERS: ParameterTable<LogisticRegressionParams> = {
  C: {
    kind: "number",
    default: 1,
    min: Number.MIN_VALUE,
    max: Number.POSITIVE_INFINITY,
    help: "Inverse of the strength of the penalty, against the sum of the log losses: smaller is stronger",
  },
  l1Ratio: {
    kind: "number",
    default: 0,
    min: 0,
    max: 1,
    help: "Share of the absolute-value penalty: 0 penalises squares alone, 1 absolute values alone",
  },
  fitIntercept: LASSO_PARAMETERS.fitIntercept,
  tol: {
    kind: "number",
    default: 1e-4,
    min: 0,
    max: Number.POSITIVE_INFINITY,
    help: "The fit has converged when the duality gap is at most this share of the log loss of the shares of the classes",
  },
  maxIter: { kind: "integer", default: 100, min: 1, max: 2 ** 31 - 1, help: "Most Newton steps" },
};
