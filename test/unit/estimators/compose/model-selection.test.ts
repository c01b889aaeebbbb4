// Searches: what they take, what they refuse, and that the best setting is fitted to all samples.
import { describe, expect, it } from "vitest";
import {
  ElasticNet,
  GridSearchCV,
  LinearRegression,
  OneHotEncoder,
  Pipeline,
  RandomizedSearchCV,
  Ridge,
} from "../../../../src/index.ts";

const X = Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5]);
const y = X.map(([a, b]) => 2 * a! - b!);

describe("a grid search", () => {
  it("fits the best setting to all samples, and predicts and scores with it", () => {
    const found = new GridSearchCV(new Ridge(), { alpha: [0.001, 1000] }, { cv: 3 }).fit(X, y);
    expect(found.bestParams).toEqual({ alpha: 0.001 });
    const alone = new Ridge({ alpha: 0.001 }).fit(X, y);
    expect(found.predict(X)).toEqual(alone.predict(X));
    expect(found.score(X, y)).toBe(alone.score(X, y));
  });

  it("keeps the estimator's own parameters where the grid says nothing", () => {
    const found = new GridSearchCV(new ElasticNet({ fitIntercept: false }), { alpha: [0.1] }, { cv: 2 }).fit(
      X,
      y,
    );
    expect(found.bestModel.params["fitIntercept"]).toBe(false);
  });

  it("tries several grids one after the other, and takes functions and folds as they are", () => {
    const folds = [{ train: Int32Array.of(0, 1, 2, 3), test: Int32Array.of(4, 5) }];
    const found = new GridSearchCV(new ElasticNet(), [{ alpha: [1] }, { l1Ratio: [0, 1] }], {
      cv: folds,
      scoring: () => 1,
      returnTrainScore: true,
    }).fit(X, y);
    expect(
      found.cvResults.map(({ params, testScores, trainScores, rankTestScore }) => [
        params,
        testScores,
        trainScores,
        rankTestScore,
      ]),
    ).toEqual([
      [{ alpha: 1 }, [1], [1], 1],
      [{ l1Ratio: 0 }, [1], [1], 1],
      [{ l1Ratio: 1 }, [1], [1], 1],
    ]);
    expect(found.bestIndex).toBe(0);
  });

  it("searches pipelines over text columns", () => {
    const rows = X.map(([a], i) => ({ size: a! % 2, kind: i % 2 === 0 ? "even" : "odd" }));
    const pipeline = new Pipeline([
      ["encode", new OneHotEncoder()],
      ["ridge", new Ridge()],
    ]);
    const found = new GridSearchCV(pipeline, { ridge__alpha: [0.1, 10] }, { cv: 2 }).fit(rows, y);
    expect(found.cvResults).toHaveLength(2);
  });

  it.each([
    [() => new GridSearchCV(new Ridge(), []), "at least one setting"],
    [() => new GridSearchCV(new Ridge(), { alpha: [] }), "at least one setting"],
    [() => new GridSearchCV(new Ridge(), { alpha: JSON.parse("1") }), "the values of alpha must be an array"],
    [
      () => new GridSearchCV(new Ridge(), { a: Array(2000).fill(1), b: Array(2000).fill(1) }),
      "at most 1000000 settings",
    ],
    [() => new GridSearchCV(new Ridge(), { alfa: [1] }).fit(X, y), "no parameter"],
    [
      () => new GridSearchCV(new Ridge(), { alpha: [1] }).fit(X, [1]),
      "Cannot read y: it must have 12 values",
    ],
    [
      () => new GridSearchCV(new Ridge(), { alpha: [1] }, { scoring: JSON.parse('"mse"') }).fit(X, y),
      "scoring must be",
    ],
    [
      () => new GridSearchCV(new Pipeline([["lr", new LinearRegression()]]), { ridge__alpha: [1] }).fit(X, y),
      "step__parameter",
    ],
    [() => new RandomizedSearchCV(new Ridge(), { alpha: [1, 2] }, { nIter: 0 }).fit(X, y), "nIter must be"],
  ])("refuses what cannot be searched (%#)", (search, message) => {
    expect(search).toThrow(message);
  });
});
