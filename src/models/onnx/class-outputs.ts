// The outputs of a classifier in ONNX: the class, and the probability of each class.
import type { GraphBuilder } from "./graph-builder.ts";
import type { OnnxElementType, OnnxTensor } from "./onnx-model.ts";

type Label = string | number | boolean;

const LABEL = "label";

/**
 * Adds the outputs: `label`, and `probability_<class>` for each class, one value a row each, as Python's MLflow wants them
 * for a data frame.
 *
 * @param probabilities The name of a table with a column a class.
 * @param type Of the probabilities.
 * @returns False when the classes are neither all numbers nor all texts nor all truths.
 */
export function addClasses(
  builder: GraphBuilder,
  probabilities: string,
  type: OnnxElementType,
  classes: readonly Label[],
): boolean {
  const labels = tensorOf(classes);
  if (labels === undefined) return false;
  // Of equal probabilities the first class wins, as it does here.
  const place = builder.apply("ArgMax", [probabilities], { axis: 1, keepdims: 1 });
  builder.output(LABEL, labels.type, builder.apply("Gather", [builder.constant(labels), place], { axis: 0 }));
  classes.forEach((label, k) => {
    const column = builder.constant({ name: "class", type: "int64", dims: [1], values: Float64Array.of(k) });
    builder.output(
      `probability_${label}`,
      type,
      builder.apply("Gather", [probabilities, column], { axis: 1 }),
    );
  });
  return true;
}

function tensorOf(classes: readonly Label[]): OnnxTensor | undefined {
  const parts = { name: "classes", dims: [classes.length] };
  if (classes.every((label) => typeof label === "string")) {
    return { ...parts, type: "string", values: Float64Array.from(classes.keys()), texts: classes };
  }
  if (classes.every((label) => typeof label === "boolean")) {
    return { ...parts, type: "bool", values: Float64Array.from(classes, Number) };
  }
  if (!classes.every((label) => typeof label === "number")) return undefined;
  return {
    ...parts,
    type: classes.every(Number.isSafeInteger) ? "int64" : "double",
    values: Float64Array.from(classes),
  };
}
