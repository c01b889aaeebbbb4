import { describe, expect, it } from "vitest";
import { KFold } from "../../../../src/data/index.ts";
import {
  type CrossValidatedModel,
  ElasticNet,
  ElasticNetCV,
  LassoCV,
  MODEL_CODECS,
  Ridge,
  RidgeCV,
} from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";
import { type GoldenCase, goldenCases, goldenData } from "../../../support/golden-elastic-net.ts";

function fitCase(golden: GoldenCase): CrossValidatedModel {
  const { X, y } = goldenData(golden);
  const { l1_ratio: l1Ratio = 0.5, alphas, tol, max_iter: maxIter } = golden.params;
  const params = {
    nAlphas: Number(alphas),
    tol: Number(tol ?? 1e-4),
    maxIter: Number(maxIter ?? 1000),
  };
  const folds = golden.folds!.map(({ train, test }) => ({
    train: Int32Array.from(train),
    test: Int32Array.from(test),
  }));
  if (golden.op === "LassoCV") return new LassoCV(params).fit(X, y, { folds });
  const ratios = Array.isArray(l1Ratio) ? l1Ratio : Number(l1Ratio);
  return new ElasticNetCV({ ...params, l1Ratio: ratios }).fit(X, y, { folds });
}

/** A problem with more columns than a Gram matrix is taken for, or fewer. */
function problem(nRows: number, nColumns: number): { X: number[][]; y: number[]; weights: number[] } {
  const random = new RandomState(3);
  const X = Array.from({ length: nRows }, () =>
    Array.from({ length: nColumns }, (_, j) => random.standardNormal() + (j === 2 ? 1000 : 0)),
  );
  const y = X.map((row) => 4 * row[0]! - 2 * row[1]! + row[2]! + 0.5 * random.standardNormal());
  return { X, y, weights: y.map((_, i) => 1 + (i % 3)) };
}

describe("ElasticNetCV and LassoCV against scikit-learn", () => {
  it.each(goldenCases("ElasticNetCV", "LassoCV"))("choose as scikit-learn does in $id", (golden) => {
    const model = fitCase(golden);
    expect([model.alpha]).toBeAllClose([golden.expect.alpha], { rtol: 1e-12 });
    if (golden.op !== "LassoCV") expect(model.l1Ratio).toBe(golden.expect.l1_ratio);
    const alphas = [golden.expect.alphas].flat(2);
    expect(model.curves.flatMap((curve) => [...curve.alphas])).toBeAllClose(alphas, { rtol: 1e-12 });
    const isTight = Number(golden.params["tol"] ?? 1) <= 1e-8;
    const errors = model.curves.flatMap(({ msePath }) => msePath.flatMap((along) => [...along]));
    // Along the path either side is within its tolerance of the optimum, no closer.
    expect(errors).toBeAllClose(golden.expect.mse_path.flat(3), { rtol: isTight ? 1e-5 : 1e-2 });
    const largest = Math.max(...golden.expect.coef.map(Math.abs));
    expect(model.coefficients).toBeAllClose(golden.expect.coef, { atol: (isTight ? 1e-4 : 1e-2) * largest });
  });
});

