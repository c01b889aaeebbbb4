// Puts an ONNX graph together: each operation gets a name for its result.
import type {
  OnnxAttribute,
  OnnxElementType,
  OnnxGraph,
  OnnxNode,
  OnnxPort,
  OnnxTensor,
} from "./onnx-model.ts";

/** A graph in the making, with one input: rows of features in double precision. */
export class GraphBuilder {
  /** The name of the input. */
  readonly input: string;
  readonly #nFeatures: number;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxTensor[] = [];
  readonly #outputs: OnnxPort[] = [];

  constructor(input: string, nFeatures: number) {
    this.input = input;
    this.#nFeatures = nFeatures;
  }

  /** Adds a constant of doubles; the name under which it is used. */
  doubles(what: string, dims: readonly number[], values: Float64Array): string {
    return this.constant({ name: what, type: "double", dims, values });
  }

  /** Adds a constant; the name under which it is used, its own and a number. */
  constant(tensor: OnnxTensor): string {
    const name = `${tensor.name}${this.#constants.length}`;
    this.#constants.push({ ...tensor, name });
    return name;
  }

  /** Adds an operation; the name of its result. */
  apply(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    domain = "",
  ): string {
    const result = `step${this.#nodes.length}`;
    this.#nodes.push({
      operator,
      domain,
      inputs,
      outputs: [result],
      attributes: new Map(Object.entries(attributes)),
    });
    return result;
  }

  /** Makes a result an output with one value a row. */
  output(name: string, type: OnnxElementType, result: string): void {
    this.#nodes.push({
      operator: "Identity",
      domain: "",
      inputs: [result],
      outputs: [name],
      attributes: new Map(),
    });
    this.#outputs.push({ name, type, dims: [undefined, 1] });
  }

  /** The graph as it stands. */
  finished(): OnnxGraph {
    return {
      nodes: this.#nodes,
      constants: this.#constants,
      inputs: [{ name: this.input, type: "double", dims: [undefined, this.#nFeatures] }],
      outputs: this.#outputs,
    };
  }
}
