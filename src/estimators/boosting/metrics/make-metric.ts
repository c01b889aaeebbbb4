// Every evaluation metric, by XGBoost's names.
import { invalidValue, quote } from "../../../errors/index.ts";
import type { BoostingParams } from "../boosting-parameters.ts";
import { multiError, multiLogloss } from "./class-metrics.ts";
import type { Metric } from "./metric.ts";
import { auc, aucpr } from "./ranking-metrics.ts";
import {
  errorRate,
  gammaDeviance,
  gammaNegLogLik,
  logloss,
  mae,
  mape,
  pinballLoss,
  poissonNegLogLik,
  pseudoHuberError,
  rmse,
  rmsle,
  tweedieNegLogLik,
} from "./row-metrics.ts";

/** What metrics need of the parameters. */
export type MetricParams = Pick<BoostingParams, "huberSlope" | "quantileAlpha">;

type MetricMaker = (params: MetricParams, argument: number | undefined) => Metric;

const METRICS: Readonly<Record<string, MetricMaker>> = {
  rmse: () => rmse,
  rmsle: () => rmsle,
  mae: () => mae,
  mape: () => mape,
  mphe: ({ huberSlope }) => pseudoHuberError(huberSlope),
  quantile: ({ quantileAlpha }) => pinballLoss(quantileAlpha ?? [0.5]),
  logloss: () => logloss,
  error: (_, threshold = 0.5) => errorRate(threshold),
  auc: () => auc,
  aucpr: () => aucpr,
  mlogloss: () => multiLogloss,
  merror: () => multiError,
  "poisson-nloglik": () => poissonNegLogLik,
  "gamma-deviance": () => gammaDeviance,
  "gamma-nloglik": () => gammaNegLogLik,
  "tweedie-nloglik": (_, variancePower = 1.5) => tweedieNegLogLik(variancePower),
};

/** Metrics of several classes, which need a probability for each. */
const CLASS_METRICS = new Set(["mlogloss", "merror"]);
/** Metrics that serve any number of outputs. */
const ANY_OUTPUTS = new Set(["auc", "aucpr", "quantile"]);

/**
 * The metric of a name, which may carry a number after `@` (`error@0.7`, `tweedie-nloglik@1.2`).
 *
 * @param nOutputs Margins a row of the model.
 * @throws RangeError when there is no such metric, or it does not fit the model.
 */
export function makeMetric(name: string, params: MetricParams, nOutputs: number): Metric {
  const [stem = "", argumentText] = name.split("@");
  const make = Object.hasOwn(METRICS, stem) ? METRICS[stem] : undefined;
  const argument = argumentText === undefined ? undefined : Number(argumentText);
  if (make === undefined || (argument !== undefined && !Number.isFinite(argument))) {
    throw invalidValue(
      `Invalid evalMetric: it must be one of ${Object.keys(METRICS).join(", ")}: current value is ${quote(name)}`,
    );
  }
  const needsClasses = CLASS_METRICS.has(stem);
  if (!ANY_OUTPUTS.has(stem) && needsClasses !== nOutputs > 1) {
    throw invalidValue(
      `Cannot evaluate ${name}: it needs a model with ${needsClasses ? "several outputs" : "one output"} a row: current number of outputs is ${nOutputs}`,
    );
  }
  return make(params, argument);
}
