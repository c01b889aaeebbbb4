// A booster from XGBoost's model document, which may be broken or hostile: everything is checked.
import type { BoosterParts, FeatureType } from "../booster-model.ts";
import { readObjective } from "../objectives/read-objective.ts";
import { DELETED_NODE, isLeaf, NO_PARENT, nodeCountOf, type Tree } from "../trees/tree.ts";
import { checkTreeShape } from "../trees/tree-shape.ts";
import { DocumentReader } from "./document-reader.ts";

const MAX_INT = 2_147_483_647;
const MAX_OUTPUTS = 10_000;
const FEATURE_TYPES: readonly string[] = ["float", "int", "i", "q", "c"];

/**
 * The parts of a booster.
 *
 * @param document What the file says, parsed.
 * @throws SyntaxError naming the part of the file that is wrong or not supported.
 */
export function fromXGBoostDocument(document: unknown): BoosterParts {
  const learner = new DocumentReader(document, "model").member("learner");
  const modelParam = learner.member("learner_model_param");
  const nFeatures = modelParam.member("num_feature").integer(0, MAX_INT);
  const nClasses = modelParam.member("num_class").integer(0, MAX_OUTPUTS);
  const target = modelParam.member("num_target");
  const nTargets = target.isPresent ? target.integer(1, MAX_OUTPUTS) : 1;
  const objective = readObjective(learner.member("objective"), Math.max(nClasses, nTargets));
  const fromAverage = modelParam.member("boost_from_average");
  const attributes = learner.member("attributes");
  return {
    objective,
    nFeatures,
    featureNames: readNames(learner.member("feature_names"), nFeatures),
    featureTypes: readTypes(learner.member("feature_types"), nFeatures),
    baseScore: readBaseScore(modelParam.member("base_score"), objective.nOutputs),
    attributes: attributes.isPresent ? attributes.texts() : new Map(),
    isBaseScoreEstimated: !fromAverage.isPresent || fromAverage.text() !== "0",
    ...readTrees(learner.member("gradient_booster"), nFeatures, objective.nOutputs),
  };
}

function readNames(reader: DocumentReader, nFeatures: number): readonly string[] | undefined {
  const names = reader.isPresent ? reader.elements().map((one) => one.text()) : [];
  if (names.length === 0) return undefined;
  if (names.length !== nFeatures) throw reader.fault(`must have ${nFeatures} names, one a feature`);
  if (new Set(names).size !== names.length) throw reader.fault("must have distinct names");
  return names;
}

function readTypes(reader: DocumentReader, nFeatures: number): readonly FeatureType[] | undefined {
  const elements = reader.isPresent ? reader.elements() : [];
  if (elements.length === 0) return undefined;
  if (elements.length !== nFeatures) throw reader.fault(`must have ${nFeatures} types, one a feature`);
  return elements.map((one) => {
    const type = one.text();
    if (!isFeatureType(type)) throw one.fault(`must be one of ${FEATURE_TYPES.join(", ")}`);
    return type;
  });
}

function isFeatureType(type: string): type is FeatureType {
  return FEATURE_TYPES.includes(type);
}

/** `[1.5E0,…]`, or a single number as files before version 3 have it. */
function readBaseScore(reader: DocumentReader, nOutputs: number): Float32Array {
  const text = reader.text();
  const scores = text
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map(Number);
  const isGood = scores.every(Number.isFinite) && (scores.length === 1 || scores.length === nOutputs);
  if (!isGood || text === "") throw reader.fault(`must be a number, or a list of ${nOutputs}`);
  return new Float32Array(nOutputs).map((_, k) => scores[scores.length === 1 ? 0 : k]!);
}

type TreeParts = Pick<BoosterParts, "trees" | "treeOutputs" | "roundStarts" | "treeWeights">;

