import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FittedModel, LogisticRegression, MODEL_CODECS } from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";
import { withWarnings } from "../../../support/warnings.ts";

interface GoldenFile {
  readonly datasets: Readonly<Record<string, { readonly X: number[][]; readonly y: number[] }>>;
  readonly cases: readonly {
    readonly id: string;
    readonly dataset: string;
    readonly params: { readonly C: number; readonly l1_ratio?: number; readonly fit_intercept?: boolean };
    readonly sample_weight: number[] | null;
    readonly expect: {
      readonly coef: number[][];
      readonly intercept: number[];
      readonly predict_proba: number[][];
    };
  }[];
}
const file = new URL("../../../golden/logistic/cases.json", import.meta.url);
const golden: GoldenFile = JSON.parse(readFileSync(file, "utf8"));

describe("LogisticRegression against scikit-learn", () => {
  it.each(golden.cases)(
    "finds the coefficients of $id",
    ({ dataset, params, sample_weight, expect: answer }) => {
      const { X, y } = golden.datasets[dataset]!;
      const { C, l1_ratio: l1Ratio = 0, fit_intercept: fitIntercept = true } = params;
      const model = new LogisticRegression({ C, l1Ratio, fitIntercept }).fit(X, y, {
        sampleWeight: sample_weight ?? undefined,
      });
      const largest = Math.max(...answer.coef.flat().map(Math.abs));
      // scikit-learn's saga ends about 1e-8 from the optimum, its Newton solver closer.
      model.coefficients.forEach((w, k) => {
        expect(w).toBeAllClose(answer.coef[k]!, { rtol: 1e-6, atol: 1e-7 * largest });
      });
      expect(model.intercepts).toBeAllClose(answer.intercept, { rtol: 1e-6, atol: 1e-7 });
      const probabilities = model.predictProba(X.slice(0, 5));
      answer.predict_proba.forEach((row, i) => {
        expect(probabilities[i]!).toBeAllClose(row, { rtol: 1e-6, atol: 1e-9 });
      });
      expect(model.dualGap).toBeLessThan(1e-12);
    },
  );
});

