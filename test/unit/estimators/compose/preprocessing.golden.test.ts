// Scalers, column transformers and pipelines against scikit-learn's numbers.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCsv, type Table } from "../../../../src/data/index.ts";
import {
  ColumnTransformer,
  ElasticNet,
  FittedOneHotEncoder,
  LinearRegression,
  MinMaxScaler,
  OneHotEncoder,
  Pipeline,
  Ridge,
  SimpleImputer,
  StandardScaler,
  TransformerPipeline,
} from "../../../../src/estimators/index.ts";
import { readGolden } from "../../../support/golden.ts";

type Rows = readonly (readonly number[])[];

interface Case {
  readonly id: string;
  readonly op: string;
  readonly dataset: string;
  readonly params: {
    readonly with_mean?: boolean;
    readonly with_std?: boolean;
    readonly feature_range?: number[];
  };
  readonly sample_weight?: readonly number[];
  readonly frame: Readonly<Record<string, readonly (number | string)[]>>;
  readonly new_frame?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  readonly impute?: "mean" | "median";
  readonly onehot: { readonly handle_unknown?: "ignore"; readonly drop?: "first" | "if_binary" };
  readonly remainder?: "passthrough";
  readonly y?: readonly number[];
  readonly steps: readonly (readonly [string, { readonly alpha?: number; readonly l1_ratio?: number }])[];
  readonly expect: {
    readonly transform: Rows;
    readonly transform_new?: Rows;
    readonly inverse: Rows;
    readonly mean?: readonly number[];
    readonly var?: readonly number[];
    readonly scale?: readonly number[];
    readonly min?: readonly number[];
    readonly data_min?: readonly number[];
    readonly data_max?: readonly number[];
    readonly n_samples_seen: number;
    readonly feature_names_out: readonly string[];
    readonly categories: readonly (readonly string[])[];
    readonly coef: readonly number[];
    readonly intercept: number;
    readonly predict: readonly number[];
    readonly score: number;
    readonly pipeline?: Golden;
  };
}

interface Golden {
  readonly coef: readonly number[];
  readonly intercept: number;
  readonly predict: readonly number[];
  readonly predict_new: readonly number[];
  readonly score: number;
}

interface GoldenFile {
  readonly datasets: Readonly<Record<string, { csv?: string; X?: Rows; y?: readonly number[] }>>;
  readonly cases: readonly Case[];
}

const golden = readGolden<GoldenFile>("preprocessing.json");

function casesOf(op: string): readonly Case[] {
  return golden.cases.filter((one) => one.op === op);
}

/** The rows of a data set and its target, which is the last column of a file. */
function dataOf(name: string): { X: Rows; y: readonly number[] } {
  const { csv, X = [], y = [] } = golden.datasets[name] ?? {};
  if (csv === undefined) return { X, y };
  const rows = rowsOf(readCsv(fileURLToPath(new URL(`../../../../datasets/${csv}`, import.meta.url))));
  return { X: rows.map((row) => row.slice(0, -1)), y: rows.map((row) => row.at(-1) ?? Number.NaN) };
}

function rowsOf({ nRows, columns }: Table): Rows {
  return Array.from({ length: nRows }, (_, i) => columns.map((column) => Number(column[i])));
}

function expectRows(table: Table, expected: Rows, tolerance: { rtol?: number; atol?: number }): void {
  const rows = rowsOf(table).slice(0, expected.length);
  expect(rows.flat()).toBeAllClose(expected.flat(), tolerance);
}

/** Sums are exact here and plain in NumPy, which loses a few of the last bits. */
const ROUNDING = { rtol: 1e-13, atol: 1e-13 };

/**
 * For values near 1e9 with a spread of 0.1: doubles there are 1.2e-7 apart, and so are two roundings of their mean,
 * which is 1.5e-6 of the spread. Scaled back the rounding is that of the values again.
 */
const NEAR_CONSTANT = { rtol: 3e-6, atol: 3e-6 };

function toleranceOf({ id }: Case): { rtol: number; atol: number } {
  return id === "std_near_const" ? NEAR_CONSTANT : ROUNDING;
}

test.each(casesOf("StandardScaler"))("StandardScaler as scikit-learn's: $id", (one) => {
  const { X } = dataOf(one.dataset);
  const { with_mean: withMean = true, with_std: withStd = true } = one.params;
  const scaler = new StandardScaler({ withMean, withStd }).fit(X, { sampleWeight: one.sample_weight });
  const wanted = one.expect;
  const tolerance = toleranceOf(one);
  if (wanted.mean !== undefined) expect(scaler.mean).toBeAllClose(wanted.mean, tolerance);
  if (wanted.var !== undefined) expect(scaler.variance).toBeAllClose(wanted.var, tolerance);
  expect(scaler.scale).toBeAllClose(wanted.scale ?? scaler.scale.map(() => 1), tolerance);
  expect(scaler.nSamplesSeen[0]).toBe(wanted.n_samples_seen);
  const scaled = scaler.transform(X);
  expectRows(scaled, wanted.transform, tolerance);
  expectRows(scaler.inverseTransform(scaled), wanted.inverse, ROUNDING);
});