describe("cross-validation", () => {
  it.each([
    ["products of the folds", 40, 6],
    ["columns, when there are more than rows", 40, 60],
  ])("finds by %s the errors that fits on the training rows make", (_way, nRows, nColumns) => {
    const { X, y, weights } = problem(nRows, nColumns);
    const folds = new KFold({ nSplits: 4, shuffle: true, seed: 1 }).split(nRows);
    const cv = new ElasticNetCV({ alphas: [0.5, 0.02], l1Ratio: 0.7, tol: 1e-13, maxIter: 100_000 });
    const model = cv.fit(X, y, { folds, sampleWeight: weights });
    const { alphas, msePath } = model.curves[0]!;
    for (const [i, alpha] of alphas.entries()) {
      const net = new ElasticNet({ alpha, l1Ratio: 0.7, tol: 1e-13, maxIter: 100_000 });
      for (const [f, { train, test }] of folds.entries()) {
        const at = <T>(items: readonly T[], rows: Int32Array): T[] => Array.from(rows, (row) => items[row]!);
        const fitted = net.fit(at(X, train), at(y, train), { sampleWeight: at(weights, train) });
        const predictions = fitted.predict(at(X, test));
        let error = 0;
        let total = 0;
        test.forEach((row, k) => {
          error += weights[row]! * (y[row]! - predictions[k]!) ** 2;
          total += weights[row]!;
        });
        expect([msePath[i]![f]!]).toBeAllClose([error / total], { rtol: 1e-7 });
      }
    }
  });

  it("takes folds that overlap or leave rows out", () => {
    const { X, y } = problem(30, 4);
    const folds = [
      { train: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7), test: Int32Array.of(8, 9) },
      { train: Int32Array.of(5, 6, 7, 8, 9, 10, 11), test: Int32Array.of(0, 9, 20) },
    ];
    const model = new LassoCV({ alphas: [0.1] }).fit(X, y, { folds });
    const subset = new ElasticNet({ alpha: 0.1, l1Ratio: 1 }).fit(X.slice(0, 8), y.slice(0, 8));
    const error = [8, 9].reduce((sum, i) => sum + (y[i]! - subset.predict([X[i]!])[0]!) ** 2, 0) / 2;
    expect([model.curves[0]!.msePath[0]![0]!]).toBeAllClose([error], { rtol: 1e-3 });
  });

  it("ends with the fit of all rows at the alpha it chose", () => {
    const { X, y } = problem(50, 5);
    const model = new ElasticNetCV({ l1Ratio: [0.3, 0.9], nAlphas: 10 }).fit(X, y);
    const { alpha, l1Ratio } = model;
    const refit = new ElasticNet({ alpha, l1Ratio }).fit(X, y);
    // The products of all rows are the sum of those of the folds, so the last digits differ from those of a fit by itself.
    expect(model.coefficients).toBeAllClose(refit.coefficients, { rtol: 1e-11 });
    expect(model.predict(X)).toBeAllClose(refit.predict(X), { rtol: 1e-11 });
    const means = model.curves.flatMap(({ msePath }) =>
      msePath.map((errors) => errors.reduce((a, b) => a + b) / 5),
    );
    const chosen = model.curves.find((curve) => curve.l1Ratio === l1Ratio)!;
    const at = chosen.msePath[chosen.alphas.indexOf(alpha)]!;
    expect(at.reduce((a, b) => a + b) / 5).toBe(Math.min(...means));
  });

  it("tells how far it is", () => {
    const { X, y } = problem(30, 3);
    const seen: string[] = [];
    new ElasticNetCV({ l1Ratio: [0.5, 1], nAlphas: 4, cv: 3 }).fit(X, y, {
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(["4/24", "8/24", "12/24", "16/24", "20/24", "24/24"]);
  });

  it("survives a column that is constant on the training rows of a fold alone", () => {
    const { X, y } = problem(20, 3);
    const dummy = X.map((row, i) => [...row, i < 4 ? 1 : 0]);
    const model = new ElasticNetCV({ nAlphas: 5 }).fit(dummy, y);
    expect(model.curves[0]!.msePath.flatMap((errors) => [...errors]).every(Number.isFinite)).toBe(true);
  });

  it("names the fold at fault", () => {
    const { X, y } = problem(10, 3);
    const validate = (train: number[], test: number[]): CrossValidatedModel =>
      new LassoCV().fit(X, y, { folds: [{ train: Int32Array.from(train), test: Int32Array.from(test) }] });
    expect(() => validate([1, 2], [])).toThrow("fold 0 must have rows to fit and rows to test on");
    expect(() => validate([1, 2], [10])).toThrow("fold 0 has row 10: rows are 0 to 9");
    expect(() => new LassoCV({ cv: 11 }).fit(X, y)).toThrow("at least as many samples");
    expect(() => new ElasticNetCV({ l1Ratio: 0 }).fit(X, y)).toThrow(
      "l1Ratio must be above 0, or alphas be given",
    );
  });

  it("goes through its codec and back", () => {
    const { X, y } = problem(30, 3);
    const model = new ElasticNetCV({ l1Ratio: [0.2, 0.8], nAlphas: 3, cv: 4 }).fit(X, y);
    const codec = MODEL_CODECS.find(({ estimatorName }) => estimatorName === "ElasticNetCV")!;
    const encoded = codec.encode(model);
    const decoded = codec.decode({ ...encoded, state: JSON.parse(JSON.stringify(encoded.state)) });
    expect(codec.encode(decoded)).toEqual(encoded);
    expect(decoded).toMatchObject({ alpha: model.alpha, curves: model.curves });
    const broken = { ...encoded, arrays: { ...encoded.arrays, msePath: new Float64Array(7) } };
    expect(() => codec.decode(broken)).toThrow("msePath must be as long for each alpha");
  });
});

describe("RidgeCV", () => {
  it.each([
    ["as they are", false],
    ["weighted", true],
  ])("finds the errors that ridge fits on the training rows make, rows %s", (_how, isWeighted) => {
    const { X, y, weights } = problem(40, 5);
    const folds = new KFold({ nSplits: 4 }).split(40);
    const options = isWeighted ? { sampleWeight: weights } : {};
    const model = new RidgeCV({ alphas: [100, 0.01, 1] }).fit(X, y, { folds, ...options });
    const { alphas, msePath } = model.curves[0]!;
    expect([...alphas]).toEqual([100, 1, 0.01]);
    for (const [i, alpha] of alphas.entries()) {
      for (const [f, { train, test }] of folds.entries()) {
        const at = <T>(items: readonly T[], rows: Int32Array): T[] => Array.from(rows, (row) => items[row]!);
        const fitted = new Ridge({ alpha }).fit(
          at(X, train),
          at(y, train),
          isWeighted ? { sampleWeight: at(weights, train) } : {},
        );
        const predictions = fitted.predict(at(X, test));
        let error = 0;
        let total = 0;
        test.forEach((row, k) => {
          const weight = isWeighted ? weights[row]! : 1;
          error += weight * (y[row]! - predictions[k]!) ** 2;
          total += weight;
        });
        expect([msePath[i]![f]!]).toBeAllClose([error / total], { rtol: 1e-8 });
      }
    }
    expect(model.coefficients).toEqual(new Ridge({ alpha: model.alpha }).fit(X, y, options).coefficients);
    expect(model.l1Ratio).toBe(0);
  });
});