function readTrees(reader: DocumentReader, nFeatures: number, nOutputs: number): TreeParts {
  const name = reader.member("name").text();
  if (name !== "gbtree" && name !== "dart") throw reader.member("name").fault("must be gbtree or dart");
  const model = (name === "dart" ? reader.member("gbtree") : reader).member("model");
  const trees = model
    .member("trees")
    .elements()
    .map((tree) => readTree(tree, nFeatures));
  const treeOutputs = model.member("tree_info").integers(trees.length, 0, nOutputs - 1);
  return {
    trees,
    treeOutputs,
    roundStarts: readRounds(model, trees.length, nOutputs),
    treeWeights: name === "dart" ? reader.member("weight_drop").floats(trees.length) : undefined,
  };
}

function readRounds(model: DocumentReader, nTrees: number, nOutputs: number): Int32Array {
  const starts = model.member("iteration_indptr");
  if (!starts.isPresent) {
    // Files before version 2 do not say: every round has the same number of trees.
    const parallel = model.member("gbtree_model_param").member("num_parallel_tree").integer(1, MAX_INT);
    const perRound = parallel * nOutputs;
    if (nTrees % perRound !== 0)
      throw model.member("trees").fault(`must have a multiple of ${perRound} trees`);
    return Int32Array.from({ length: nTrees / perRound + 1 }, (_, i) => i * perRound);
  }
  const rounds = starts.integers(undefined, 0, nTrees);
  const isRising = rounds.every((start, i) => i === 0 || start >= rounds[i - 1]!);
  if (rounds[0] !== 0 || rounds.at(-1) !== nTrees || !isRising) {
    throw starts.fault(`must rise from 0 to ${nTrees}, the number of trees`);
  }
  return rounds;
}

function readTree(reader: DocumentReader, nFeatures: number): Tree {
  const param = reader.member("tree_param");
  const size = param.member("num_nodes").integer(1, MAX_INT);
  const leafVector = param.member("size_leaf_vector");
  if (leafVector.isPresent && leafVector.integer(0, MAX_INT) > 1) {
    throw leafVector.fault("must be 1: trees with several values a leaf are not supported");
  }
  const tree: Tree = {
    leftChildren: reader.member("left_children").integers(size, -1, size - 1),
    rightChildren: reader.member("right_children").integers(size, -1, size - 1),
    parents: reader.member("parents").integers(size, -1, NO_PARENT),
    splitIndices: reader.member("split_indices").integers(size, 0, DELETED_NODE),
    splitConditions: reader.member("split_conditions").floats(size),
    defaultLeft: Uint8Array.from(reader.member("default_left").integers(size, 0, 1)),
    baseWeights: reader.member("base_weights").floats(size),
    lossChanges: reader.member("loss_changes").floats(size),
    sumHessian: reader.member("sum_hessian").floats(size),
    categories: readCategories(reader, size),
  };
  checkNodes(reader, tree, nFeatures);
  return tree;
}

function readCategories(reader: DocumentReader, size: number): Map<number, Int32Array> {
  const categories = new Map<number, Int32Array>();
  const nodesReader = reader.member("categories_nodes");
  if (!nodesReader.isPresent) return categories;
  const all = reader.member("categories").integers(undefined, 0, 16_777_215);
  const nodes = nodesReader.integers(undefined, 0, size - 1);
  const segments = reader.member("categories_segments").integers(nodes.length, 0, all.length);
  const sizes = reader.member("categories_sizes").integers(nodes.length, 0, all.length);
  nodes.forEach((node, i) => {
    const end = segments[i]! + sizes[i]!;
    if (end > all.length) throw reader.member("categories_sizes").fault("must stay within categories");
    categories.set(node, all.slice(segments[i], end).sort());
  });
  return categories;
}

/** Nodes make a tree, and each asks about a feature that exists. */
function checkNodes(reader: DocumentReader, tree: Tree, nFeatures: number): void {
  checkTreeShape(tree, (what) => reader.member("left_children").fault(what));
  for (let node = 0; node < nodeCountOf(tree); node++) {
    if (!isLeaf(tree, node) && tree.splitIndices[node]! >= nFeatures) {
      throw reader
        .member("split_indices")
        .fault(`must be below ${nFeatures}, the number of features: that of node ${node} is not`);
    }
  }
}
