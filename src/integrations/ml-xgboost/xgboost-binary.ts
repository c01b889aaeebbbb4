// Reads the binary model file of XGBoost's early releases, which ml-xgboost writes, as the document of later ones.
// Layout: the structs LearnerModelParam, GBTreeModelParam, TreeParam, Node and RTreeNodeStat of XGBoost 0.6 to 0.9,
// little-endian, one after the other as in memory.
import { quote, unparsable } from "../../errors/index.ts";

/** What stands in a file, besides what the trees are. */
const LEARNER_BYTES = 136;
const GBTREE_BYTES = 160;
const TREE_BYTES = 148;
const NODE_BYTES = 20;
const STATISTICS_BYTES = 16;
/** The highest bit tells the left child from the right, or where missing values go. */
const LOW_BITS = 0x7fffffff;
const MAX_NAME_BYTES = 100;

/** A model file, as JSON of XGBoost 1 and later has it. */
export interface XGBoostDocument {
  readonly learner: Readonly<Record<string, unknown>>;
}

/**
 * The document of a model.
 *
 * @param bytes The file.
 * @param perRound Trees that a round has for each class.
 * @throws SyntaxError when it is cut off, or no gradient boosted trees.
 */
export function readXGBoostBinary(bytes: Uint8Array, perRound: number): XGBoostDocument {
  const file = new BinaryReader(bytes);
  const learner = file.take(LEARNER_BYTES);
  const nFeatures = learner.getUint32(4, true);
  const nClasses = learner.getInt32(8, true);
  const objective = file.text();
  const booster = file.text();
  if (booster !== "gbtree") {
    throw unparsable(
      `Cannot read the model of ml-xgboost: its booster must be gbtree: current value is ${quote(booster)}`,
    );
  }
  const nTrees = file.take(GBTREE_BYTES).getInt32(0, true);
  const trees: object[] = [];
  for (let t = 0; t < nTrees; t++) trees.push(readTree(file));
  const treeInfo = file.integers(nTrees);
  return {
    learner: {
      attributes: {},
      feature_names: [],
      feature_types: [],
      objective: { name: objective === "reg:linear" ? "reg:squarederror" : objective },
      learner_model_param: {
        base_score: String(baseScoreOf(objective, learner.getFloat32(0, true))),
        num_class: String(Math.max(0, nClasses)),
        num_feature: String(nFeatures),
      },
      gradient_booster: {
        name: "gbtree",
        model: {
          gbtree_model_param: { num_trees: String(nTrees), num_parallel_tree: String(perRound) },
          tree_info: treeInfo,
          trees,
        },
      },
    },
  };
}

/** The file has the margin to start from, the document what it stands for. */
function baseScoreOf(objective: string, margin: number): number {
  if (objective === "binary:logistic" || objective === "reg:logistic") return 1 / (1 + Math.exp(-margin));
  const isExponential = ["count:poisson", "reg:gamma", "reg:tweedie"].includes(objective);
  return isExponential ? Math.exp(margin) : margin;
}

function readTree(file: BinaryReader): object {
  const size = file.take(TREE_BYTES).getInt32(4, true);
  const nodes = file.take(size * NODE_BYTES);
  const statistics = file.take(size * STATISTICS_BYTES);
  const positions = Array.from({ length: size }, (_, node) => node);
  const node = (read: (at: number) => number): number[] => positions.map((i) => read(i * NODE_BYTES));
  const statistic = (offset: number): number[] =>
    positions.map((i) => statistics.getFloat32(i * STATISTICS_BYTES + offset, true));
  const isLeaf = (at: number): boolean => nodes.getInt32(at + 4, true) === -1;
  return {
    tree_param: { num_nodes: String(size), size_leaf_vector: "0" },
    parents: node((at) => nodes.getInt32(at, true) & LOW_BITS),
    left_children: node((at) => nodes.getInt32(at + 4, true)),
    right_children: node((at) => (isLeaf(at) ? -1 : nodes.getInt32(at + 8, true))),
    split_indices: node((at) => (isLeaf(at) ? 0 : nodes.getUint32(at + 12, true) & LOW_BITS)),
    default_left: node((at) => nodes.getUint32(at + 12, true) >>> 31),
    split_conditions: node((at) => nodes.getFloat32(at + 16, true)),
    loss_changes: statistic(0),
    sum_hessian: statistic(4),
    base_weights: statistic(8),
  };
}

/** Takes one piece of a file after the other. */
class BinaryReader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(length: number): DataView {
    if (!(length >= 0) || this.#at + length > this.#view.byteLength) {
      throw unparsable(
        `Cannot read the model of ml-xgboost: it is cut off: ${length} bytes are missing at ${this.#at} of ${this.#view.byteLength}`,
      );
    }
    const part = new DataView(this.#view.buffer, this.#view.byteOffset + this.#at, length);
    this.#at += length;
    return part;
  }

  /** A text with its length before it. */
  text(): string {
    const length = Number(this.take(8).getBigUint64(0, true));
    const part = this.take(length > MAX_NAME_BYTES ? Number.POSITIVE_INFINITY : length);
    return new TextDecoder().decode(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }

  integers(count: number): number[] {
    const part = this.take(4 * count);
    return Array.from({ length: count }, (_, i) => part.getInt32(4 * i, true));
  }
}
