// The parameters of the estimator classes: those of boosting, the number of rounds and when to stop.
import { invalidValue, quote } from "../../errors/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import {
  BOOSTING_PARAMETERS,
  type BoostingParams,
  type ListParams,
  OBJECTIVE_NAMES,
  type ObjectiveName,
  type ScalarParams,
} from "./boosting-parameters.ts";
import { type BoostingParamsInput, resolveBoostingParams } from "./resolve-boosting-params.ts";

/** The parameters an estimator class has beside those of boosting. */
export interface RoundParams {
  readonly nEstimators: number;
  readonly earlyStoppingRounds: number | null;
}

const ROUND_PARAMETERS: ParameterTable<RoundParams> = {
  nEstimators: { kind: "integer", default: 100, min: 1, max: 1_000_000, help: "Rounds of boosting at most" },
  earlyStoppingRounds: {
    kind: "integer",
    default: null,
    min: 1,
    max: 1_000_000,
    help: "Stop when the last metric on the last evaluation set has not improved for this many rounds",
  },
};

/** The rows of the scalar parameters of both estimator classes. */
export const GRADIENT_BOOSTING_PARAMETERS: ParameterTable<RoundParams & ScalarParams> = {
  ...ROUND_PARAMETERS,
  ...BOOSTING_PARAMETERS,
};

/** All parameters of an estimator class. */
export type GradientBoostingParams = RoundParams & BoostingParams;

/** Parameters as a caller may give them: any of them, by XGBoost's other names too. */
export type GradientBoostingParamsInput = Partial<RoundParams> & BoostingParamsInput;

/**
 * All parameters, defaults filled in.
 *
 * @param estimatorName Who asks, for messages.
 * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
 */
export function resolveGradientBoosting(
  estimatorName: string,
  given: GradientBoostingParamsInput,
): GradientBoostingParams {
  const { nEstimators, earlyStoppingRounds, ...boosting } = given;
  const rounds = resolveParams(estimatorName, ROUND_PARAMETERS, { nEstimators, earlyStoppingRounds });
  return Object.freeze({ ...rounds, ...resolveBoostingParams(estimatorName, boosting) });
}

/** The parameters of boosting among those of an estimator class. */
export function boostingPart(params: GradientBoostingParams): BoostingParams {
  const { nEstimators: _n, earlyStoppingRounds: _e, ...boosting } = params;
  return boosting;
}

/** Parameters as plain JSON: absent lists are left out. */
export function plainParams(params: GradientBoostingParams): Readonly<Record<string, unknown>> {
  const lists: readonly (keyof ListParams)[] = [
    "evalMetric",
    "monotoneConstraints",
    "interactionConstraints",
    "quantileAlpha",
  ];
  const absent = new Set<string>(lists.filter((name) => params[name] === undefined));
  return Object.fromEntries(Object.entries(params).filter(([name]) => !absent.has(name)));
}

/** @throws RangeError when the objective is not one of those an estimator can fit. */
export function checkObjective(
  estimatorName: string,
  objective: ObjectiveName,
  starts: readonly string[],
): void {
  const isAllowed = (name: string): boolean => starts.some((start) => name.startsWith(start));
  if (isAllowed(objective)) return;
  throw invalidValue(
    `Cannot make ${estimatorName}: objective must be one of ${OBJECTIVE_NAMES.filter(isAllowed).join(", ")}: current value is ${quote(objective)}`,
  );
}
