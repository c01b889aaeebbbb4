// Takes the products of all features and targets with each other, in one pass over the data.
import type { FeatureTable } from "../../data/index.ts";
import type { Centring } from "./centring.ts";
import { addPanelGram } from "./gram.kernel.ts";
import type { GramData } from "./gram-quadratic.ts";
import { panelsOf, panelWidth } from "./panels.ts";

/**
 * The products for each target; the Gram matrix is the same array in all of them.
 *
 * @param targets Each of length `nRows`.
 */
export function gramOfData(
  table: FeatureTable,
  targets: readonly Float64Array[],
  centring: Centring,
): readonly GramData[] {
  const p = table.matrix.nColumns;
  const width = panelWidth(p + targets.length);
  const products = new Float64Array(width * width);
  for (const { values, stride } of panelsOf(table, targets, centring)) {
    addPanelGram(values, stride, width, products);
  }
  const gram = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i * p + j] = products[i * width + j]!;
      gram[j * p + i] = products[i * width + j]!;
    }
  }
  return targets.map((_, target) => {
    const row = (p + target) * width;
    return { gram, correlations: products.slice(row, row + p), targetNorm2: products[row + p + target]! };
  });
}
