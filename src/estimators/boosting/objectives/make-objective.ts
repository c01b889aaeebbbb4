// Every objective: one line each.
import { invalidValue } from "../../../errors/index.ts";
import type { BoostingParams, ObjectiveName } from "../boosting-parameters.ts";
import { gamma, poisson, tweedie } from "./counts.ts";
import { logistic } from "./logistic.ts";
import type { Objective } from "./objective.ts";
import { quantileError } from "./quantile-error.ts";
import { absoluteError, pseudoHuber, squaredError } from "./regression.ts";
import { softmax } from "./softmax.ts";

/** What objectives need of the parameters. */
export type ObjectiveParams = Pick<
  BoostingParams,
  | "objective"
  | "scalePosWeight"
  | "huberSlope"
  | "quantileAlpha"
  | "tweedieVariancePower"
  | "maxDeltaStep"
  | "numClass"
>;

const OBJECTIVES: Readonly<Record<ObjectiveName, (params: ObjectiveParams) => Objective>> = {
  "reg:squarederror": ({ scalePosWeight }) => squaredError(scalePosWeight),
  "reg:absoluteerror": () => absoluteError(),
  "reg:pseudohubererror": ({ huberSlope }) => pseudoHuber(huberSlope),
  "reg:quantileerror": ({ quantileAlpha }) => quantileError(checkQuantiles(quantileAlpha)),
  "reg:logistic": ({ scalePosWeight }) => logistic("reg:logistic", scalePosWeight),
  "reg:gamma": ({ scalePosWeight }) => gamma(scalePosWeight),
  "reg:tweedie": ({ tweedieVariancePower }) => tweedie(tweedieVariancePower),
  "count:poisson": ({ maxDeltaStep }) => poisson(maxDeltaStep ?? undefined),
  "binary:logistic": ({ scalePosWeight }) => logistic("binary:logistic", scalePosWeight),
  "binary:logitraw": ({ scalePosWeight }) => logistic("binary:logitraw", scalePosWeight),
  "multi:softprob": ({ numClass }) => softmax("multi:softprob", checkClasses(numClass)),
  "multi:softmax": ({ numClass }) => softmax("multi:softmax", checkClasses(numClass)),
};

/**
 * The objective the parameters ask for.
 *
 * @throws RangeError when a parameter it cannot do without is missing or wrong.
 */
export function makeObjective(params: ObjectiveParams): Objective {
  return OBJECTIVES[params.objective](params);
}

function checkQuantiles(quantiles: readonly number[] | undefined): readonly number[] {
  const isGood = quantiles !== undefined && quantiles.length > 0 && quantiles.every((q) => q > 0 && q < 1);
  if (isGood) return quantiles;
  throw invalidValue(
    `Cannot use objective reg:quantileerror: quantileAlpha must be one or more numbers between 0 and 1: current value is ${quantiles === undefined ? "undefined" : `[${quantiles.join(", ")}]`}`,
  );
}

function checkClasses(nClasses: number | null): number {
  if (nClasses !== null) return nClasses;
  throw invalidValue(
    "Cannot use a multi: objective: numClass must be the number of classes, 2 or more: current value is null",
  );
}
