// What autologging records, held against what MLflow's own records for the same scripts.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  ElasticNet,
  GridSearchCV,
  LinearRegression,
  LogisticRegression,
  loadDiabetes,
  loadIris,
  Pipeline,
  type Run,
  StandardScaler,
} from "../../src/index.ts";
import { artifactPaths, autologStore } from "../support/autologged.ts";

interface RecordedChild {
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number>>;
}

interface Recorded {
  readonly children?: readonly RecordedChild[];
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly dataset: { readonly profile: object };
}

const golden: Readonly<Record<string, Recorded>> = JSON.parse(
  readFileSync(new URL("autolog/mlflow-sklearn.json", import.meta.url), "utf8"),
);

function paramsInBoth(run: Run, { params }: Recorded): object {
  return Object.fromEntries([...run.data.params].filter(([name]) => Object.hasOwn(params, name)));
}

it("records the tutorial's pipeline under the same names", async () => {
  const { runs } = autologStore();
  const X = [
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 3],
  ];
  new Pipeline([
    ["scaler", new StandardScaler()],
    ["lr", new LinearRegression()],
  ]).fit(
    X,
    X.map(([a, b]) => a! + 2 * b! + 3),
  );
  const [run] = await runs();
  const recorded = golden["pipeline"]!;
  expect(recorded.params).toMatchObject(paramsInBoth(run!, recorded));
  // What scikit-learn has beyond these: how it works (copies, threads, tolerance of its solver) and what pipelines here do not do.
  expect(Object.keys(recorded.params).filter((name) => !run!.data.params.has(name))).toEqual([
    "lr__copy_X",
    "lr__n_jobs",
    "lr__tol",
    "memory",
    "scaler__copy",
    "transform_input",
    "verbose",
  ]);
  expect([...run!.data.metrics.keys()]).toEqual(Object.keys(recorded.metrics));
  for (const [name, { value }] of run!.data.metrics) expect(value).toBeCloseTo(recorded.metrics[name]!, 12);
  expect(JSON.parse(run!.inputs.datasets[0]!.dataset.profile!)).toMatchObject({
    features_shape: [4, 2],
    features_size: 8,
  });
});

it("records the same metrics of a classifier", async () => {
  const { runs } = autologStore();
  const { features, target } = loadIris();
  new LogisticRegression({ maxIter: 200 }).fit(features, target);
  const [run] = await runs();
  const recorded = golden["logistic iris"]!;
  expect([...run!.data.metrics.keys()]).toEqual(Object.keys(recorded.metrics));
  // scikit-learn stops at its default tolerance: classes agree, probabilities to about the fourth digit.
  for (const [name, { value }] of run!.data.metrics) expect(value).toBeCloseTo(recorded.metrics[name]!, 3);
});

it("records a search with the best setting, a table of all, and child runs for the best five", async () => {
  const { client, runs } = autologStore();
  const { features, target } = loadDiabetes();
  new GridSearchCV(new ElasticNet(), { alpha: [0.01, 0.1, 1], l1Ratio: [0.25, 0.75] }, { cv: 3 }).fit(
    features,
    target,
  );
  const all = await runs();
  const parent = all.find(({ data }) => data.tags.get("estimator_name") === "GridSearchCV")!;
  const recorded = golden["gridsearch"]!;
  expect([...parent.data.params]).toEqual(
    expect.arrayContaining([
      ["best_alpha", "0.01"],
      ["best_l1_ratio", "0.75"],
      ["cv", "3"],
      ["estimator", "ElasticNet()"],
      ["param_grid", "{'alpha': [0.01, 0.1, 1], 'l1_ratio': [0.25, 0.75]}"],
    ]),
  );
  expect([...parent.data.metrics.keys()]).toEqual(Object.keys(recorded.metrics));
  // scikit-learn stops at its default tolerance, we go on to the optimum: scores agree to about the fifth digit.
  for (const [name, { value }] of parent.data.metrics) {
    expect(value / recorded.metrics[name]!).toBeCloseTo(1, 4);
  }
  expect(await artifactPaths(client, parent.info.runId)).toContain("cv_results.csv");
  const children = all.filter(({ data }) => data.tags.get("mlflow.parentRunId") === parent.info.runId);
  const told = (child: { params: ReadonlyMap<string, string>; metrics: ReadonlyMap<string, unknown> }) => [
    child.params.get("alpha"),
    child.params.get("l1_ratio"),
    [...child.metrics.keys()].sort(),
  ];
  const expected = recorded.children!.map(({ params, metrics }) => [
    String(Number(params["alpha"])),
    params["l1_ratio"],
    Object.keys(metrics).sort(),
  ]);
  expect(children.map(({ data }) => told(data)).sort()).toEqual(expected.sort());
  expect(children.map(({ info }) => info.status)).toEqual(Array(5).fill("FINISHED"));
});
