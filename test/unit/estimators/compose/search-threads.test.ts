// Searches on several threads: the same results as on one, whatever is searched, and what becomes of fits that fail.
import { describe, expect, it } from "vitest";
import { TransformerPipeline } from "../../../../src/estimators/index.ts";
import {
  ColumnTransformer,
  ElasticNet,
  GradientBoostingClassifier,
  GridSearchCV,
  loadDiabetes,
  loadIris,
  OneHotEncoder,
  Pipeline,
  RandomizedSearchCV,
  Ridge,
  type SearchModel,
  SimpleImputer,
  StandardScaler,
} from "../../../../src/index.ts";
import { withWarnings } from "../../../support/warnings.ts";

const { features: X, target: y } = loadDiabetes();
const rows = { a: [1, 2, 3, 4, 5, 6, 7, 8, 9], c: ["r", "b", "r", "r", "b", "r", "b", "r", "b"] };

/** What a search found, apart from times; NaN as null. */
function told({ bestParams, bestScore, bestIndex, cvResults }: SearchModel): object {
  const results = cvResults.map(
    ({ params, testScores, meanTestScore, stdTestScore, rankTestScore, trainScores }) => ({
      params,
      testScores,
      meanTestScore,
      stdTestScore,
      rankTestScore,
      trainScores,
    }),
  );
  return JSON.parse(JSON.stringify({ bestParams, bestScore, bestIndex, results }));
}

const SEARCHES: readonly (readonly [string, () => readonly [SearchModel, Promise<SearchModel>]])[] = [
  [
    "a linear model over a grid",
    () => {
      const grid = { alpha: [0.001, 0.01, 0.1], l1Ratio: [0.2, 0.8] };
      const search = new GridSearchCV(new ElasticNet(), grid, { cv: 3, returnTrainScore: true });
      return [search.fit(X, y), search.fitAsync(X, y, { nThreads: 3 })];
    },
  ],
  [
    "a pipeline with settings of its steps, drawn at random",
    () => {
      const pipeline = new Pipeline([
        ["impute", new TransformerPipeline([["mean", new SimpleImputer()]])],
        ["scale", new StandardScaler()],
        ["ridge", new Ridge()],
      ]);
      const search = new RandomizedSearchCV(
        pipeline,
        { ridge__alpha: [0.1, 1, 10], scale__withMean: [true, false] },
        { nIter: 4, seed: 1, scoring: "neg_mean_absolute_error" },
      );
      return [search.fit(X, y), search.fitAsync(X, y, { nThreads: 2 })];
    },
  ],
  [
    "text columns",
    () => {
      const columns = new ColumnTransformer([["text", new OneHotEncoder(), ["c"]]], {
        remainder: "passthrough",
      });
      const pipeline = new Pipeline([
        ["columns", columns],
        ["ridge", new Ridge()],
      ]);
      const search = new GridSearchCV(pipeline, { ridge__alpha: [1, 2] }, { cv: 3 });
      return [search.fit(rows, rows.a), search.fitAsync(rows, rows.a, { nThreads: 2 })];
    },
  ],
  [
    "boosted classes",
    () => {
      const iris = loadIris();
      const search = new GridSearchCV(new GradientBoostingClassifier({ nEstimators: 3 }), {
        maxDepth: [1, 3],
      });
      return [
        search.fit(iris.features, iris.target),
        search.fitAsync(iris.features, iris.target, { nThreads: 2 }),
      ];
    },
  ],
  [
    "a function that scores, which stays on this thread",
    () => {
      const scoring = (truth: ArrayLike<unknown>): number => truth.length;
      const search = new GridSearchCV(new Ridge(), { alpha: [1, 2] }, { scoring });
      return [search.fit(X, y), search.fitAsync(X, y, { nThreads: 2 })];
    },
  ],
  [
    "a class of somebody else, which stays on this thread",
    () => {
      class Mine extends Ridge {}
      const search = new GridSearchCV(new Mine(), { alpha: [1, 2] });
      return [search.fit(X, y), search.fitAsync(X, y, { nThreads: 2 })];
    },
  ],
];

describe("a search on several threads", () => {
  it.each(SEARCHES)("finds what it finds on one: %s", async (_, search) => {
    const [one, several] = search();
    const found = await several;
    expect(told(found)).toEqual(told(one));
  });

  it("lets other work go on, and ends when its signal aborts", async () => {
    const search = new GridSearchCV(new ElasticNet(), {
      alpha: Array.from({ length: 200 }, (_, i) => 1e-4 * (i + 1)),
    });
    const controller = new AbortController();
    const searching = search.fitAsync(X, y, { nThreads: 2, signal: controller.signal });
    setImmediate(() => controller.abort(new Error("enough")));
    await expect(searching).rejects.toThrow("enough");
    await expect(search.fitAsync(X, y, { nThreads: 0 })).rejects.toThrow("nThreads must be a whole number");
  });
});

describe("a setting that fails", () => {
  const grid = { alpha: [-1, 0.1, 1] };

  it.each([1, 2])("has the score NaN, ranks last, and is told once: %i threads", async (nThreads) => {
    const { value: found, warnings } = await withWarnings(() =>
      new GridSearchCV(new Ridge(), grid, { cv: 3 }).fitAsync(X, y, { nThreads }),
    );
    expect(found.cvResults.map(({ rankTestScore }) => rankTestScore)).toEqual([3, 1, 2]);
    expect(found.cvResults[0]).toMatchObject({
      meanTestScore: Number.NaN,
      testScores: Array(3).fill(Number.NaN),
    });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^FitFailedWarning: 3 of 9 fits failed: the first one with: .*alpha.*; their score is set to NaN$/,
      ),
    ]);
  });

  it("has the score that was asked for", async () => {
    const { value: found } = await withWarnings(() =>
      new GridSearchCV(new Ridge(), grid, { cv: 3, errorScore: -5 }).fit(X, y),
    );
    expect(found.cvResults[0]).toMatchObject({ meanTestScore: -5, rankTestScore: 3 });
  });

  it("ends the search if that is asked for, and also when all fail", async () => {
    const raise = new GridSearchCV(new Ridge(), grid, { errorScore: "raise" });
    expect(() => raise.fit(X, y)).toThrow(RangeError);
    await expect(raise.fitAsync(X, y, { nThreads: 2 })).rejects.toThrow("alpha");
    const hopeless = new GridSearchCV(new Ridge(), { alpha: [-1, -2] }, { cv: 2 });
    expect(() => hopeless.fit(X, y)).toThrow("Cannot search: all of 4 fits failed");
    expect(() => new GridSearchCV(new Ridge(), grid, { errorScore: "drop" as never })).toThrow(
      "errorScore must be",
    );
  });
});
