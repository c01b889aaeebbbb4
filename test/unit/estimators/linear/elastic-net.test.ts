import { describe, expect, it } from "vitest";
import { ElasticNet, enetPath, Lasso, lassoPath } from "../../../../src/estimators/index.ts";
import { withWarnings } from "../../../support/warnings.ts";

const X = [
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 4],
];
const y = [3, 4, 9, 10, 12];

describe("ElasticNet", () => {
  it("has scikit-learn's defaults", () => {
    expect(new ElasticNet().params).toEqual({
      alpha: 1,
      l1Ratio: 0.5,
      fitIntercept: true,
      positive: false,
      tol: 1e-4,
      maxIter: 1000,
    });
  });

  it("names the parameter that is not allowed, and the range", () => {
    expect(() => new ElasticNet({ l1Ratio: 2 })).toThrow(
      "Cannot make ElasticNet: l1Ratio must be a number from 0 to 1: current value is 2",
    );
    expect(() => new ElasticNet({ alpha: -1 })).toThrow(
      "alpha must be a number of at least 0: current value is -1",
    );
    expect(() => new ElasticNet({ maxIter: 1.5 })).toThrow(
      "maxIter must be a whole number from 1 to 2147483647",
    );
    expect(() => new ElasticNet({ alpha: 1, ...{ l1_ratio: 0.5 } })).toThrow(
      'Cannot make ElasticNet: it has no parameter "l1_ratio": did you mean l1Ratio?',
    );
  });

  it("finds the answer that can be worked out by hand", () => {
    // One centred feature: w = (x'y/n - alpha l1Ratio) / (x'x/n + alpha (1 - l1Ratio)) = (2 - 0.25) / (2/3 + 0.25).
    const model = new ElasticNet({ alpha: 0.5 }).fit([[-1], [0], [1]], [1, 4, 7]);
    expect(model.coefficients).toBeAllClose([1.75 / (2 / 3 + 0.25)], { rtol: 1e-15 });
    expect(model.intercept).toBe(4);
    expect(model.predict([[2]])).toBeAllClose([4 + (2 * 1.75) / (2 / 3 + 0.25)], { rtol: 1e-15 });
  });

  it("is least squares when alpha is 0, and says what is meant for that", async () => {
    const { value: model, warnings } = await withWarnings(() => new ElasticNet({ alpha: 0 }).fit(X, y));
    // The normal equations of the centred columns: squares 10 and 10, their product 6, and X'y = (24, 19).
    expect(model.coefficients).toBeAllClose([(24 * 10 - 19 * 6) / 64, (19 * 10 - 24 * 6) / 64], {
      rtol: 1e-13,
    });
    expect(warnings).toEqual([
      "ConvergenceWarning: ElasticNet with alpha 0 is plain least squares: LinearRegression solves it directly",
    ]);
  });

  it("has no coefficient but 0 from the largest alpha of the path on", () => {
    const centredX = X.map(([a = 0, b = 0]) => [a - 3, b - 3]);
    const centredY = y.map((value) => value - 7.6);
    const largest = enetPath(centredX, centredY, { nAlphas: 1, l1Ratio: 0.5 }).alphas[0]!;
    expect(new ElasticNet({ alpha: largest * (1 + 1e-12) }).fit(X, y).coefficients).toEqual(
      new Float64Array(2),
    );
    expect(new ElasticNet({ alpha: largest * (1 - 1e-4) }).fit(X, y).coefficients[0]).toBeGreaterThan(0);
  });

  it("fits one row, constant columns and a constant y without a word", async () => {
    const { warnings } = await withWarnings(() => {
      const one = new ElasticNet().fit([[3, 4]], [5]);
      expect([...one.coefficients, one.intercept, one.dualGap]).toEqual([0, 0, 5, 0]);
      const constant = new ElasticNet({ alpha: 0.01 }).fit(
        [
          [0.1, 1],
          [0.1, 2],
          [0.1, 3],
        ],
        [1, 2, 3],
      );
      expect(constant.coefficients[0]).toBe(0);
      const flat = new ElasticNet().fit(X, [2, 2, 2, 2, 2]);
      expect([...flat.coefficients, flat.intercept, flat.nIter]).toEqual([0, 0, 2, 0]);
    });
    expect(warnings).toEqual([]);
  });

  it("keeps its digits when the means are huge and the spreads tiny", () => {
    const far = X.map(([a = 0, b = 0]) => [1e9 + a * 2 ** -10, b - 1e8]);
    const near = X.map(([a = 0, b = 0]) => [a * 2 ** -10, b]);
    const net = new ElasticNet({ alpha: 1e-6 });
    expect(net.fit(far, y).coefficients).toBeAllClose(net.fit(near, y).coefficients, { rtol: 1e-10 });
  });

  it("shares out between two equal columns when squares are penalised", () => {
    const twice = X.map(([a = 0, b = 0]) => [a, b, a]);
    const [first, , third] = new ElasticNet({ alpha: 0.1 }).fit(twice, y).coefficients;
    expect(first).toBeCloseTo(third!, 12);
  });

  it("takes names from the columns and finds them again in any order", () => {
    const columns = { size: X.map((row) => row[0]!), age: X.map((row) => row[1]!) };
    const model = new ElasticNet({ alpha: 0.1 }).fit(columns, y);
    expect(model.featureNames).toEqual(["size", "age"]);
    expect(model.predict([{ age: 2, size: 1 }])).toEqual(model.predict([{ size: 1, age: 2 }]));
    expect(() => model.predict([{ size: 1, weight: 2 }])).toThrow('missing: "age"');
  });

  it("scores its predictions by R², 0 for always the mean", () => {
    expect(new ElasticNet({ alpha: 1e-9 }).fit(X, y).score(X, y)).toBeGreaterThan(0.9);
    expect(new ElasticNet({ alpha: 1e9 }).fit(X, y).score(X, y)).toBeCloseTo(0, 12);
  });

  it("names the row and the column at fault", () => {
    const net = new ElasticNet();
    expect(() =>
      net.fit(
        [
          [1, 2],
          [3, Number.NaN],
        ],
        [1, 2],
      ),
    ).toThrow("row 1, column 1 must be a finite number");
    expect(() => net.fit([[1, 2], [3]], [1, 2])).toThrow(/row 1/);
    expect(() => net.fit(X, [1, 2, 3, 4, Number.POSITIVE_INFINITY])).toThrow(
      "y: element 4 must be a finite number",
    );
    expect(() => net.fit(X, [1, 2])).toThrow(
      "y: it must have 5 values, one for each row: current length is 2",
    );
    expect(() => net.fit(X, y, { sampleWeight: [1, 1, -2, 1, 1] })).toThrow(
      "the weight of row 2 must be at least 0: current value is -2",
    );
    expect(() => net.fit(X, y, { sampleWeight: [0, 0, 0, 0, 0] })).toThrow(
      "the weights must have a finite sum above 0",
    );
    expect(() => net.fit(X, y, { initialCoefficients: [1] })).toThrow("initialCoefficients");
    expect(() => net.fit({ a: [1, 2], b: [-1e200, 1e200] }, [1, 2])).toThrow(
      "the values of column b are too large: their sum of squares must be finite",
    );
  });

  it("does not change what it was given, and hands out copies", () => {
    const values = Float64Array.from(X.flat());
    const target = Float64Array.from(y);
    const start = Float64Array.of(1, 1);
    const model = new ElasticNet({ alpha: 0.1 }).fit({ data: values, shape: [5, 2], order: "row" }, target, {
      initialCoefficients: start,
    });
    expect([...values, ...target, ...start]).toEqual([...X.flat(), ...y, 1, 1]);
    const before = model.predict(X);
    model.coefficients.fill(0);
    expect(model.predict(X)).toEqual(before);
    expect(Object.isFrozen(model) && Object.isFrozen(model.params)).toBe(true);
  });
});

