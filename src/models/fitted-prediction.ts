// What a fitted model takes and answers beyond numbers: columns of text in, classes that are text out.
import { alignFeatures, alignTable } from "../data/index.ts";
import {
  BoostedClassifier,
  type FittedModel,
  LogisticModel,
  PipelineModel,
  RegressionModel,
} from "../estimators/index.ts";
import { columnsOfInput, type ModelInput, tableOfInput } from "./model-input.ts";

/** What a fitted model answers: a number a row, or its class, or several numbers a row. */
export type PredictionVector =
  | Float64Array
  | readonly (number | string | boolean)[]
  | readonly (readonly number[])[];

/** What each column of the fit held. */
export function featureKindsOf(model: FittedModel): readonly ("number" | "text")[] {
  if (model instanceof PipelineModel) return model.featureKinds;
  return Array.from({ length: model.nFeatures }, () => "number" as const);
}

/** The classes of a classifier when not all are numbers: then its predictions are positions in this list. */
export function textClassesOf(model: FittedModel): LogisticModel["classes"] | undefined {
  if (model instanceof PipelineModel) return textClassesOf(model.model);
  if (!(model instanceof LogisticModel || model instanceof BoostedClassifier)) return undefined;
  return model.classes.every((label) => typeof label === "number") ? undefined : model.classes;
}

/** How many numbers a fitted model predicts for a row. */
export function outputsOf(model: FittedModel): number {
  return model instanceof RegressionModel ? model.nOutputs : 1;
}

/**
 * Predicts for columns in any order. Whether cells may be missing has been looked at.
 *
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function predictFitted(model: FittedModel, input: ModelInput): PredictionVector {
  if (outputsOf(model) > 1 && model instanceof RegressionModel) {
    return model.predictRows(alignFeatures(tableOfInput(input), model.featureNames, model.nFeatures));
  }
  const values = predictNumbers(model, input);
  const classes = textClassesOf(model);
  return classes === undefined ? values : Array.from(values, (position) => classes[position]!);
}

function predictNumbers(model: FittedModel, input: ModelInput): Float64Array {
  const { featureNames, nFeatures } = model;
  if (model instanceof PipelineModel) {
    return model.predictColumns(alignTable(columnsOfInput(input), featureNames, nFeatures, "predict"));
  }
  return model.predictTable(alignFeatures(tableOfInput(input), featureNames, nFeatures));
}
