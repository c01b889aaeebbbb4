// Shapley values of whole boosters: sums over trees, with the base margin as the last entry.
import type { BoosterModel, IterationRange } from "../booster-model.ts";
import type { Features } from "../trees/features.ts";
import { goesLeft } from "../trees/tree.ts";
import { TreeExplainer } from "./tree-shap.ts";

const BLOCK_ROWS = 64;

/**
 * How much each feature adds to each margin: exact Shapley values.
 *
 * @returns `nRows * nOutputs * (nFeatures + 1)` numbers, row by row, output by output; the last of each group is the
 *   margin expected without knowing any feature, and the group sums to the margin.
 */
export function contributions(
  model: BoosterModel,
  features: Features,
  range: IterationRange | undefined,
): Float64Array {
  const explained = explain(model, range);
  const width = features.nColumns + 1;
  const nOutputs = model.nOutputs;
  const out = new Float64Array(features.nRows * nOutputs * width);
  forEachRow(features, isDoublePrecision(model), (row, at, i) => {
    for (let k = 0; k < nOutputs; k++) {
      out[(i * nOutputs + k) * width + features.nColumns] = explained.expected[k]!;
    }
    for (const { explainer, output, scale } of explained.trees) {
      explainer.addValues(row, at, out, (i * nOutputs + output) * width, scale);
    }
  });
  return out;
}

/**
 * How much each pair of features adds to each margin together: exact SHAP interaction values.
 *
 * @returns `nRows * nOutputs * (nFeatures + 1)²` numbers, row by row, output by output, matrix row by matrix row.
 *   Each matrix is symmetric and its rows sum to the contributions; the last diagonal entry is the expected margin.
 */
export function interactions(
  model: BoosterModel,
  features: Features,
  range: IterationRange | undefined,
): Float64Array {
  const explained = explain(model, range);
  const nFeatures = features.nColumns;
  const width = nFeatures + 1;
  const nOutputs = model.nOutputs;
  const out = new Float64Array(features.nRows * nOutputs * width * width);
  const alone = contributions(model, features, range);
  const known = new Float64Array(width);
  const unknown = new Float64Array(width);
  forEachRow(features, isDoublePrecision(model), (row, at, i) => {
    for (let k = 0; k < nOutputs; k++) {
      const group = i * nOutputs + k;
      const matrix = group * width * width;
      const trees = explained.trees.filter(({ output }) => output === k);
      for (let a = 0; a < nFeatures; a++) {
        known.fill(0);
        unknown.fill(0);
        for (const { explainer, scale } of trees) {
          explainer.addValues(row, at, known, 0, scale, { feature: a, isKnown: true });
          explainer.addValues(row, at, unknown, 0, scale, { feature: a, isKnown: false });
        }
        let rest = alone[group * width + a]!;
        for (let b = 0; b < nFeatures; b++) {
          if (b === a) continue;
          const shared = (known[b]! - unknown[b]!) / 2;
          out[matrix + a * width + b] = shared;
          rest -= shared;
        }
        out[matrix + a * width + a] = rest;
      }
      out[matrix + width * width - 1] = explained.expected[k]!;
    }
  });
  return out;
}

interface ExplainedTree {
  readonly explainer: TreeExplainer;
  readonly output: number;
  readonly scale: number;
}

function explain(
  model: BoosterModel,
  range: IterationRange | undefined,
): { readonly trees: readonly ExplainedTree[]; readonly expected: Float64Array } {
  const [first, end] = model.treeRange(range);
  const { trees, treeOutputs, treeWeights } = model.parts;
  const explained = trees.slice(first, end).map((tree, i): ExplainedTree => {
    const explainer = new TreeExplainer(tree, (node, row, at) =>
      goesLeft(tree, node, row[at + tree.splitIndices[node]!]!),
    );
    return { explainer, output: treeOutputs[first + i]!, scale: treeWeights?.[first + i] ?? 1 };
  });
  const expected = Float64Array.from(model.baseMargins());
  for (const { explainer, output, scale } of explained) {
    expected[output] = expected[output]! + explainer.expectedValue * scale;
  }
  return { trees: explained, expected };
}

function forEachRow(
  features: Features,
  isDouble: boolean,
  visit: (row: ArrayLike<number>, at: number, i: number) => void,
): void {
  const size = BLOCK_ROWS * features.nColumns;
  const block = isDouble ? new Float64Array(size) : new Float32Array(size);
  for (let first = 0; first < features.nRows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.nRows - first);
    features.readRows(first, count, block);
    for (let i = 0; i < count; i++) visit(block, i * features.nColumns, first + i);
  }
}

/** Whether the thresholds of a model are doubles, and features are to be compared as such. */
function isDoublePrecision(model: BoosterModel): boolean {
  return model.parts.baseScore instanceof Float64Array;
}
