// A booster as XGBoost's model document, such as XGBoost 3.2 reads and writes.
import { invalidValue } from "../../../errors/index.ts";
import type { BoosterParts } from "../booster-model.ts";
import { DELETED_NODE, nodeCountOf, type Tree } from "../trees/tree.ts";
import { scientificText } from "./float-text.ts";
import type { ModelDocument } from "./model-document.ts";

/** The version of XGBoost whose form is written. */
const VERSION = [3, 2, 0];

/**
 * The document of a booster.
 *
 * @throws RangeError when XGBoost has no form for it (models that came from LightGBM).
 */
export function toXGBoostDocument(parts: BoosterParts): ModelDocument {
  if (parts.baseScore instanceof Float64Array) {
    throw invalidValue(
      "Cannot write the model for XGBoost: it came from LightGBM and has doubles where XGBoost has singles",
    );
  }
  const { objective } = parts;
  const isMulticlass = objective.name.startsWith("multi:");
  return {
    learner: {
      attributes: Object.fromEntries(parts.attributes),
      feature_names: [...(parts.featureNames ?? [])],
      feature_types: [...(parts.featureTypes ?? [])],
      gradient_booster: boosterDocument(parts),
      learner_model_param: {
        base_score: `[${Array.from(parts.baseScore, scientificText).join(",")}]`,
        boost_from_average: parts.isBaseScoreEstimated ? "1" : "0",
        num_class: isMulticlass ? String(objective.nOutputs) : "0",
        num_feature: String(parts.nFeatures),
        num_target: isMulticlass ? "1" : String(objective.nOutputs),
      },
      objective: { name: objective.name, ...objective.fileConfig },
    },
    version: VERSION,
  };
}

function boosterDocument(parts: BoosterParts): ModelDocument {
  const { trees, roundStarts, treeOutputs, objective, treeWeights } = parts;
  const perRound = (roundStarts[1] ?? objective.nOutputs) - (roundStarts[0] ?? 0);
  const gbtree = {
    model: {
      cats: { enc: [], feature_segments: new Int32Array(0), sorted_idx: new Int32Array(0) },
      gbtree_model_param: {
        num_parallel_tree: String(Math.max(1, perRound / objective.nOutputs)),
        num_trees: String(trees.length),
      },
      iteration_indptr: Array.from(roundStarts),
      tree_info: Array.from(treeOutputs),
      trees: trees.map((tree, id) => treeDocument(tree, id, parts.nFeatures)),
    },
    name: "gbtree",
  };
  return treeWeights === undefined ? gbtree : { gbtree, name: "dart", weight_drop: treeWeights };
}

function treeDocument(tree: Tree, id: number, nFeatures: number): ModelDocument {
  const nodes = [...tree.categories.keys()].sort((a, b) => a - b);
  const sizes = nodes.map((node) => tree.categories.get(node)!.length);
  const segments = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
  const splitType = new Uint8Array(nodeCountOf(tree));
  for (const node of nodes) splitType[node] = 1;
  return {
    base_weights: tree.baseWeights,
    categories: Int32Array.from(nodes.flatMap((node) => [...tree.categories.get(node)!])),
    categories_nodes: Int32Array.from(nodes),
    categories_segments: BigInt64Array.from(segments, BigInt),
    categories_sizes: BigInt64Array.from(sizes, BigInt),
    default_left: tree.defaultLeft,
    id,
    left_children: tree.leftChildren,
    loss_changes: tree.lossChanges,
    parents: tree.parents,
    right_children: tree.rightChildren,
    split_conditions: Float32Array.from(tree.splitConditions),
    split_indices: tree.splitIndices,
    split_type: splitType,
    sum_hessian: tree.sumHessian,
    tree_param: {
      num_deleted: String(tree.splitIndices.filter((feature) => feature === DELETED_NODE).length),
      num_feature: String(nFeatures),
      num_nodes: String(nodeCountOf(tree)),
      size_leaf_vector: "1",
    },
  };
}
