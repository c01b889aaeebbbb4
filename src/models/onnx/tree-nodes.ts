// Boosted trees as one node of ONNX (`ai.onnx.ml.TreeEnsembleRegressor`) and the link behind it.
import type { BoostedClassifier, BoostedModel } from "../../estimators/index.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { OnnxAttribute } from "./onnx-model.ts";

const MACHINE_LEARNING = "ai.onnx.ml";
/** The number of single precision, to which `Cast` casts. */
const FLOAT = 1;

/** What becomes of the sum of the leaves, by the objective; what is not here has no form in ONNX. */
const LINKS: ReadonlyMap<string, "identity" | "exp" | "sigmoid" | "softmax"> = new Map([
  ["reg:squarederror", "identity"],
  ["reg:absoluteerror", "identity"],
  ["reg:pseudohubererror", "identity"],
  ["reg:quantileerror", "identity"],
  ["reg:logistic", "sigmoid"],
  ["reg:gamma", "exp"],
  ["reg:tweedie", "exp"],
  ["count:poisson", "exp"],
  ["binary:logistic", "sigmoid"],
  ["multi:softprob", "softmax"],
  ["multi:softmax", "softmax"],
] as const);

type Ensemble = BoostedModel["booster"]["model"];
type Tree = Ensemble["parts"]["trees"][number];

/**
 * Adds the trees on some features, which are rounded to single precision first, as they are here.
 *
 * @returns The name of the values (one column), or of the probabilities (a column a class); undefined without
 *   trees, for splits by category, for objectives without a link in ONNX, and for several values a row.
 */
export function addTrees(
  builder: GraphBuilder,
  features: string,
  model: BoostedModel | BoostedClassifier,
): string | undefined {
  const ensemble = model.booster.model;
  const { objective } = ensemble.parts;
  const link = LINKS.get(objective.name);
  const attributes = ensembleAttributes(ensemble, model.bestIteration);
  if (link === undefined || attributes === undefined) return undefined;
  const isClassifier = "classes" in model;
  if (ensemble.nOutputs > 1 && !(isClassifier && link === "softmax")) return undefined;
  const singles = builder.apply("Cast", [features], { to: FLOAT });
  const margins = builder.apply("TreeEnsembleRegressor", [singles], attributes, MACHINE_LEARNING);
  switch (link) {
    case "identity":
      return margins;
    case "exp":
      return builder.apply("Exp", [margins]);
    case "softmax":
      return builder.apply("Softmax", [margins], { axis: 1 });
    case "sigmoid": {
      const probability = builder.apply("Sigmoid", [margins]);
      return isClassifier ? bothProbabilities(builder, probability) : probability;
    }
  }
}

function bothProbabilities(builder: GraphBuilder, positive: string): string {
  const one = builder.constant({ name: "one", type: "float", dims: [1], values: Float64Array.of(1) });
  return builder.apply("Concat", [builder.apply("Sub", [one, positive]), positive], { axis: 1 });
}

/** Undefined when a tree splits by category. With early stopping the rounds after the best one are left out. */
function ensembleAttributes(
  ensemble: Ensemble,
  bestIteration: number | undefined,
): Readonly<Record<string, OnnxAttribute>> | undefined {
  const { trees, treeOutputs, treeWeights } = ensemble.parts;
  const [first, end] = ensemble.treeRange(bestIteration === undefined ? undefined : [0, bestIteration + 1]);
  if (first === end) return undefined;
  const table = new NodeTable();
  for (let t = first; t < end; t++) {
    const tree = trees[t]!;
    if (tree.categories.size > 0) return undefined;
    table.add(tree, t - first, treeOutputs[t]!, treeWeights?.[t] ?? 1);
  }
  return {
    n_targets: ensemble.nOutputs,
    aggregate_function: "SUM",
    post_transform: "NONE",
    base_values: Float64Array.from(ensemble.baseMargins()),
    ...table.attributes(),
  };
}

/** The nodes of all trees, a list a property. */
class NodeTable {
  readonly #nodes = {
    treeids: [] as number[],
    nodeids: [] as number[],
    featureids: [] as number[],
    modes: [] as string[],
    values: [] as number[],
    truenodeids: [] as number[],
    falsenodeids: [] as number[],
    missing_value_tracks_true: [] as number[],
  };
  readonly #leaves = {
    treeids: [] as number[],
    nodeids: [] as number[],
    ids: [] as number[],
    weights: [] as number[],
  };

  /** Adds the nodes that can be reached, each under its own number; pruning leaves others behind. */
  add(tree: Tree, treeId: number, target: number, weight: number): void {
    for (const pending = [0]; pending.length > 0; ) {
      const node = pending.pop() ?? 0;
      const left = tree.leftChildren[node]!;
      const right = tree.rightChildren[node]!;
      const isLeaf = left === -1;
      const nodes = this.#nodes;
      nodes.treeids.push(treeId);
      nodes.nodeids.push(node);
      nodes.featureids.push(isLeaf ? 0 : tree.splitIndices[node]!);
      nodes.modes.push(isLeaf ? "LEAF" : "BRANCH_LT");
      nodes.values.push(isLeaf ? 0 : tree.splitConditions[node]!);
      nodes.truenodeids.push(isLeaf ? 0 : left);
      nodes.falsenodeids.push(isLeaf ? 0 : right);
      nodes.missing_value_tracks_true.push(isLeaf ? 0 : tree.defaultLeft[node]!);
      if (isLeaf) {
        this.#leaves.treeids.push(treeId);
        this.#leaves.nodeids.push(node);
        this.#leaves.ids.push(target);
        this.#leaves.weights.push(weight * tree.splitConditions[node]!);
      } else pending.push(right, left);
    }
  }

  attributes(): Readonly<Record<string, OnnxAttribute>> {
    const named = (prefix: string, lists: Readonly<Record<string, readonly (string | number)[]>>) =>
      Object.entries(lists).map(([name, list]) => [`${prefix}_${name}`, attributeOf(name, list)] as const);
    return Object.fromEntries([...named("nodes", this.#nodes), ...named("target", this.#leaves)]);
  }
}

/** Thresholds and leaves are fractions, everything else counts. */
function attributeOf(name: string, list: readonly (string | number)[]): OnnxAttribute {
  if (name === "values" || name === "weights") return Float64Array.from(list, Number);
  return list.every((one) => typeof one === "number") ? list : list.map(String);
}
