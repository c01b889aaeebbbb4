// Computes an ONNX graph of the few operators that are known here; all others are refused before anything is computed.
import { unparsable } from "../../errors/index.ts";
import { type Dense, denseOfTensor, shapeFault } from "./dense.ts";
import type { OnnxGraph, OnnxPort } from "./onnx-model.ts";
import { OPERATORS, operatorKey } from "./operators.ts";

/** A graph that can be computed: one input, one output a name. */
export interface RunnableGraph {
  readonly input: OnnxPort;
  /** The outputs by name, in the order of the graph. */
  run(input: Dense): ReadonlyMap<string, Dense>;
}

/**
 * Checks that a graph can be computed.
 *
 * @param where The file, for messages.
 * @throws SyntaxError naming the first operator that is not known, or the value that nothing computes.
 */
export function runnableGraph(graph: OnnxGraph, where: string): RunnableGraph {
  const [input, second] = graph.inputs;
  if (input === undefined || second !== undefined || graph.outputs.length === 0) {
    throw unparsable(
      `Cannot read ${where}: the graph must have one input and at least one output: it has ${graph.inputs.length} and ${graph.outputs.length}`,
    );
  }
  const constants = constantTables(graph, where);
  checkOrder(graph, input, where);
  return {
    input,
    run: (table) => {
      const values = new Map([...constants, [input.name, table]]);
      for (const node of graph.nodes) {
        const operator = OPERATORS[operatorKey(node)];
        const output = node.outputs[0];
        if (operator === undefined || output === undefined) throw shapeFault("an operator is not known");
        const inputs = node.inputs.flatMap((name) => values.get(name) ?? []);
        values.set(output, operator(node, inputs));
      }
      return new Map(
        graph.outputs.flatMap(({ name }) => {
          const value = values.get(name);
          return value === undefined ? [] : [[name, value] as const];
        }),
      );
    },
  };
}

function constantTables({ constants }: OnnxGraph, where: string): ReadonlyMap<string, Dense> {
  return new Map(
    constants.map((tensor) => {
      const table = denseOfTensor(tensor);
      if (table !== undefined) return [tensor.name, table];
      throw unparsable(
        `Cannot read ${where}: constant ${JSON.stringify(tensor.name)} has more than two axes`,
      );
    }),
  );
}

/** Every node's operator is known, and its inputs are there when its turn comes. */
function checkOrder({ nodes, constants, outputs }: OnnxGraph, input: OnnxPort, where: string): void {
  const known = new Set([input.name, ...constants.map((tensor) => tensor.name)]);
  for (const node of nodes) {
    const key = operatorKey(node);
    if (!Object.hasOwn(OPERATORS, key)) {
      throw unparsable(
        `Cannot read ${where}: operator ${JSON.stringify(key)} is not one of ${Object.keys(OPERATORS).join(", ")}`,
      );
    }
    const [output, second] = node.outputs;
    const unknown = node.inputs.find((name) => !known.has(name));
    if (unknown !== undefined || output === undefined || second !== undefined) {
      throw unparsable(
        `Cannot read ${where}: the inputs or outputs of an operator ${JSON.stringify(key)} do not fit`,
      );
    }
    known.add(output);
  }
  const missing = outputs.find(({ name }) => !known.has(name));
  if (missing !== undefined) {
    throw unparsable(`Cannot read ${where}: nothing computes the output ${JSON.stringify(missing.name)}`);
  }
}