describe("LogisticRegression", () => {
  const X = [[0.5], [1.5], [2], [3.5], [4], [5]];
  const y = ["no", "no", "yes", "no", "yes", "yes"];

  it("predicts labels of any kind, in their order", () => {
    const model = new LogisticRegression().fit(X, y);
    expect(model.classes).toEqual(["no", "yes"]);
    expect(model.predict([[0], [6]])).toEqual(["no", "yes"]);
    expect(model.score(X, y)).toBeCloseTo(4 / 6, 12);
    const numbers = new LogisticRegression().fit(
      X,
      y.map((label) => (label === "yes" ? 7 : 3)),
    );
    const table = { matrix: { nRows: 2, nColumns: 1, values: Float64Array.of(0, 6) }, names: undefined };
    expect(numbers.predictTable(table)).toEqual(Float64Array.of(3, 7));
    expect(model.predictTable(table)).toEqual(Float64Array.of(0, 1));
  });

  it("has slopes of 0 at the answer", () => {
    const model = new LogisticRegression({ C: 10 }).fit(X, y);
    const [w] = model.coefficients;
    const second = model.predictProba(X).map((row) => row[1]!);
    const errors = y.map((label, i) => (label === "yes" ? 1 : 0) - second[i]!);
    expect(errors.reduce((sum, e) => sum + e, 0)).toBeCloseTo(0, 10);
    expect(errors.reduce((sum, e, i) => sum + e * X[i]![0]!, 0)).toBeCloseTo(w![0]! / 10, 10);
  });

  it("goes the way of columns for many features, and comes to the same answer", () => {
    const random = new RandomState(5);
    const rows = Array.from({ length: 30 }, () => Array.from({ length: 600 }, () => random.standardNormal()));
    const labels = rows.map((row) => row[0]! + row[1]! > 0);
    const wide = new LogisticRegression({ C: 0.5, l1Ratio: 1 }).fit(rows, labels);
    expect(wide.dualGap).toBeLessThan(1e-10);
    // The features that were left out change nothing, so a fit on the others alone must agree.
    const kept = Array.from(wide.coefficients[0]!.keys()).filter((j) => wide.coefficients[0]![j] !== 0);
    const few = new LogisticRegression({ C: 0.5, l1Ratio: 1 }).fit(
      rows.map((row) => kept.map((j) => row[j]!)),
      labels,
    );
    expect(few.coefficients[0]).toBeAllClose(
      kept.map((j) => wide.coefficients[0]![j]!),
      { rtol: 1e-5 },
    );
  });

  it("counts a weight of k as k rows", () => {
    const weights = [1, 2, 3, 1, 2, 1];
    const rows = weights.flatMap((weight, i) => Array.from({ length: weight }, () => i));
    const weighted = new LogisticRegression({ C: 2, l1Ratio: 0.5 }).fit(X, y, { sampleWeight: weights });
    const repeated = new LogisticRegression({ C: 2, l1Ratio: 0.5 }).fit(
      rows.map((i) => X[i]!),
      rows.map((i) => y[i]!),
    );
    expect(weighted.coefficients[0]).toBeAllClose(repeated.coefficients[0]!, { rtol: 1e-8 });
    expect(weighted.intercepts).toBeAllClose(repeated.intercepts, { rtol: 1e-8 });
  });

  it("keeps a finite answer when a line divides the classes, however weak the penalty", () => {
    const model = new LogisticRegression({ C: 1e6 }).fit(X, [0, 0, 0, 1, 1, 1]);
    expect(Number.isFinite(model.coefficients[0]![0]!)).toBe(true);
    expect(model.score(X, [0, 0, 0, 1, 1, 1])).toBe(1);
    expect(model.dualGap).toBeLessThan(1e-6);
  });

  it("is not moved by means far from 0", () => {
    const far = X.map(([x = 0]) => [1e7 + x]);
    const model = new LogisticRegression().fit(far, y);
    expect(model.coefficients[0]).toBeAllClose(new LogisticRegression().fit(X, y).coefficients[0]!, {
      rtol: 1e-7,
    });
  });

  it("has no coefficients and the shares of the classes when the penalty is strong", () => {
    const model = new LogisticRegression({ C: 1e-3, l1Ratio: 1 }).fit(X, ["a", "b", "b", "a", "b", "b"]);
    expect(model.coefficients).toEqual([new Float64Array(1)]);
    expect(model.predictProba([[3]])[0]![1]!).toBeCloseTo(4 / 6, 12);
  });

  it("says how far it came when its steps are used up", async () => {
    const { value: model, warnings } = await withWarnings(() =>
      new LogisticRegression({ C: 1e4, maxIter: 1 }).fit(X, [0, 0, 0, 1, 1, 1]),
    );
    expect(model.nIter).toBe(1);
    expect(warnings[0]).toMatch(
      /^ConvergenceWarning: LogisticRegression did not converge in 1 Newton steps: the duality gap is/,
    );
  });

  it("says what is wrong with the classes", () => {
    const regression = new LogisticRegression();
    expect(() => regression.fit(X, [1, 1, 1, 1, 1, 1])).toThrow(
      "y must hold at least two classes: the only one is 1",
    );
    expect(() => regression.fit(X, [1, 0])).toThrow(
      "y: it must have 6 values, one for each row: current length is 2",
    );
    expect(() => regression.fit(X, y, { sampleWeight: [1, 1, 0, 1, 0, 0] })).toThrow(
      "all samples of class yes have a weight of 0",
    );
    expect(() => new LogisticRegression({ C: 0 })).toThrow("C must be a number above 0: current value is 0");
  });
});

describe("the codec of a logistic model", () => {
  const codec = MODEL_CODECS.find(({ estimatorName }) => estimatorName === "LogisticRegression")!;
  const { X, y } = golden.datasets["iris"]!;

  it.each([
    ["two classes", y.map((label) => label === 1)],
    ["three classes", y.map((label) => `class ${label}`)],
  ])("puts together what it took apart, %s", (_what, labels) => {
    const model = new LogisticRegression().fit(X, labels);
    const { state, arrays } = codec.encode(model);
    const decoded = codec.decode({ state: JSON.parse(JSON.stringify(state)), arrays });
    expect(codec.encode(decoded)).toEqual({ state, arrays });
  });

  it("refuses a file that is broken", () => {
    const { state, arrays } = codec.encode(new LogisticRegression().fit(X, y));
    const decode =
      (change: object, arrayChange: object = {}): (() => FittedModel) =>
      () =>
        codec.decode({ state: { ...state, ...change }, arrays: { ...arrays, ...arrayChange } });
    expect(decode({ classes: [2, 1, 0] })).toThrow("classes must be at least two numbers, texts or booleans");
    expect(decode({ classes: [0, "a", 2] })).toThrow("classes must be");
    expect(decode({ classes: [0, 0, 2] })).toThrow("classes must be");
    expect(decode({ classes: null })).toThrow("classes must be");
    expect(decode({ classes: [0, 1] })).toThrow("intercepts must be 1 numbers");
    expect(decode({}, { coefficients: new Float64Array(11) })).toThrow(
      "coefficients must be as many for each of 3",
    );
    expect(decode({}, { intercepts: new Float64Array(2) })).toThrow("intercepts must be 3 numbers");
  });
});
