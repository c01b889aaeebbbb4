// Walks rows down trees. Rows are blocks of row-major features; margins are added in the order of the trees, in the
// precision of the margins' array, so that sums come out as XGBoost's do.
import { LEAF, type PackedForest } from "./packed-forest.ts";

/**
 * Adds the leaf values of trees `firstTree` to `endTree - 1` to the margins of some rows.
 *
 * @param rows Features, `nRows * nFeatures`, row by row, NaN for missing.
 * @param outputs Which margin of a row each tree adds to, one entry a tree of the forest.
 * @param margins `nOutputs` a row; the block's first row is at `marginsAt`.
 */
export function addLeafValues(
  forest: PackedForest,
  firstTree: number,
  endTree: number,
  outputs: Int32Array,
  rows: Float32Array | Float64Array,
  nRows: number,
  nFeatures: number,
  margins: Float32Array | Float64Array,
  marginsAt: number,
  nOutputs: number,
): void {
  const { conditions } = forest;
  for (let t = firstTree; t < endTree; t++) {
    let at = marginsAt + outputs[t]!;
    for (let i = 0, base = 0; i < nRows; i++, base += nFeatures, at += nOutputs) {
      margins[at] = margins[at]! + conditions[leafOf(forest, t, rows, base)]!;
    }
  }
}

/** The packed number of the leaf in which a row ends up. */
export function leafOf(
  forest: PackedForest,
  tree: number,
  rows: Float32Array | Float64Array,
  base: number,
): number {
  const { features, conditions, lefts, missingStep, categoryStarts } = forest;
  let node = forest.roots[tree]!;
  for (let feature = features[node]!; feature !== LEAF; feature = features[node]!) {
    const value = rows[base + feature]!;
    if (Number.isNaN(value)) node = lefts[node]! + missingStep[node]!;
    else if (categoryStarts[node]! >= 0) node = lefts[node]! + (hasCategory(forest, node, value) ? 1 : 0);
    else node = lefts[node]! + (value < conditions[node]! ? 0 : 1);
  }
  return node;
}

function hasCategory(forest: PackedForest, node: number, value: number): boolean {
  const word = value >>> 5;
  if (value < 0 || !(word < forest.categorySizes[node]!) || value >= 4294967296) return false;
  return ((forest.categoryBits[forest.categoryStarts[node]! + word]! >>> (value & 31)) & 1) === 1;
}
