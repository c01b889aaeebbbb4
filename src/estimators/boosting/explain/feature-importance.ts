// How much each feature is used by the splits of a booster, and how much those gain.
import { invalidValue, quote } from "../../../errors/index.ts";
import type { BoosterParts } from "../booster-model.ts";
import { isLeaf } from "../trees/tree.ts";

const fround = Math.fround;

/**
 * `weight`: splits on the feature; `gain` and `cover`: means over those of the loss change and of the sum of hessians;
 * `total_gain` and `total_cover`: their sums.
 */
export type ImportanceType = "weight" | "gain" | "cover" | "total_gain" | "total_cover";

const TYPES: readonly ImportanceType[] = ["weight", "gain", "cover", "total_gain", "total_cover"];

/**
 * Importance of every feature, in single precision as XGBoost adds it.
 *
 * @returns One number a feature; 0 for features never split on.
 * @throws RangeError for an unknown type.
 */
export function featureImportance(parts: BoosterParts, type: ImportanceType): Float64Array {
  if (!TYPES.includes(type)) {
    throw invalidValue(
      `Invalid importance type: it must be one of ${TYPES.join(", ")}: current value is ${quote(type)}`,
    );
  }
  const counts = new Float64Array(parts.nFeatures);
  const totals = new Float32Array(parts.nFeatures);
  for (const tree of parts.trees) {
    const amounts = type.endsWith("gain") ? tree.lossChanges : tree.sumHessian;
    // The order of XGBoost's walk, the right side first, on which the last digits of a sum depend.
    const stack = [0];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (isLeaf(tree, node)) continue;
      stack.push(tree.leftChildren[node]!, tree.rightChildren[node]!);
      const feature = tree.splitIndices[node]!;
      counts[feature] = counts[feature]! + 1;
      totals[feature] = totals[feature]! + amounts[node]!;
    }
  }
  if (type === "weight") return counts;
  if (type.startsWith("total_")) return Float64Array.from(totals);
  return counts.map((count, feature) => (count === 0 ? 0 : fround(totals[feature]! / count)));
}
