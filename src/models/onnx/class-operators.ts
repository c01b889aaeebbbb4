// The ONNX operators of classifiers: scores become a class, and classes the keys of maps.
import { attributeNumber, attributeNumbers, attributeTexts, type Operator, type Step } from "./attributes.ts";
import { combine, type Dense, dense, mapRows, multiply, shapeFault, transpose } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";

/** By domain and name. */
export const CLASS_OPERATORS: Readonly<Record<string, Operator>> = {
  ArgMax: argMax,
  "ai.onnx.ml.LinearClassifier": linearClassifier,
  "ai.onnx.ml.ZipMap": zipMap,
};

/** The classes of a node: whole numbers or texts. */
export interface ClassLabels {
  readonly length: number;
  /** A column of classes, by their places. */
  at(places: Float64Array): Dense;
}

/** Reads the classes of a node from the two attributes of which one is given. */
export function classLabels(node: OnnxNode, integers: string, texts: string): ClassLabels {
  const names = attributeTexts(node, texts);
  const numbers = attributeNumbers(node, integers);
  const isText = numbers.length === 0;
  return {
    length: isText ? names.length : numbers.length,
    at: (places) => ({
      type: isText ? "string" : "int64",
      nRows: places.length,
      nColumns: 1,
      values: isText ? places : places.map((place) => numbers[place] ?? Number.NaN),
      texts: isText ? names : undefined,
    }),
  };
}

/** The place of the largest cell of each row; of equal ones the first. */
export function largestPlaces({ nRows, nColumns, values }: Dense): Float64Array {
  return Float64Array.from({ length: nRows }, (_, i) => {
    let best = 0;
    for (let j = 1; j < nColumns; j++) {
      if (values[i * nColumns + j]! > values[i * nColumns + best]!) best = j;
    }
    return best;
  });
}

/**
 * What scores become for the user.
 *
 * @throws SyntaxError for a name that is not known here.
 */
export function postTransform(name: unknown): (scores: Dense) => Dense {
  switch (name) {
    case "NONE":
      return (scores) => scores;
    case "LOGISTIC":
      return (scores) =>
        mapRows(scores, (row) => {
          row.forEach((x, j) => {
            row[j] = 1 / (1 + Math.exp(-x));
          });
        });
    case "SOFTMAX":
      return (scores) =>
        mapRows(scores, (row) => {
          const largest = row.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
          const sum = row.reduce((total, x) => total + Math.exp(x - largest), 0);
          row.forEach((x, j) => {
            row[j] = Math.exp(x - largest) / sum;
          });
        });
    default:
      throw shapeFault(`post_transform ${String(name)}`);
  }
}

function argMax(node: OnnxNode): Step {
  const isKnown =
    [1, -1].includes(attributeNumber(node, "axis", 0)) && attributeNumber(node, "select_last_index", 0) === 0;
  if (!isKnown) throw shapeFault("ArgMax must be along axis 1, and of equal ones take the first");
  return ([scores]) => {
    if (scores === undefined) throw shapeFault("ArgMax has no input");
    return [{ type: "int64", nRows: scores.nRows, nColumns: 1, values: largestPlaces(scores) }];
  };
}

/** The class and the transformed scores, `X coefficients' + intercepts`, in single precision. */
function linearClassifier(node: OnnxNode): Step {
  const labels = classLabels(node, "classlabels_ints", "classlabels_strings");
  const coefficients = attributeNumbers(node, "coefficients");
  const intercepts = attributeNumbers(node, "intercepts");
  const transform = postTransform(node.attributes.get("post_transform") ?? "NONE");
  const nScores = labels.length;
  if (nScores < 2 || coefficients.length % nScores !== 0 || ![0, nScores].includes(intercepts.length)) {
    throw shapeFault(
      `LinearClassifier with ${coefficients.length} coefficients and ${intercepts.length} intercepts for ${nScores} classes`,
    );
  }
  const nFeatures = coefficients.length / nScores;
  const weights = transpose({ type: "float", nRows: nScores, nColumns: nFeatures, values: coefficients });
  const shifts = dense("float", 1, nScores, intercepts.length === 0 ? new Float64Array(nScores) : intercepts);
  return ([X]) => {
    if (X === undefined) throw shapeFault("LinearClassifier has no input");
    const scores = combine(multiply({ ...X, type: "float" }, weights), shifts, (x, y) => x + y);
    return [labels.at(largestPlaces(scores)), transform(scores)];
  };
}

/** Rows become maps from classes to scores. */
function zipMap(node: OnnxNode): Step {
  const texts = attributeTexts(node, "classlabels_strings");
  const keys = texts.length > 0 ? texts : Array.from(attributeNumbers(node, "classlabels_int64s"), String);
  return ([scores]) => {
    if (scores === undefined || scores.nColumns !== keys.length) {
      throw shapeFault(`ZipMap with ${keys.length} classes for ${scores?.nColumns ?? 0} columns`);
    }
    return [{ ...scores, keys }];
  };
}
