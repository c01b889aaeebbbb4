// What bare trees answer to a request: their objective's values.
import { alignFeatures } from "../data/index.ts";
import type { Booster } from "../estimators/index.ts";
import type { Predictions } from "./flavors/flavor.ts";
import { type ModelInput, tableOfInput } from "./model-input.ts";

/**
 * Predicts with all trees, for columns in any order.
 *
 * @returns A number a row, or a list a row when the objective has several outputs.
 */
export function predictTrees(booster: Booster, input: ModelInput): Predictions {
  const table = alignFeatures(tableOfInput(input), booster.featureNames, booster.nFeatures);
  const values = Float64Array.from(booster.predict(table));
  const { nRows } = table.matrix;
  const nOutputs = values.length / nRows;
  if (nOutputs === 1) return values;
  return Array.from({ length: nRows }, (_, i) =>
    Array.from(values.subarray(i * nOutputs, (i + 1) * nOutputs)),
  );
}
