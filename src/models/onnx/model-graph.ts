// The ONNX graph of a fitted model: linear models, alone or behind scalers in a pipeline, in double precision.
import {
  FittedMinMaxScaler,
  type FittedModel,
  FittedStandardScaler,
  LinearModel,
  PipelineModel,
} from "../../estimators/index.ts";
import type { OnnxGraph, OnnxNode, OnnxTensor } from "./onnx-model.ts";

const FEATURES = "features";
const PREDICTION = "prediction";

/** The graph; undefined when the model has a part that is not one of these. */
export function onnxGraphOf(model: FittedModel): OnnxGraph | undefined {
  const graph = new GraphInTheMaking();
  if (!addModel(graph, model)) return undefined;
  return {
    ...graph.finished(),
    inputs: [{ name: FEATURES, type: "double", dims: [undefined, model.nFeatures] }],
    outputs: [{ name: PREDICTION, type: "double", dims: [undefined, 1] }],
  };
}

/** Adds the operations of a model; false when there is no way to say them. */
function addModel(graph: GraphInTheMaking, model: FittedModel): boolean {
  if (model instanceof PipelineModel) {
    const isNumeric = model.featureKinds.every((kind) => kind === "number");
    return (
      isNumeric &&
      model.transformers.every(([, step]) => addScaler(graph, step)) &&
      addModel(graph, model.model)
    );
  }
  if (!(model instanceof LinearModel)) return false;
  graph.apply("MatMul", "coefficients", [model.nFeatures, 1], model.coefficients);
  graph.apply("Add", "intercept", [1], Float64Array.of(model.intercept));
  return true;
}

function addScaler(graph: GraphInTheMaking, step: object): boolean {
  if (step instanceof FittedStandardScaler) {
    if (step.params["withMean"] === true) graph.apply("Sub", "mean", [step.nFeatures], step.mean);
    graph.apply("Div", "scale", [step.nFeatures], step.scale);
    return true;
  }
  if (!(step instanceof FittedMinMaxScaler)) return false;
  graph.apply("Mul", "scale", [step.nFeatures], step.scale);
  graph.apply("Add", "min", [step.nFeatures], step.min);
  return true;
}

/** A chain of operations, each on the result of the one before and a constant. */
class GraphInTheMaking {
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxTensor[] = [];

  apply(operator: string, what: string, dims: readonly number[], values: Float64Array): void {
    const n = this.#nodes.length;
    const name = `${what}${n}`;
    this.#constants.push({ name, type: "double", dims, values });
    this.#nodes.push({
      operator,
      domain: "",
      inputs: [n === 0 ? FEATURES : `step${n - 1}`, name],
      outputs: [`step${n}`],
      attributes: new Map(),
    });
  }

  /** The nodes and constants, the last result under the name of the output. */
  finished(): Pick<OnnxGraph, "nodes" | "constants"> {
    const last = this.#nodes.length - 1;
    const nodes = this.#nodes.map((node, n) => (n === last ? { ...node, outputs: [PREDICTION] } : node));
    return { nodes, constants: this.#constants };
  }
}
