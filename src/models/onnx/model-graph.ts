// The ONNX graph of a fitted model: linear models and boosted trees, for numbers and for classes, alone or behind scalers in
// a pipeline. Linear models are computed in double precision, trees in single precision as they are here.
import {
  BoostedClassifier,
  BoostedRegressor,
  FittedMinMaxScaler,
  type FittedModel,
  FittedStandardScaler,
  LinearModel,
  LogisticModel,
  PipelineModel,
} from "../../estimators/index.ts";
import { addClasses } from "./class-outputs.ts";
import { GraphBuilder } from "./graph-builder.ts";
import type { OnnxGraph } from "./onnx-model.ts";
import { addTrees } from "./tree-nodes.ts";

const PREDICTION = "prediction";

/** The graph; undefined when the model has a part that is not one of these. */
export function onnxGraphOf(model: FittedModel): OnnxGraph | undefined {
  const builder = new GraphBuilder("features", model.nFeatures);
  return addModel(builder, builder.input, model) ? builder.finished() : undefined;
}

/** Adds the operations and outputs of a model on some features; false when there is no way to say them. */
function addModel(builder: GraphBuilder, features: string, model: FittedModel): boolean {
  if (model instanceof PipelineModel) return addPipeline(builder, features, model);
  if (model instanceof LinearModel) {
    const weights = builder.doubles("coefficients", [model.nFeatures, 1], model.coefficients);
    const product = builder.apply("MatMul", [features, weights]);
    const intercept = builder.doubles("intercept", [1], Float64Array.of(model.intercept));
    builder.output(PREDICTION, "double", builder.apply("Add", [product, intercept]));
    return true;
  }
  if (model instanceof LogisticModel) {
    return addClasses(builder, addLogits(builder, features, model), "double", model.classes);
  }
  if (model instanceof BoostedRegressor) {
    const values = addTrees(builder, features, model);
    if (values === undefined) return false;
    builder.output(PREDICTION, "float", values);
    return true;
  }
  if (!(model instanceof BoostedClassifier)) return false;
  const probabilities = addTrees(builder, features, model);
  return probabilities !== undefined && addClasses(builder, probabilities, "float", model.classes);
}

function addPipeline(builder: GraphBuilder, features: string, model: PipelineModel): boolean {
  if (!model.featureKinds.every((kind) => kind === "number")) return false;
  let current: string | undefined = features;
  for (const [, step] of model.transformers) {
    current = current && addScaler(builder, current, step);
  }
  return current !== undefined && addModel(builder, current, model.model);
}

/** The name of what the scaler makes; undefined when the step is no scaler. */
function addScaler(builder: GraphBuilder, features: string, step: object): string | undefined {
  if (step instanceof FittedStandardScaler) {
    const mean = builder.doubles("mean", [step.nFeatures], step.mean);
    const centred = step.params["withMean"] === true ? builder.apply("Sub", [features, mean]) : features;
    return builder.apply("Div", [centred, builder.doubles("scale", [step.nFeatures], step.scale)]);
  }
  if (!(step instanceof FittedMinMaxScaler)) return undefined;
  const scaled = builder.apply("Mul", [features, builder.doubles("scale", [step.nFeatures], step.scale)]);
  return builder.apply("Add", [scaled, builder.doubles("min", [step.nFeatures], step.min)]);
}

/** Probabilities, `softmax(X coefficients + intercepts)`; of two classes the first has the logit 0. */
function addLogits(builder: GraphBuilder, features: string, model: LogisticModel): string {
  const { nFeatures, classes, coefficients, intercepts } = model;
  const nClasses = classes.length;
  const offset = nClasses - coefficients.length;
  const weights = new Float64Array(nFeatures * nClasses);
  coefficients.forEach((w, k) => {
    for (let j = 0; j < nFeatures; j++) weights[j * nClasses + offset + k] = w[j]!;
  });
  const shifts = new Float64Array(nClasses);
  shifts.set(intercepts, offset);
  const product = builder.apply("MatMul", [
    features,
    builder.doubles("coefficients", [nFeatures, nClasses], weights),
  ]);
  const logits = builder.apply("Add", [product, builder.doubles("intercepts", [nClasses], shifts)]);
  return builder.apply("Softmax", [logits], { axis: 1 });
}
