// A booster from LightGBM's text file, which may be broken or hostile: everything is checked.
// LightGBM sends a row left when its value is at most the threshold, and compares doubles; a category in the set goes
// left. Here thresholds are moved up by one double and categorical children change sides, so that one kind of tree
// serves both.
import { quote, unparsable } from "../../../errors/index.ts";
import type { BoosterParts } from "../booster-model.ts";
import { lightGbmObjective } from "../objectives/lightgbm-objective.ts";
import { NO_PARENT, type Tree } from "../trees/tree.ts";
import { checkTreeShape } from "../trees/tree-shape.ts";

const MAX_LEAVES = 16_777_216;
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const MISSING_NONE = 0;
const MISSING_ZERO = 1;

/** The fields of one section of the file. */
class Section {
  readonly #name: string;
  readonly #fields: ReadonlyMap<string, string>;

  constructor(name: string, lines: readonly string[]) {
    this.#name = name;
    this.#fields = new Map(
      lines
        .filter((line) => line !== "")
        .map((line) => {
          const at = line.indexOf("=");
          return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
        }),
    );
  }

  fault(field: string, what: string): SyntaxError {
    const value = quote(this.#fields.get(field));
    return unparsable(
      `Cannot read the LightGBM model: ${this.#name}: ${field} ${what}: current value is ${value}`,
    );
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  text(field: string): string {
    const text = this.#fields.get(field);
    if (text === undefined) throw this.fault(field, "is missing");
    return text;
  }

  integer(field: string, min: number, max: number): number {
    const value = Number(this.text(field));
    if (!Number.isInteger(value) || value < min || value > max) {
      throw this.fault(field, `must be a whole number from ${min} to ${max}`);
    }
    return value;
  }

  numbers(field: string, length: number): Float64Array {
    const text = this.text(field).trim();
    const values = Float64Array.from(text === "" ? [] : text.split(" "), Number);
    if (values.length !== length || values.some(Number.isNaN))
      throw this.fault(field, `must be ${length} numbers`);
    return values;
  }

  integers(field: string, length: number, min: number, max: number): Float64Array {
    const values = this.numbers(field, length);
    if (values.some((value) => !Number.isInteger(value) || value < min || value > max)) {
      throw this.fault(field, `must be whole numbers from ${min} to ${max}`);
    }
    return values;
  }
}

/**
 * The parts of a booster.
 *
 * @param text What `save_model` of LightGBM wrote.
 * @throws SyntaxError naming the part of the file that is wrong or not supported.
 */
export function fromLightGbmText(text: string): BoosterParts {
  const [head = "", ...rest] = text.split(/\r?\n(?=Tree=)/);
  const header = new Section("header", head.split(/\r?\n/));
  if (!header.has("tree"))
    throw unparsable("Cannot read the LightGBM model: it must start with a line that says tree");
  if (header.has("average_output"))
    throw header.fault("average_output", "is not supported: random forests have no form here");
  const perRound = header.integer("num_tree_per_iteration", 1, 10_000);
  const nFeatures = header.integer("max_feature_idx", 0, 2_147_483_646) + 1;
  const objective = lightGbmObjective(header.text("objective"), perRound);
  if (objective === undefined)
    throw header.fault("objective", `must be one that is known here, for ${perRound} outputs`);
  const trees = rest.map((section, t) =>
    readTree(new Section(`tree ${t}`, section.split(/\r?\n\r?\n/)[0]!.split(/\r?\n/)), nFeatures),
  );
  if (trees.length % perRound !== 0)
    throw header.fault("num_tree_per_iteration", `must divide the number of trees, ${trees.length}`);
  const names = header.text("feature_names").split(" ");
  if (names.length !== nFeatures || new Set(names).size !== nFeatures) {
    throw header.fault("feature_names", `must be ${nFeatures} distinct names`);
  }
  return {
    objective,
    nFeatures,
    featureNames: names,
    featureTypes: undefined,
    baseScore: new Float64Array(perRound),
    trees,
    treeOutputs: Int32Array.from(trees, (_, t) => t % perRound),
    roundStarts: Int32Array.from({ length: trees.length / perRound + 1 }, (_, i) => i * perRound),
    treeWeights: undefined,
    attributes: new Map(),
    isBaseScoreEstimated: false,
  };
}

/** Inner nodes keep their numbers; leaf `j` becomes node `number of inner nodes + j`. */
function readTree(section: Section, nFeatures: number): Tree {
  const nLeaves = section.integer("num_leaves", 1, MAX_LEAVES);
  if (section.has("is_linear") && section.integer("is_linear", 0, 1) === 1) {
    throw section.fault("is_linear", "must be 0: linear leaves are not supported");
  }
  const nInner = nLeaves - 1;
  const size = nInner + nLeaves;
  const tree = {
    leftChildren: new Int32Array(size).fill(-1),
    rightChildren: new Int32Array(size).fill(-1),
    parents: new Int32Array(size).fill(NO_PARENT),
    splitIndices: new Int32Array(size),
    splitConditions: new Float64Array(size),
    defaultLeft: new Uint8Array(size),
    baseWeights: new Float32Array(size),
    lossChanges: new Float32Array(size),
    sumHessian: new Float32Array(size),
    categories: new Map<number, Int32Array>(),
    leafNumbers: Int32Array.from({ length: size }, (_, node) => Math.max(node - nInner, 0)),
  };
  const leafValues = section.numbers("leaf_value", nLeaves);
  tree.splitConditions.set(leafValues, nInner);
  tree.baseWeights.set(leafValues, nInner);
  if (nInner === 0) return tree;
  tree.sumHessian.set(section.integers("internal_count", nInner, 0, Number.MAX_SAFE_INTEGER), 0);
  tree.sumHessian.set(section.integers("leaf_count", nLeaves, 0, Number.MAX_SAFE_INTEGER), nInner);
  tree.baseWeights.set(section.numbers("internal_value", nInner), 0);
  tree.lossChanges.set(section.numbers("split_gain", nInner), 0);
  tree.splitIndices.set(section.integers("split_feature", nInner, 0, nFeatures - 1), 0);
  const lefts = section.integers("left_child", nInner, -nLeaves, nInner - 1);
  const rights = section.integers("right_child", nInner, -nLeaves, nInner - 1);
  const nodeOf = (child: number): number => (child < 0 ? nInner - 1 - child : child);
  readSplits(section, tree, nInner, (node, isSwapped) => {
    const left = nodeOf(lefts[node]!);
    const right = nodeOf(rights[node]!);
    tree.leftChildren[node] = isSwapped ? right : left;
    tree.rightChildren[node] = isSwapped ? left : right;
    tree.parents[left] = node;
    tree.parents[right] = node;
  });
  checkTreeShape(tree, (what) => section.fault("left_child", what));
  return tree;
}

function readSplits(
  section: Section,
  tree: { splitConditions: Float64Array; defaultLeft: Uint8Array; categories: Map<number, Int32Array> },
  nInner: number,
  join: (node: number, isSwapped: boolean) => void,
): void {
  const thresholds = section.numbers("threshold", nInner);
  const decisions = section.integers("decision_type", nInner, 0, 15);
  const sets = readCategorySets(section);
  decisions.forEach((decision, node) => {
    const threshold = thresholds[node]!;
    if ((decision & CATEGORICAL) !== 0) {
      const set = sets[threshold];
      if (set === undefined)
        throw section.fault("threshold", `must name one of the ${sets.length} sets of categories`);
      tree.categories.set(node, set);
      // Whatever is not in the set goes right in LightGBM, missing values too: here that is left.
      tree.defaultLeft[node] = 1;
      join(node, true);
      return;
    }
    tree.splitConditions[node] = nextUp(threshold);
    tree.defaultLeft[node] = missingGoesLeft(section, decision, threshold) ? 1 : 0;
    join(node, false);
  });
}

function missingGoesLeft(section: Section, decision: number, threshold: number): boolean {
  const isDefaultLeft = (decision & DEFAULT_LEFT) !== 0;
  const kind = decision >> 2;
  // Without missing values in training LightGBM takes a missing value for 0.
  if (kind === MISSING_NONE) return threshold >= 0;
  if (kind === MISSING_ZERO && threshold >= 0 !== isDefaultLeft) {
    throw section.fault("decision_type", "must not take zeros for missing values (zero_as_missing)");
  }
  return isDefaultLeft;
}

/** Sets of categories, each from the bits of some 32-bit words. */
function readCategorySets(section: Section): Int32Array[] {
  const count = section.integer("num_cat", 0, MAX_LEAVES);
  if (count === 0) return [];
  const bounds = section.integers("cat_boundaries", count + 1, 0, MAX_LEAVES);
  const words = section.integers("cat_threshold", bounds[count]!, 0, 4_294_967_295);
  return Array.from({ length: count }, (_, i) => {
    const set: number[] = [];
    for (let word = bounds[i]!; word < bounds[i + 1]!; word++) {
      for (let bit = 0; bit < 32; bit++) {
        if (((words[word]! >>> bit) & 1) === 1) set.push(32 * (word - bounds[i]!) + bit);
      }
    }
    return Int32Array.from(set);
  });
}

/** The next double above a finite one. */
function nextUp(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const floats = new Float64Array(bits.buffer);
  floats[0] = value;
  bits[0] = bits[0]! + (value > 0 ? 1n : -1n);
  return floats[0];
}
