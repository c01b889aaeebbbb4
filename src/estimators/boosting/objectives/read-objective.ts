// The objective a model file names, with the parameters the file gives it.

import { OBJECTIVE_NAMES, type ObjectiveName } from "../boosting-parameters.ts";
import type { DocumentReader } from "../files/document-reader.ts";
import { exp32 } from "./link.ts";
import { makeObjective, type ObjectiveParams } from "./make-objective.ts";
import type { Objective } from "./objective.ts";
import { singleOutput } from "./single-output.ts";

/** Objectives that models may have which are not trained here: how their margins become predictions. */
const FOREIGN: Readonly<Record<string, ((margin: number) => number) | undefined>> = {
  "rank:pairwise": undefined,
  "rank:ndcg": undefined,
  "rank:map": undefined,
  "reg:squaredlogerror": undefined,
  "reg:linear": undefined,
  "survival:cox": exp32,
  "survival:aft": exp32,
  "binary:hinge": (margin) => (margin > 0 ? 1 : 0),
};

/**
 * The objective of a loaded model.
 *
 * @param nOutputs Margins a row of the model.
 * @throws SyntaxError when the objective is not known or does not fit the number of outputs.
 */
export function readObjective(reader: DocumentReader, nOutputs: number): Objective {
  const nameReader = reader.member("name");
  const name = nameReader.text();
  const objective = isTrainable(name)
    ? makeObjective(readParams(reader, name, nOutputs))
    : foreign(reader, name);
  if (objective === undefined) throw nameReader.fault("must be an objective that is known here");
  if (objective.nOutputs !== nOutputs) {
    throw nameReader.fault(`must be an objective for ${nOutputs} outputs, which the model has`);
  }
  return objective;
}

function isTrainable(name: string): name is ObjectiveName {
  return OBJECTIVE_NAMES.some((one) => one === name);
}

function readParams(reader: DocumentReader, objective: ObjectiveName, nOutputs: number): ObjectiveParams {
  const number = (group: string, key: string, fallback: number): number => {
    const groupReader = reader.member(group);
    const member = groupReader.isPresent ? groupReader.member(key) : groupReader;
    return member.isPresent ? member.numberText() : fallback;
  };
  const quantiles = reader.member("quantile_loss_param");
  return {
    objective,
    scalePosWeight: number("reg_loss_param", "scale_pos_weight", 1),
    huberSlope: number("pseudo_huber_param", "huber_slope", 1),
    tweedieVariancePower: number("tweedie_regression_param", "tweedie_variance_power", 1.5),
    maxDeltaStep: number("poisson_regression_param", "max_delta_step", 0.7),
    quantileAlpha: quantiles.isPresent ? readQuantiles(quantiles.member("quantile_alpha")) : undefined,
    numClass: nOutputs,
  };
}

function readQuantiles(reader: DocumentReader): number[] {
  const quantiles = reader
    .text()
    .replace(/^[[(]|[\])]$/g, "")
    .split(",")
    .map(Number);
  if (quantiles.some((one) => !(one > 0 && one < 1))) throw reader.fault("must be numbers between 0 and 1");
  return quantiles;
}

/** A model's objective that cannot be trained here; its settings are kept as texts for the file. */
function foreign(reader: DocumentReader, name: string): Objective | undefined {
  if (!Object.hasOwn(FOREIGN, name)) return undefined;
  const predict = FOREIGN[name];
  const cannotTrain = (): never => {
    throw reader.fault("cannot be trained here, only predicted with");
  };
  return singleOutput({
    name,
    defaultMetric: "rmse",
    fileConfig: Object.fromEntries(
      reader.groups().map(([group, member]) => [group, Object.fromEntries(member.texts())]),
    ),
    initialScore: cannotTrain,
    gradient: cannotTrain,
    hessian: cannotTrain,
    ...(name.startsWith("survival:") ? { toMargin: (score: number) => Math.fround(Math.log(score)) } : {}),
    ...(predict === undefined ? {} : { predict }),
  });
}
