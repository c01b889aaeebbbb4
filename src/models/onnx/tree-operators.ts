// The ONNX operators of tree ensembles, and how they turn sums of leaves into predictions.
import { attributeNumber, attributeNumbers, type Operator, type Step } from "./attributes.ts";
import { classLabels, largestPlaces, postTransform } from "./class-operators.ts";
import { type Dense, dense, shapeFault } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";
import { TreeEnsemble } from "./tree-ensemble.ts";

/** By domain and name. */
export const TREE_OPERATORS: Readonly<Record<string, Operator>> = {
  "ai.onnx.ml.TreeEnsembleRegressor": treeRegressor,
  "ai.onnx.ml.TreeEnsembleClassifier": treeClassifier,
};

function treeRegressor(node: OnnxNode): Step {
  const nTargets = attributeNumber(node, "n_targets", 1);
  const ensemble = new TreeEnsemble(node, "target", nTargets);
  const transform = postTransform(node.attributes.get("post_transform") ?? "NONE");
  const divisor = divisorOf(node, ensemble.nTrees);
  // The sum of the trees, on top of the base, is divided as a whole: so the base is taken as often as there are trees.
  const start = baseOf(node, nTargets).map((base) => base * divisor);
  return ([X]) => {
    const sums = ensemble.sums(needed(X), start).map((sum) => sum / divisor);
    return [transform(dense("float", sums.length / nTargets, nTargets, sums))];
  };
}

/** The class and the scores. With two classes the trees may vote for one alone; then a positive sum stands for the second. */
function treeClassifier(node: OnnxNode): Step {
  const labels = classLabels(node, "classlabels_int64s", "classlabels_strings");
  if (labels.length < 2) throw shapeFault("TreeEnsembleClassifier with fewer than two classes");
  const ids = new Set(attributeNumbers(node, "class_ids"));
  const isBinary = labels.length === 2 && ids.size === 1;
  const ensemble = new TreeEnsemble(node, "class", labels.length);
  const weights = attributeNumbers(node, "class_weights");
  const transformName = node.attributes.get("post_transform") ?? "NONE";
  const transform = postTransform(transformName);
  if (!isBinary) {
    const base = baseOf(node, labels.length);
    return ([X]) => {
      const sums = ensemble.sums(needed(X), base);
      const scores = dense("float", sums.length / labels.length, labels.length, sums);
      return [labels.at(largestPlaces(scores)), transform(scores)];
    };
  }
  const [only = 0] = ids;
  const start = new Float64Array(2).fill(baseOf(node, 1)[0]!);
  // Weights without a sign are shares of the second class, others are its logit.
  const areShares = weights.every((weight) => weight >= 0);
  if (areShares && transformName !== "NONE")
    throw shapeFault("TreeEnsembleClassifier with transformed shares");
  return ([X]) => {
    const sums = ensemble.sums(needed(X), start);
    const second = Float64Array.from({ length: sums.length / 2 }, (_, i) => sums[2 * i + only]!);
    const pairs = Float64Array.from({ length: sums.length }, (_, at) => {
      const score = second[at >> 1]!;
      return at % 2 === 1 ? score : areShares ? 1 - score : -score;
    });
    const places = second.map((score) => (score > (areShares ? 0.5 : 0) ? 1 : 0));
    return [labels.at(places), transform(dense("float", second.length, 2, pairs))];
  };
}

function needed(X: Dense | undefined): Dense {
  if (X === undefined) throw shapeFault("a tree ensemble has no input");
  return X;
}

function divisorOf(node: OnnxNode, nTrees: number): number {
  const name = node.attributes.get("aggregate_function") ?? "SUM";
  if (name === "SUM") return 1;
  if (name === "AVERAGE") return nTrees;
  throw shapeFault(`a tree ensemble with aggregate_function ${String(name)}`);
}

function baseOf(node: OnnxNode, length: number): Float64Array {
  const base = attributeNumbers(node, "base_values");
  if (base.length === length) return base;
  if (base.length === 0) return new Float64Array(length);
  throw shapeFault(`a tree ensemble with ${base.length} base_values for ${length} outputs`);
}