describe("Lasso", () => {
  it("is the elastic net with an l1Ratio of 1", () => {
    const lasso = new Lasso({ alpha: 0.3 }).fit(X, y);
    expect(lasso.coefficients).toEqual(new ElasticNet({ alpha: 0.3, l1Ratio: 1 }).fit(X, y).coefficients);
    expect(lasso.params).not.toHaveProperty("l1Ratio");
    expect(lasso.estimatorName).toBe("Lasso");
  });

  it("keeps zeros exactly zero, and coefficients at least 0 when told so", () => {
    const opposed = X.map(([a = 0, b = 0]) => [a, -b]);
    const model = new Lasso({ alpha: 0.1, positive: true }).fit(opposed, y);
    expect(model.coefficients[1]).toBe(0);
    expect(model.coefficients[0]).toBeGreaterThan(0);
  });
});

describe("enetPath", () => {
  it("gives one array a feature, alphas from large to small, and each point as its own fit would", () => {
    const path = enetPath(X, y, { alphas: [0.1, 1, 0.5], l1Ratio: 0.7, tol: 1e-12 });
    expect(path.alphas).toEqual(Float64Array.of(1, 0.5, 0.1));
    for (const [i, alpha] of path.alphas.entries()) {
      const model = new ElasticNet({ alpha, l1Ratio: 0.7, fitIntercept: false, tol: 1e-12 }).fit(X, y);
      expect(path.coefficients.map((along) => along[i]!)).toBeAllClose(model.coefficients, { rtol: 1e-10 });
    }
  });

  it("tells of each alpha, and ends with what its listener throws", () => {
    const seen: string[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      seen.push(`${done}/${total}`);
      if (done === 3) throw new Error("enough");
    };
    expect(() => enetPath(X, y, { nAlphas: 4, onProgress })).toThrow("enough");
    expect(seen).toEqual(["1/4", "2/4", "3/4"]);
  });

  it("takes the names of the columns along", () => {
    expect(lassoPath({ a: [1, 2], b: [2, 1] }, [1, 2]).featureNames).toEqual(["a", "b"]);
  });

  it("says what is wrong with the alphas", () => {
    expect(() => enetPath(X, y, { l1Ratio: 0 })).toThrow("l1Ratio must be above 0, or alphas be given");
    expect(() => enetPath(X, y, { alphas: [1, -1] })).toThrow(
      "alphas must be at least 0: current value is -1",
    );
    expect(() => enetPath(X, y, { eps: 0 })).toThrow(
      "eps must be a number above 0, up to 1: current value is 0",
    );
  });

  it("has nothing but zeros when no feature has to do with y", () => {
    expect(enetPath(X, [0, 0, 0, 0, 0], { nAlphas: 3 }).coefficients.flatMap((along) => [...along])).toEqual(
      new Array(6).fill(0),
    );
  });
});
