// Fitted models of every kind that can be saved, small, with features to predict for.
import type { FeatureTable } from "../../src/data/index.ts";
import { ElasticNet, type FittedModel, Lasso } from "../../src/estimators/index.ts";
import { RandomState } from "../../src/numeric/index.ts";

/** A fitted model and a table that it can predict for, columns in the order of the fit. */
export interface SampleModel {
  readonly label: string;
  readonly model: FittedModel;
  readonly table: FeatureTable;
}

/** The samples; the same on every call. */
export function sampleModels(): readonly SampleModel[] {
  const named = randomTable(7, 40, ["a", "b", "constructor", "çà"]);
  const unnamed = { ...randomTable(8, 30, ["0", "1", "2"]), names: undefined };
  const wide = randomTable(
    9,
    12,
    Array.from({ length: 1200 }, (_, j) => `f${j}`),
  );
  return [
    {
      label: "ElasticNet on named columns",
      model: fitted(new ElasticNet({ alpha: 0.01 }), named),
      table: named,
    },
    {
      label: "ElasticNet on unnamed columns",
      model: fitted(new ElasticNet({ alpha: 0.1 }), unnamed),
      table: unnamed,
    },
    { label: "ElasticNet on 1200 columns", model: fitted(new ElasticNet({ alpha: 0.1 }), wide), table: wide },
    { label: "Lasso", model: fitted(new Lasso({ alpha: 0.05 }), named), table: named },
  ];
}

function fitted(estimator: ElasticNet | Lasso, table: FeatureTable): FittedModel {
  const { nRows, values } = table.matrix;
  const y = Float64Array.from({ length: nRows }, (_, i) => 3 + 2 * values[i]! - values[nRows + i]!);
  return estimator.fit(table, y);
}

function randomTable(seed: number, nRows: number, names: readonly string[]): FeatureTable {
  const random = new RandomState(seed);
  const values = Float64Array.from({ length: nRows * names.length }, () => random.uniform() * 2 - 1);
  return { matrix: { nRows, nColumns: names.length, values }, names };
}
