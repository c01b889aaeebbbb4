// Searches, held against scikit-learn's: the same settings in the same order, scores, ranks and choice.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sampledCandidates } from "../../src/estimators/compose/model-selection/parameter-grid.ts";
import {
  ElasticNet,
  GridSearchCV,
  LogisticRegression,
  loadDiabetes,
  loadIris,
  Pipeline,
  RandomizedSearchCV,
  Ridge,
  StandardScaler,
} from "../../src/index.ts";

interface Case {
  readonly params: readonly Readonly<Record<string, unknown>>[];
  readonly test_scores: readonly (readonly number[])[];
  readonly mean_test_score: readonly number[];
  readonly std_test_score: readonly number[];
  readonly rank_test_score: readonly number[];
  readonly best_index: number;
}

const golden: {
  readonly cases: Readonly<Record<string, Case>>;
  readonly samples: Readonly<Record<string, readonly (readonly number[])[]>>;
} = JSON.parse(readFileSync(new URL("model-selection/cases.json", import.meta.url), "utf8"));

const diabetes = loadDiabetes();
const iris = loadIris();
const NET_GRID = { alpha: [0.01, 0.1, 1], l1Ratio: [0.25, 0.75] };
const TIGHT = { tol: 1e-12, maxIter: 100_000 };
const pipeline = new Pipeline([
  ["scaler", new StandardScaler()],
  ["ridge", new Ridge()],
]);

const camelCase = (params: object): object =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name.replace(/(?<!_)_(?!_)(\w)/g, (_, c: string) => c.toUpperCase()),
      value,
    ]),
  );

describe("a search finds what scikit-learn's finds:", () => {
  it.each([
    [
      "grid",
      () =>
        new GridSearchCV(new ElasticNet(TIGHT), NET_GRID, { cv: 3 }).fit(diabetes.features, diabetes.target),
    ],
    [
      "pipeline",
      () =>
        new GridSearchCV(
          pipeline,
          { ridge__alpha: [0.1, 10, 1000], scaler__withStd: [true, false] },
          { scoring: "neg_root_mean_squared_error" },
        ).fit(diabetes.features, diabetes.target),
    ],
    [
      "classes",
      () =>
        new GridSearchCV(
          new LogisticRegression({ tol: 1e-10, maxIter: 10_000 }),
          { C: [0.001, 0.1, 10] },
          { cv: 4, scoring: "accuracy" },
        ).fit(iris.features, iris.target),
    ],
    [
      "random",
      () =>
        new RandomizedSearchCV(new ElasticNet(TIGHT), NET_GRID, { nIter: 4, cv: 3, seed: 7 }).fit(
          diabetes.features,
          diabetes.target,
        ),
    ],
  ])("%s", (name, search) => {
    const expected = golden.cases[name]!;
    const { cvResults, bestIndex, bestParams } = search();
    expect(cvResults.map(({ params }) => params)).toEqual(expected.params.map(camelCase));
    expect(cvResults.map(({ rankTestScore }) => rankTestScore)).toEqual(expected.rank_test_score);
    expect([bestIndex, bestParams]).toEqual([
      expected.best_index,
      camelCase(expected.params[expected.best_index]!),
    ]);
    // Both go on to the optimum; what is left is rounding in sums of different order.
    for (const [c, { testScores, meanTestScore, stdTestScore }] of cvResults.entries()) {
      for (const [k, score] of testScores.entries())
        expect(score).toBeCloseTo(expected.test_scores[c]![k]!, 7);
      expect(meanTestScore).toBeCloseTo(expected.mean_test_score[c]!, 7);
      expect(stdTestScore).toBeCloseTo(expected.std_test_score[c]!, 7);
    }
  });
});

describe("the settings drawn at random are scikit-learn's:", () => {
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  it.each(Object.entries(golden.samples))("%s", (name, expected) => {
    const [n, , seed] = name.match(/\d+/g)!.map(Number);
    const drawn = sampledCandidates({ a: range(10), b: range(30) }, n!, seed);
    expect(drawn.map(({ a, b }) => [a, b])).toEqual(expected);
  });
});
