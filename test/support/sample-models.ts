// Fitted models of every kind that can be saved, small, with a table to predict for and what they predict.
import type { Table } from "../../src/data/index.ts";
import {
  ColumnTransformer,
  ElasticNet,
  ElasticNetCV,
  type FittedModel,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  Lasso,
  LinearRegression,
  LogisticRegression,
  MinMaxScaler,
  OneHotEncoder,
  Pipeline,
  Ridge,
  StandardScaler,
} from "../../src/estimators/index.ts";
import { RandomState } from "../../src/numeric/index.ts";

/** A fitted model, a table with its columns in the order of the fit, and its own predictions for it. */
export interface SampleModel {
  readonly label: string;
  readonly model: FittedModel;
  readonly table: Table;
  readonly expected: ArrayLike<number | string | boolean>;
}

/** The samples; the same on every call. */
export function sampleModels(): readonly SampleModel[] {
  const named = randomTable(7, 40, ["a", "b", "constructor", "çà"]);
  const unnamed = { ...randomTable(8, 30, ["0", "1", "2"]), names: undefined };
  const names = Array.from({ length: 1200 }, (_, j) => `f${j}`);
  const wide = randomTable(9, 12, names);
  const mixed: Table = { ...named, columns: [...named.columns.slice(0, 3), townsOf(named.nRows)] };
  const scaled = new Pipeline([
    ["scaler", new StandardScaler()],
    ["range", new MinMaxScaler({ featureRange: [-1, 2] })],
    ["spread", new StandardScaler({ withMean: false })],
    ["ridge", new Ridge({ alpha: 0.1 })],
  ]);
  const encoded = new Pipeline([
    [
      "columns",
      new ColumnTransformer([
        ["numbers", new StandardScaler(), ["a", "b", "constructor"]],
        ["towns", new OneHotEncoder(), ["çà"]],
      ]),
    ],
    ["model", new LinearRegression()],
  ]);
  const isHigh = Array.from(target(named), (y) => y > 3);
  return [
    sample("ElasticNet on named columns", new ElasticNet({ alpha: 0.01 }).fit(named, target(named)), named),
    sample(
      "ElasticNet on unnamed columns",
      new ElasticNet({ alpha: 0.1 }).fit(unnamed, target(unnamed)),
      unnamed,
    ),
    sample("ElasticNet on 1200 columns", new ElasticNet({ alpha: 0.1 }).fit(wide, target(wide)), wide),
    sample("ElasticNetCV", new ElasticNetCV({ nAlphas: 5 }).fit(named, target(named)), named),
    sample("Lasso", new Lasso({ alpha: 0.05 }).fit(named, target(named)), named),
    sample("LogisticRegression on numbers", new LogisticRegression().fit(named, isHigh.map(Number)), named),
    sample(
      "LogisticRegression on texts",
      new LogisticRegression().fit(
        named,
        isHigh.map((high) => (high ? "high" : "low")),
      ),
      named,
    ),
    sample(
      "GradientBoostingRegressor",
      new GradientBoostingRegressor({ nEstimators: 4 }).fit(named, target(named)),
      named,
    ),
    sample(
      "GradientBoostingClassifier on numbers",
      new GradientBoostingClassifier({ nEstimators: 4 }).fit(named, isHigh.map(Number)),
      named,
    ),
    sample(
      "GradientBoostingClassifier on texts",
      new GradientBoostingClassifier({ nEstimators: 4 }).fit(
        named,
        isHigh.map((high) => (high ? "high" : "low")),
      ),
      named,
    ),
    sample("Pipeline of numbers", scaled.fit(named, target(named)), named),
    sample("Pipeline with texts", encoded.fit(mixed, target(named)), mixed),
  ];
}

function sample(
  label: string,
  model: FittedModel & { predict(X: Table): ArrayLike<number | string | boolean> },
  table: Table,
): SampleModel {
  return { label, model, table, expected: model.predict(table) };
}

function target({ columns, nRows }: Table): Float64Array {
  const [first = [], second = []] = columns;
  return Float64Array.from({ length: nRows }, (_, i) => 3 + 2 * Number(first[i]) - Number(second[i]));
}

function townsOf(nRows: number): readonly string[] {
  return Array.from({ length: nRows }, (_, i) => ["Bern", "Kraków", "O'Hare"][i % 3]!);
}

function randomTable(seed: number, nRows: number, names: readonly string[]): Table {
  const random = new RandomState(seed);
  const columns = names.map(() => Float64Array.from({ length: nRows }, () => random.uniform() * 2 - 1));
  return { nRows, names, columns };
}
