import { describe, expect, it } from "vitest";
import {
  type BoostedClassifier,
  BoostedRegressor,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  MODEL_CODECS,
  train,
  trainAsync,
} from "../../../../src/estimators/index.ts";
import { FIT_END, FIT_START, FIT_STEP } from "../../../../src/events/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";
import { goldenCase, goldenData, numbersOf } from "../../../support/xgboost-golden.ts";

const diabetes = goldenData(goldenCase("hist_d3"));
const iris = goldenData(goldenCase("softprob_hist"));
const cancer = goldenData(goldenCase("logistic_hist_d3"));
const SPECIES = ["setosa", "versicolor", "virginica"];

describe("GradientBoostingRegressor", () => {
  it("predicts what train and XGBoost predict with the same parameters", () => {
    const model = new GradientBoostingRegressor({ nEstimators: 3, maxDepth: 3 }).fit(
      diabetes.train.X,
      diabetes.train.y,
    );
    const wanted = numbersOf(goldenCase("hist_d3").expect.predict).map(Math.fround);
    expect([...model.predict(diabetes.test.X)]).toEqual(wanted);
    expect(model.score(diabetes.train.X, diabetes.train.y)).toBeGreaterThan(0.5);
  });

  it("goes back to the best round when it was stopped early, unless other rounds are asked for", () => {
    const one = goldenCase("early_stopping");
    const { train: data, test } = goldenData(one);
    const estimator = new GradientBoostingRegressor({
      nEstimators: 200,
      maxDepth: 3,
      earlyStoppingRounds: 10,
    });
    const model = estimator.fit(data.X, data.y, { evals: { test } });
    expect(model.bestIteration).toBe(9);
    expect([...model.predict(test.X)]).toEqual(numbersOf(one.expect.predict_best!).map(Math.fround));
    const all = model.predict(test.X, { iterationRange: [0, model.booster.nRounds] });
    expect([...all]).toEqual(numbersOf(one.expect.predict).map(Math.fround));
  });

  it("gives importances that sum to 1, in the order of the features", () => {
    const model = new GradientBoostingRegressor({ nEstimators: 5 }).fit(diabetes.train.X, diabetes.train.y);
    const importances = model.featureImportances();
    expect(importances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    const largest = importances.indexOf(Math.max(...importances));
    expect(["bmi", "s5"]).toContain(model.featureNames![largest]);
  });

  it("takes XGBoost's other names of parameters, and says when one is given twice", () => {
    expect(new GradientBoostingRegressor({ eta: 0.1, regLambda: 2 }).params).toMatchObject({
      learningRate: 0.1,
      lambda: 2,
    });
    expect(() => new GradientBoostingRegressor({ eta: 0.1, learningRate: 0.2 })).toThrow(
      'Cannot make GradientBoostingRegressor: learningRate is given twice, also as "learningRate"',
    );
  });

  it.each([
    [{ maxDepth: 1.5 }, "maxDepth must be a whole number from 0 to 30: current value is 1.5"],
    [{ maxDepth: 0 }, "maxDepth and maxLeaves must not both be 0"],
    [{ treeMethod: "exact", maxLeaves: 3 }, 'treeMethod "exact" has no maxLeaves: use treeMethod "hist"'],
    [{ objective: "binary:logistic" }, "objective must be one of reg:squarederror"],
    [{ subsample: 0 }, "subsample must be a number above 0, up to 1: current value is 0"],
    [{ max_depth: 3 }, 'it has no parameter "max_depth": did you mean maxDepth?'],
    [{ monotoneConstraints: [2] }, "monotoneConstraints must be -1, 0 or 1 for each feature"],
  ])("refuses %j with the reason", (params, message) => {
    expect(() => new GradientBoostingRegressor(params as object)).toThrow(message);
  });
});

describe("GradientBoostingClassifier", () => {
  const labels = Array.from(iris.train.y as number[], (code) => SPECIES[code]!);
  const model = new GradientBoostingClassifier({ nEstimators: 3, maxDepth: 3 }).fit(iris.train.X, labels);

  it("gives the probabilities of XGBoost for three classes, and the names of the likeliest", () => {
    const wanted = numbersOf(goldenCase("softprob_hist").expect.predict).map(Math.fround);
    expect(model.predictProba(iris.test.X).flatMap((row) => [...row])).toEqual(wanted);
    const likeliest = numbersOf(goldenCase("softmax_hist").expect.predict).map((code) => SPECIES[code]!);
    expect(model.predict(iris.test.X)).toEqual(likeliest);
    expect(model.classes).toEqual(SPECIES);
    expect(model.score(iris.train.X, labels)).toBeGreaterThan(0.95);
  });

  it("gives both probabilities of two classes", () => {
    const two = new GradientBoostingClassifier({ nEstimators: 4, maxDepth: 3 }).fit(
      cancer.train.X,
      cancer.train.y,
    );
    const positive = numbersOf(goldenCase("logistic_hist_d3").expect.predict).map(Math.fround);
    const probabilities = two.predictProba(cancer.test.X);
    expect(probabilities.map((row) => row[1])).toEqual(positive);
    expect(two.predict(cancer.test.X)).toEqual(positive.map((p) => (p > 0.5 ? 1 : 0)));
  });

  it("needs two classes, and evaluation labels it knows", () => {
    const estimator = new GradientBoostingClassifier({ nEstimators: 1 });
    expect(() => estimator.fit([[1], [2]], ["a", "a"])).toThrow("y must have two classes or more");
    const evals = { later: { X: [[1]], y: ["c"] } };
    expect(() => estimator.fit([[1], [2]], ["a", "b"], { evals })).toThrow(
      'row 0 has a class the training data do not have: current value is "c"',
    );
  });
});

describe("a fit that is watched", () => {
  it("tells of its start, the metrics of every round, and its model, and gives the same bits", () => {
    const told: unknown[] = [];
    const noFault = (fault: unknown): never => {
      throw fault;
    };
    const ends = [
      FIT_START.listen(({ fit }) => told.push(["start", fit.estimatorName, fit.params["maxDepth"]]), noFault),
      FIT_STEP.listen(({ step, metrics }) => told.push([step, Object.keys(metrics)]), noFault),
      FIT_END.listen(({ model }) => told.push(["end", model instanceof BoostedRegressor]), noFault),
    ];
    const estimator = new GradientBoostingRegressor({
      nEstimators: 2,
      maxDepth: 3,
      evalMetric: ["rmse", "mae"],
    });
    const { X, y } = diabetes.train;
    const watched = estimator.fit(X, y, { evals: { valid: { X: diabetes.test.X, y: diabetes.test.y } } });
    for (const end of ends) end();
    const metrics = ["valid-rmse", "valid-mae"];
    expect(told).toEqual([
      ["start", "GradientBoostingRegressor", 3],
      [0, metrics],
      [1, metrics],
      ["end", true],
    ]);
    expect(estimator.fit(X, y).booster.toXGBoost("ubj")).toEqual(watched.booster.toXGBoost("ubj"));
  });
});

describe("fitted boosting models taken apart and put together", () => {
  const codecOf = (name: string) => MODEL_CODECS.find(({ estimatorName }) => estimatorName === name)!;

  it("predict the same", () => {
    const regressor = new GradientBoostingRegressor({ nEstimators: 3, monotoneConstraints: { bmi: 1 } }).fit(
      diabetes.train.X,
      diabetes.train.y,
    );
    const codec = codecOf("GradientBoostingRegressor");
    const { state, arrays } = codec.encode(regressor);
    const again = codec.decode({ state: JSON.parse(JSON.stringify(state)), arrays });
    expect(again.params).toEqual(regressor.params);
    const table = { matrix: { nRows: 1, nColumns: 10, values: new Float64Array(10) }, names: undefined };
    expect(again.predictTable(table)).toEqual(regressor.predictTable(table));
  });

  it("keep their classes", () => {
    const labels = Array.from(iris.train.y as number[], (code) => SPECIES[code]!);
    const model = new GradientBoostingClassifier({ nEstimators: 2 }).fit(iris.train.X, labels);
    const codec = codecOf("GradientBoostingClassifier");
    const encoded = codec.encode(model);
    const again = codec.decode(encoded) as BoostedClassifier;
    expect(again.predict(iris.test.X)).toEqual(model.predict(iris.test.X));
    expect(() => codec.decode({ ...encoded, state: { ...encoded.state, classes: ["a"] } })).toThrow(
      "Cannot read the GradientBoostingClassifier: classes must be 3 distinct labels of one type",
    );
    expect(() => codec.decode({ ...encoded, arrays: {} })).toThrow("booster must be the bytes of a booster");
  });
});

describe("train", () => {
  const { X, y } = diabetes.train;

  it("goes on from a model as if it had not stopped", () => {
    const whole = train({ maxDepth: 3 }, diabetes.train, { numBoostRound: 6 });
    const half = train({ maxDepth: 3 }, diabetes.train, { numBoostRound: 3 });
    const continued = train({ maxDepth: 3 }, diabetes.train, { numBoostRound: 3, initialModel: half });
    expect(continued.toXGBoost("json")).toEqual(whole.toXGBoost("json"));
  });

  it("takes a loss and a metric of one's own", () => {
    const squared = train({ maxDepth: 3, baseScore: 0.5 }, diabetes.train, { numBoostRound: 3 });
    const own = train({ maxDepth: 3 }, diabetes.train, {
      numBoostRound: 3,
      objective: (margins, { labels }) => ({
        gradient: margins.map((margin, i) => margin - labels[i]!),
        hessian: new Float32Array(margins.length).fill(1),
      }),
      metric: {
        name: "worst",
        evaluate: (p, { labels }) => Math.max(...p.map((one, i) => Math.abs(one - labels[i]!))),
      },
      evals: { train: diabetes.train },
    });
    expect(own.predict(X)).toEqual(squared.predict(X));
    expect(own.history["train"]!["worst"]).toHaveLength(3);
  });

  it("takes sparse tables and singles, and gives the model of the same numbers in rows", () => {
    const random = new RandomState(2);
    const rows = Array.from({ length: 400 }, () =>
      Array.from({ length: 4 }, () =>
        random.uniform() < 0.6 ? Number.NaN : Math.fround(random.standardNormal()),
      ),
    );
    const labels = rows.map(([a = 0, b = 0]) => (Number.isNaN(a) ? 0 : a) + (Number.isNaN(b) ? 1 : 0));
    const entries = rows.map((row) => [...row.keys()].filter((j) => !Number.isNaN(row[j]!)));
    const sparse = {
      format: "csr" as const,
      shape: [400, 4] as const,
      indptr: [0, ...entries.keys()].map((_, end) => entries.slice(0, end).flat().length),
      indices: entries.flat(),
      data: rows.flatMap((row, i) => entries[i]!.map((j) => row[j]!)),
    };
    const forms = [
      sparse,
      { data: Float32Array.from(rows.flat()), shape: [400, 4] as const },
      {
        data: Float32Array.from([0, 1, 2, 3].flatMap((j) => rows.map((row) => row[j]!))),
        shape: [400, 4] as const,
        order: "column" as const,
      },
    ];
    const plain = train({ maxDepth: 4 }, { X: rows, y: labels }, { numBoostRound: 3 });
    for (const form of forms) {
      const booster = train({ maxDepth: 4 }, { X: form, y: labels }, { numBoostRound: 3 });
      expect(booster.toXGBoost("ubj")).toEqual(plain.toXGBoost("ubj"));
      expect(booster.predict(form)).toEqual(plain.predict(rows));
      expect(booster.predictLeaf(form)).toEqual(plain.predictLeaf(rows));
    }
    expect(() => plain.predict({ ...sparse, shape: [400, 5] })).toThrow(
      "fitted on 4 columns: current number of columns is 5",
    );
  });

  it("starts from margins of one's own", () => {
    const start = new Float64Array((y as number[]).length).fill(100);
    const shifted = train({ maxDepth: 3, baseScore: 100 }, diabetes.train, { numBoostRound: 2 });
    const given = train({ maxDepth: 3, baseScore: 100 }, { X, y, baseMargin: start }, { numBoostRound: 2 });
    expect(given.predict(X)).toEqual(shifted.predict(X));
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    const sampled = {
      maxDepth: 4,
      subsample: 0.7,
      colsampleBytree: 0.6,
      colsampleBylevel: 0.8,
      colsampleBynode: 0.8,
    };
    const bytesOf = (seed: number) =>
      train({ ...sampled, seed }, diabetes.train, { numBoostRound: 4 }).toXGBoost("ubj");
    expect(bytesOf(1)).toEqual(bytesOf(1));
    expect(bytesOf(2)).not.toEqual(bytesOf(1));
  });

  it("reports every round, and stops when told so or aborted", () => {
    const rounds: number[] = [];
    const booster = train({ maxDepth: 2 }, diabetes.train, {
      numBoostRound: 10,
      evals: { train: diabetes.train },
      onRound: ({ round, metrics }) => {
        rounds.push(round);
        expect(metrics["train"]!["rmse"]).toBeGreaterThan(0);
        return round < 2;
      },
    });
    expect(rounds).toEqual([0, 1, 2]);
    expect(booster.nRounds).toBe(3);
    const signal = AbortSignal.abort(new Error("enough"));
    expect(() => train({}, diabetes.train, { signal })).toThrow("enough");
  });

  it.each([
    [{}, { X: [[1], [2]], y: [1] }, {}, "y: it must have 2 values, one for each row: current length is 1"],
    [
      {},
      { X: [[1], [2]], y: [1, 2], weight: [1, -1] },
      {},
      "Invalid weight: weights must be finite and 0 or more: row 1 has -1",
    ],
    [{}, { X: [[1], [1e39]], y: [1, 2] }, {}, "Invalid feature 0: values must be finite in single precision"],
    [
      { objective: "binary:logistic" },
      { X: [[1], [2]], y: [0, 2] },
      {},
      "every label must be from 0 to 1: row 1 is 2",
    ],
    [
      { objective: "multi:softprob" },
      { X: [[1], [2]], y: [0, 1] },
      {},
      "numClass must be the number of classes",
    ],
    [
      { evalMetric: "mlogloss" },
      { X: [[1], [2]], y: [0, 1] },
      {},
      "Cannot evaluate mlogloss: it needs a model with several outputs",
    ],
    [{ evalMetric: "rsme" }, { X: [[1], [2]], y: [0, 1] }, {}, "Invalid evalMetric: it must be one of rmse"],
    [
      {},
      { X: [[1], [2]], y: [0, 1] },
      { earlyStoppingRounds: 2 },
      "earlyStoppingRounds needs evals to watch",
    ],
    [{}, { X: [[1], [2]], y: [0, 1] }, { numBoostRound: -1 }, "numBoostRound must be a whole number from 0"],
    [
      { interactionConstraints: [["a"]] },
      { X: [[1], [2]], y: [0, 1] },
      {},
      "Invalid interactionConstraints: features must be numbers below 1",
    ],
    [
      {},
      { X: [[1.5], [2]], y: [0, 1], featureTypes: ["c"] },
      {},
      "Invalid categorical feature 0: categories must be whole numbers",
    ],
    [
      { baseScore: 0, objective: "count:poisson" },
      { X: [[1], [2]], y: [0, 1] },
      {},
      "Invalid baseScore: count:poisson has no margin for it",
    ],
  ])("refuses %j on %j with the reason", (params, data, options, message) => {
    expect(() => train(params as object, data as never, options)).toThrow(message);
  });

  it("in steps gives the same bits, lets others work in between, and can be aborted", async () => {
    const controller = new AbortController();
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks++;
    }, 0);
    const booster = await trainAsync({ maxDepth: 3 }, diabetes.train, { numBoostRound: 300 });
    clearInterval(ticking);
    expect(ticks).toBeGreaterThan(0);
    const whole = train({ maxDepth: 3 }, diabetes.train, { numBoostRound: 300 });
    expect(booster.toXGBoost("ubj")).toEqual(whole.toXGBoost("ubj"));
    const aborted = new GradientBoostingRegressor({ nEstimators: 1000 }).fitAsync(X, y, {
      signal: controller.signal,
      onRound: ({ round }) => {
        if (round === 3) controller.abort(new Error("enough"));
      },
    });
    await expect(aborted).rejects.toThrow("enough");
    const fitted = await new GradientBoostingClassifier({ nEstimators: 2 }).fitAsync(
      iris.train.X,
      iris.train.y,
    );
    expect(fitted.classes).toEqual([0, 1, 2]);
  });

  it("refuses rounds that are not there", () => {
    const booster = train({}, diabetes.train, { numBoostRound: 2 });
    expect(() => booster.predict(X, { iterationRange: [0, 3] })).toThrow("0 <= begin <= end <= 2");
  });
});