test.each(casesOf("MinMaxScaler"))("MinMaxScaler as scikit-learn's: $id", (one) => {
  const { X } = dataOf(one.dataset);
  const scaler = new MinMaxScaler({ featureRange: one.params.feature_range ?? [0, 1] }).fit(X);
  const wanted = one.expect;
  expect(scaler.dataMin).toBeAllClose(wanted.data_min ?? [], {});
  expect(scaler.dataMax).toBeAllClose(wanted.data_max ?? [], {});
  expect(scaler.scale).toBeAllClose(wanted.scale ?? [], {});
  expect(scaler.min).toBeAllClose(wanted.min ?? [], {});
  const scaled = scaler.transform(X);
  expectRows(scaled, wanted.transform, {});
  expectRows(scaler.inverseTransform(scaled), wanted.inverse, {});
});

function columnTransformerOf(one: Case): ColumnTransformer {
  const numbers =
    one.impute === undefined
      ? new StandardScaler()
      : new TransformerPipeline([
          ["impute", new SimpleImputer({ strategy: one.impute })],
          ["scale", new StandardScaler()],
        ]);
  const { handle_unknown: handleUnknown = "error", drop = "none" } = one.onehot;
  return new ColumnTransformer(
    [
      ["num", numbers, one.numeric],
      ["cat", new OneHotEncoder({ handleUnknown, drop }), one.categorical],
    ],
    { remainder: one.remainder ?? "drop" },
  );
}

describe.each(casesOf("ColumnTransformer"))("ColumnTransformer as scikit-learn's: $id", (one) => {
  const wanted = one.expect;

  test("learns categories, names columns and transforms", () => {
    const transformer = columnTransformerOf(one).fit(one.frame);
    expect(transformer.outputNames).toEqual(wanted.feature_names_out);
    const encoder = transformer.branches.at(-1)?.transformer;
    expect(encoder instanceof FittedOneHotEncoder && encoder.categories).toEqual(wanted.categories);
    const made = transformer.transform(one.frame);
    expect(made.names).toEqual(wanted.feature_names_out);
    expectRows(made, wanted.transform, ROUNDING);
    if (one.new_frame !== undefined && wanted.transform_new !== undefined) {
      expectRows(transformer.transform(one.new_frame), wanted.transform_new, ROUNDING);
    }
  });

  test("stands in a pipeline before a model", () => {
    const { pipeline } = wanted;
    if (pipeline === undefined || one.y === undefined || one.new_frame === undefined) return;
    const model = new Pipeline([
      ["prep", columnTransformerOf(one)],
      ["model", new Ridge({ alpha: 1 })],
    ]).fit(one.frame, one.y);
    expect(model.model.coefficients).toBeAllClose(pipeline.coef, ROUNDING);
    expect([model.model.intercept]).toBeAllClose([pipeline.intercept], ROUNDING);
    expect(model.predict(one.frame)).toBeAllClose(pipeline.predict, ROUNDING);
    expect(model.predict(one.new_frame)).toBeAllClose(pipeline.predict_new, ROUNDING);
    expect([model.score(one.frame, one.y)]).toBeAllClose([pipeline.score], ROUNDING);
  });
});

test("the pipeline of MLflow's autologging example", () => {
  const [one] = casesOf("Pipeline").filter(({ id }) => id === "autolog_example");
  const { X, y } = dataOf("tiny");
  const model = new Pipeline([
    ["scaler", new StandardScaler()],
    ["lr", new LinearRegression()],
  ]).fit(X, y);
  expect(model.model.coefficients).toBeAllClose(one?.expect.coef ?? [], ROUNDING);
  expect(model.predict(X)).toBeAllClose(one?.expect.predict ?? [], ROUNDING);
  expect(model.score(X, y)).toBe(one?.expect.score);
});

test("a pipeline of a scaler and an elastic net, to what its stopping rule allows", () => {
  const [one] = casesOf("Pipeline").filter(({ id }) => id === "std_enet_raw");
  const { X, y } = dataOf("diabetes_raw");
  const model = new Pipeline([
    ["StandardScaler", new StandardScaler()],
    ["ElasticNet", new ElasticNet({ alpha: 0.5, l1Ratio: 0.5 })],
  ]).fit(X, y);
  // Both stop at a duality gap of 1e-4 of the squares of y, which leaves the fourth digit of a coefficient open.
  expect(model.model.coefficients).toBeAllClose(one?.expect.coef ?? [], { rtol: 1e-3, atol: 1e-2 });
  expect([model.score(X, y)]).toBeAllClose([one?.expect.score ?? Number.NaN], { rtol: 1e-5 });
});
