// The real ml-regression, wrapped: each of its classes fits as before, is a run, and comes back from its saved model.
import { tableFromArrays } from "apache-arrow";
import { Matrix } from "ml-matrix";
import * as mlRegression from "ml-regression";
import { describe, expect, it } from "vitest";
import { RegressionModel } from "../../../src/estimators/index.ts";
import { autolog, loadModel, logModel, type Run, r2Score, saveModel, withRun } from "../../../src/index.ts";
import { foreignFitOf } from "../../../src/integrations/index.ts";
import { artifactPaths, autologStore } from "../../support/autologged.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { withWarnings } from "../../support/warnings.ts";

interface Regression {
  predict(x: unknown): unknown;
  score(x: unknown, y: unknown): { readonly r2: number };
  toJSON(): object;
}
type Constructor = new (...args: unknown[]) => Regression;

const wrapped: Readonly<Record<string, Constructor>> = withPotential(autolog.wrap(mlRegression));
const plain: Readonly<Record<string, Constructor>> = withPotential(mlRegression);

/** All its classes by name; its types know some of them only. */
function withPotential(module: object): Readonly<Record<string, Constructor>> {
  const { NLR, ...classes } = module as Readonly<Record<string, Constructor>> & {
    readonly NLR: { readonly PotentialRegression: Constructor };
  };
  return { ...classes, PotentialRegression: NLR.PotentialRegression };
}

const x = [1, 2, 3, 4, 5, 6, 7, 8];
const y = [2.1, 3.9, 6.2, 8.1, 9.8, 12.2, 13.9, 16.3];
const rows = x.map((value) => [value, Math.sin(value)]);

const CASES: readonly (readonly [
  string,
  unknown,
  unknown,
  readonly unknown[],
  Readonly<Record<string, string>>,
])[] = [
  ["SimpleLinearRegression", x, y, [], {}],
  ["PolynomialRegression", x, y, [2], { degree: "2", intercept_at_zero: "False" }],
  ["PolynomialRegression", x, y, [[1, 3], {}], { degree: "[1, 3]", intercept_at_zero: "False" }],
  ["ExponentialRegression", x, y, [], {}],
  ["PowerRegression", x, y, [], {}],
  ["PotentialRegression", x, y, [2], { M: "2" }],
  ["TheilSenRegression", x, y, [], {}],
  ["RobustPolynomialRegression", x, y, [1], { degree: "1" }],
  [
    "MultivariateLinearRegression",
    rows,
    y.map((value) => [value]),
    [{ intercept: false }],
    { intercept: "False", statistics: "True" },
  ],
  ["PolinomialFitting2D", rows, y, [{ order: 1 }], { order: "1" }],
  [
    "KernelRidgeRegression",
    rows,
    y.map((value) => [value]),
    [{ lambda: 0.5, kernelType: "laplacian", kernelOptions: { sigma: 2 } }],
    { lambda: "0.5", kernel_type: "laplacian", kernel_options: "{'sigma': 2}" },
  ],
];

describe.each(CASES)("%s", (name, X, target, settings, params) => {
  const isRandom = name === "RobustPolynomialRegression";

  it("fits and predicts as the class that is not wrapped", () => {
    const ours = new wrapped[name]!(X, target, ...settings);
    const theirs = new plain[name]!(X, target, ...settings);
    expect(ours).toBeInstanceOf(plain[name]!);
    if (!isRandom) expect(ours.predict(X)).toEqual(theirs.predict(X));
    if (!isRandom) expect(ours.toJSON()).toEqual(theirs.toJSON());
  });

  it("is a run with parameters, metrics and a model that predicts the same when it is loaded", async () => {
    const { runs } = autologStore({ logInputExamples: true });
    const { value: model, warnings } = await withWarnings(async () => {
      const fitted = new wrapped[name]!(X, target, ...settings);
      await runs();
      return fitted;
    });
    expect(warnings).toEqual([]);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(Object.fromEntries(run!.data.params)).toEqual(params);
    const predicted = (model.predict(X) as unknown[]).flat();
    expect(run!.data.metrics.get("training_r2_score")?.value).toBeCloseTo(
      r2Score(y, predicted as number[]),
      12,
    );
    const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
    expect([...loaded.predict(X === x ? x.map((value) => [value]) : rows)]).toEqual(predicted);
    expect(tagsOf(run!)).toEqual({
      "mlflow.autologging": "ml-regression",
      estimator_name: name === "PolinomialFitting2D" ? "PolynomialFitRegression2D" : name,
    });
  });
});

function tagsOf({ data }: Run): object {
  return Object.fromEntries(["mlflow.autologging", "estimator_name"].map((key) => [key, data.tags.get(key)]));
}

describe("a wrapped module", () => {
  it("has what the module has, its other names too, and leaves it alone", () => {
    expect(Object.keys(autolog.wrap(mlRegression)).sort()).toEqual(Object.keys(mlRegression).sort());
    expect(wrapped["SLR"]).toBe(wrapped["SimpleLinearRegression"]);
    expect(wrapped["SLR"]).not.toBe(plain["SLR"]);
    expect(plain["SLR"]!.prototype.predict).not.toBe(wrapped["SLR"]!.prototype.predict);
  });

  it("loads what a class has saved of itself, which is no fit", async () => {
    const { runs } = autologStore();
    const saved = new plain["PolynomialRegression"]!(x, y, 2).toJSON();
    const { load } = wrapped["PolynomialRegression"] as unknown as { load(json: object): Regression };
    expect(load(saved).predict([9])).toEqual(new plain["PolynomialRegression"]!(x, y, 2).predict([9]));
    expect(await runs()).toEqual([]);
  });

  it("refuses what has nothing to be wrapped", () => {
    expect(() => autolog.wrap({ a: 1, b: () => 2 })).toThrow(
      "a class or an object with fit or train and predict",
    );
  });
});

