// From what the caller gave to checked parameters, and from those to what growing needs.
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { BOOSTING_PARAMETERS, type BoostingParams, type ListParams } from "./boosting-parameters.ts";
import type { TreeParameters } from "./growing/tree-parameters.ts";
import type { Objective } from "./objectives/objective.ts";

const fround = Math.fround;

/** Other names XGBoost has for parameters. */
const ALIASES: Readonly<Record<string, string>> = {
  eta: "learningRate",
  minSplitLoss: "gamma",
  regLambda: "lambda",
  regAlpha: "alpha",
  randomState: "seed",
};

const LIST_NAMES = ["evalMetric", "monotoneConstraints", "interactionConstraints", "quantileAlpha"] as const;

/** Parameters as a caller may give them: any of them, by XGBoost's other names too. */
export type BoostingParamsInput = {
  readonly [Name in keyof Omit<BoostingParams, "evalMetric" | "quantileAlpha">]?:
    | BoostingParams[Name]
    | undefined;
} & {
  readonly evalMetric?: string | readonly string[] | undefined;
  readonly quantileAlpha?: number | readonly number[] | undefined;
  /** Another name of `learningRate`. */
  readonly eta?: number | undefined;
  /** Another name of `gamma`. */
  readonly minSplitLoss?: number | undefined;
  /** Another name of `lambda`. */
  readonly regLambda?: number | undefined;
  /** Another name of `alpha`. */
  readonly regAlpha?: number | undefined;
  /** Another name of `seed`. */
  readonly randomState?: number | undefined;
};

/**
 * All parameters, defaults filled in.
 *
 * @param caller Who asks, for messages.
 * @throws TypeError for an unknown name or a value of the wrong type, RangeError for one out of range or two that exclude each other.
 */
export function resolveBoostingParams(caller: string, given: BoostingParamsInput): BoostingParams {
  const scalars: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || LIST_NAMES.some((one) => one === name)) continue;
    const target = Object.hasOwn(ALIASES, name) ? ALIASES[name]! : name;
    if (Object.hasOwn(scalars, target)) {
      throw invalidType(`Cannot make ${caller}: ${target} is given twice, also as ${quote(name)}`);
    }
    scalars[target] = value;
  }
  const params = { ...resolveParams(caller, BOOSTING_PARAMETERS, scalars), ...listParams(caller, given) };
  checkTogether(caller, params);
  return Object.freeze(params);
}

function listParams(caller: string, given: BoostingParamsInput): ListParams {
  const { evalMetric, quantileAlpha, monotoneConstraints, interactionConstraints } = given;
  const fault = (name: string, rule: string, value: unknown): Error =>
    invalidType(`Cannot make ${caller}: ${name} must be ${rule}: current value is ${quote(value)}`);
  const metrics = typeof evalMetric === "string" ? [evalMetric] : evalMetric;
  if (metrics !== undefined && !isListOf(metrics, "string")) {
    throw fault("evalMetric", "a name or a list of names", evalMetric);
  }
  const quantiles = typeof quantileAlpha === "number" ? [quantileAlpha] : quantileAlpha;
  if (quantiles !== undefined && !isListOf(quantiles, "number")) {
    throw fault("quantileAlpha", "a number or a list of numbers", quantileAlpha);
  }
  if (monotoneConstraints !== undefined) {
    const directions = Object.values(monotoneConstraints);
    const isGood = directions.every((one) => one === 1 || one === 0 || one === -1);
    if (!isGood) throw fault("monotoneConstraints", "-1, 0 or 1 for each feature", monotoneConstraints);
  }
  if (
    interactionConstraints !== undefined &&
    !(Array.isArray(interactionConstraints) && interactionConstraints.every(Array.isArray))
  ) {
    throw fault("interactionConstraints", "a list of lists of features", interactionConstraints);
  }
  return { evalMetric: metrics, quantileAlpha: quantiles, monotoneConstraints, interactionConstraints };
}

function isListOf(value: unknown, type: "string" | "number"): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === type);
}

function checkTogether(caller: string, params: BoostingParams): void {
  const { treeMethod, growPolicy, maxDepth, maxLeaves, colsampleBynode } = params;
  if (treeMethod === "hist") {
    if (maxDepth > 0 || maxLeaves > 0) return;
    throw invalidValue(`Cannot make ${caller}: maxDepth and maxLeaves must not both be 0 (no limit)`);
  }
  const reason =
    growPolicy === "lossguide"
      ? 'growPolicy "lossguide"'
      : maxLeaves > 0
        ? "maxLeaves"
        : maxDepth === 0
          ? "maxDepth 0"
          : colsampleBynode < 1
            ? "colsampleBynode"
            : undefined;
  if (reason === undefined) return;
  throw invalidValue(`Cannot make ${caller}: treeMethod "exact" has no ${reason}: use treeMethod "hist"`);
}

/**
 * What growing needs of the parameters.
 *
 * @param nFeatures Features of the training data.
 * @param featureNames Their names, by which constraints may be given.
 */
export function treeParametersOf(
  params: BoostingParams,
  objective: Objective,
  nFeatures: number,
  featureNames: readonly string[] | undefined,
): TreeParameters {
  return {
    method: params.treeMethod,
    growPolicy: params.growPolicy,
    maxDepth: params.maxDepth,
    maxLeaves: params.maxLeaves,
    learningRate: fround(params.learningRate),
    gamma: fround(params.gamma),
    minChildWeight: fround(params.minChildWeight),
    maxDeltaStep: fround(params.maxDeltaStep ?? objective.defaultMaxDeltaStep),
    lambda: fround(params.lambda),
    alpha: fround(params.alpha),
    maxBin: params.maxBin,
    colsampleByTree: params.colsampleBytree,
    colsampleByLevel: params.colsampleBylevel,
    colsampleByNode: params.colsampleBynode,
    monotone: monotoneOf(params.monotoneConstraints, nFeatures, featureNames),
    interactions: params.interactionConstraints?.map((set) =>
      set.map((feature) => featureIndexOf("interactionConstraints", feature, nFeatures, featureNames)),
    ),
    maxCatToOnehot: params.maxCatToOnehot,
    maxCatThreshold: params.maxCatThreshold,
  };
}

function monotoneOf(
  constraints: ListParams["monotoneConstraints"],
  nFeatures: number,
  featureNames: readonly string[] | undefined,
): Int8Array | undefined {
  if (constraints === undefined) return undefined;
  const directions = new Int8Array(nFeatures);
  if (Array.isArray(constraints)) {
    if (constraints.length > nFeatures) {
      throw invalidValue(
        `Invalid monotoneConstraints: there are ${nFeatures} features: current number of constraints is ${constraints.length}`,
      );
    }
    directions.set(constraints);
  } else {
    for (const [name, direction] of Object.entries(constraints)) {
      directions[featureIndexOf("monotoneConstraints", name, nFeatures, featureNames)] = direction;
    }
  }
  return directions.some((direction) => direction !== 0) ? directions : undefined;
}

function featureIndexOf(
  parameter: string,
  feature: number | string,
  nFeatures: number,
  featureNames: readonly string[] | undefined,
): number {
  const index = typeof feature === "number" ? feature : (featureNames?.indexOf(feature) ?? -1);
  if (Number.isInteger(index) && index >= 0 && index < nFeatures) return index;
  throw invalidValue(
    `Invalid ${parameter}: features must be numbers below ${nFeatures} or names of the training data: current value is ${quote(feature)}`,
  );
}
