// Computes an ONNX graph of the few operators that are known here; all others are refused before anything is computed.
import { unparsable } from "../../errors/index.ts";
import type { Step } from "./attributes.ts";
import { type Dense, denseOfTensor } from "./dense.ts";
import type { OnnxGraph, OnnxNode, OnnxPort } from "./onnx-model.ts";
import { OPERATORS, operatorKey } from "./operators.ts";

/** A graph that can be computed: one input, one output a name. */
export interface RunnableGraph {
  readonly input: OnnxPort;
  /** Whether the input goes to trees, which know a way for missing values. */
  readonly hasTrees: boolean;
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
  const steps = preparedSteps(graph, input, where);
  return {
    input,
    hasTrees: graph.nodes.some(({ operator }) => operator.startsWith("TreeEnsemble")),
    run: (table) => {
      const values = new Map([...constants, [input.name, table]]);
      for (const { node, step } of steps) {
        const results = step(node.inputs.flatMap((name) => values.get(name) ?? []));
        node.outputs.forEach((name, i) => {
          const result = results[i];
          if (result !== undefined) values.set(name, result);
        });
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

interface PreparedStep {
  readonly node: OnnxNode;
  readonly step: Step;
}

/** Every node's operator is known, and its inputs are there when its turn comes. */
function preparedSteps(
  { nodes, constants, outputs }: OnnxGraph,
  input: OnnxPort,
  where: string,
): readonly PreparedStep[] {
  const steps: PreparedStep[] = [];
  const known = new Set([input.name, ...constants.map((tensor) => tensor.name)]);
  for (const node of nodes) {
    const key = operatorKey(node);
    const operator = Object.hasOwn(OPERATORS, key) ? OPERATORS[key] : undefined;
    if (operator === undefined) {
      throw unparsable(
        `Cannot read ${where}: operator ${JSON.stringify(key)} is not one of ${Object.keys(OPERATORS).join(", ")}`,
      );
    }
    // An input that is left out has an empty name; only the last ones may be.
    const inputs = node.inputs.filter((name) => name !== "");
    const isComplete = inputs.every((name) => known.has(name));
    if (!isComplete || node.outputs.length === 0) {
      throw unparsable(
        `Cannot read ${where}: the inputs or outputs of an operator ${JSON.stringify(key)} do not fit`,
      );
    }
    for (const name of node.outputs) known.add(name);
    steps.push({ node, step: operator(node) });
  }
  const missing = outputs.find(({ name }) => !known.has(name));
  if (missing !== undefined) {
    throw unparsable(`Cannot read ${where}: nothing computes the output ${JSON.stringify(missing.name)}`);
  }
  return steps;
}