describe("data of any form", () => {
  const named = { a: x, b: rows.map(([, value]) => value!) };
  const forms: readonly (readonly [string, object])[] = [
    ["rows of objects", x.map((a, i) => ({ a, b: named.b[i]! }))],
    ["columns by name", named],
    ["an Arrow table", tableFromArrays({ a: Float64Array.from(x), b: Float64Array.from(named.b) })],
    ["an ml-matrix matrix", new Matrix(rows)],
  ];

  it.each(forms)("is taken by classes that fit to rows: %s", async (_, X) => {
    const { runs } = autologStore();
    const target = { values: y }; // as a danfojs series has them
    const model = new wrapped["MultivariateLinearRegression"]!(X, target);
    const expected = new plain["MultivariateLinearRegression"]!(
      rows,
      y.map((value) => [value]),
    );
    expect(valuesOf(model.predict(X))).toEqual(valuesOf(expected.predict(rows)));
    const [run] = await runs();
    const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
    const isNamed = !(X instanceof Matrix);
    expect(loaded.fittedModel?.featureNames).toEqual(isNamed ? ["a", "b"] : undefined);
    expect(loaded.predict(X as never)).toHaveLength(8);
  });

  it("is put into the order of the fit by its names", () => {
    const model = new wrapped["MultivariateLinearRegression"]!(named, y);
    const turned = { b: named.b, a: named.a };
    expect(model.predict(turned)).toEqual(model.predict(named));
  });

  it("is taken by classes that fit to one feature: a column of a frame, an Arrow column", () => {
    const table = tableFromArrays({ x: Float64Array.from(x) });
    const expected = new plain["SLR"]!(x, y).toJSON();
    for (const column of [{ values: x }, table.getChild("x"), { x }, Float64Array.from(x)]) {
      expect(new wrapped["SLR"]!(column, y).toJSON()).toEqual(expected);
    }
  });
});

function valuesOf(predicted: unknown): readonly number[] {
  return predicted instanceof Matrix ? predicted.to1DArray() : (predicted as number[][]).flat();
}

describe("several outputs", () => {
  const targets = y.map((value, i) => [value, rows[i]![1]! - value]);

  it("have the means of their metrics, a plot each, and are served as rows", async () => {
    const { client, runs } = autologStore({ logInputExamples: true });
    const model = new wrapped["MultivariateLinearRegression"]!(rows, targets);
    const [run] = await runs();
    const predicted = model.predict(rows) as number[][];
    const r2 = [0, 1].map((k) =>
      r2Score(
        targets.map((row) => row[k]!),
        predicted.map((row) => row[k]!),
      ),
    );
    expect(run!.data.metrics.get("training_r2_score")?.value).toBeCloseTo((r2[0]! + r2[1]!) / 2, 12);
    expect(await artifactPaths(client, run!.info.runId)).toEqual(
      expect.arrayContaining(["training_residuals_0.png", "training_residuals_1.json"]),
    );
    const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
    expect(loaded.info.signature?.outputs).toEqual({
      kind: "tensors",
      tensors: [{ name: undefined, dtype: "float64", shape: [-1, 2] }],
    });
    const values = Float64Array.from(rows.flat());
    const request = { name: undefined, dtype: "float64", shape: [8, 2], values };
    expect(loaded.predictInput({ kind: "tensors", tensors: [request] }, new Map())).toEqual(predicted);
  });
});

it("a score and metrics of predictions go into the run of the fit", async () => {
  const { runs } = autologStore();
  const model = new wrapped["PolynomialRegression"]!(x, y, 2);
  const later = [9, 10];
  const r2 = r2Score([18, 20], model.predict(later) as number[]);
  const { r2: score } = model.score(x, y);
  const [run] = await runs();
  expect(run!.data.metrics.get("r2_score_eval_dataset")?.value).toBe(r2);
  expect(run!.data.metrics.get("PolynomialRegression_score_dataset")?.value).toBe(score);
});

it("a fit that throws ends its run as failed", async () => {
  const { runs } = autologStore();
  expect(() => new wrapped["SLR"]!([1, 2], [1])).toThrow();
  const [run] = await runs();
  expect([run?.info.status, run?.data.tags.has("error")]).toEqual(["FAILED", true]);
});

it("without autologging a model is logged and saved as ours are", async () => {
  autologStore({ disable: true });
  const model = new wrapped["PowerRegression"]!(x, y);
  const { modelUri } = await withRun(() => logModel(model));
  expect([...(await loadModel(modelUri)).predict([[9]])]).toEqual(model.predict([9]));
  const { saved } = foreignFitOf(model)!;
  expect(saved).toBeInstanceOf(RegressionModel);
  const { flavors } = await saveModel(saved!, temporaryFolder());
  expect([...flavors.keys()]).toEqual(["traintracks"]);
  await expect(logModel(new plain["PowerRegression"]!(x, y))).rejects.toThrow("Cannot log the model");
});

it("its own options go before the general ones", async () => {
  const { runs } = autologStore();
  autolog.wrapped({ disable: true });
  new wrapped["SLR"]!(x, y);
  expect(await runs()).toEqual([]);
});
