// What autologging records, held against what MLflow's own records for the same scripts.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  LinearRegression,
  LogisticRegression,
  loadIris,
  Pipeline,
  type Run,
  StandardScaler,
} from "../../src/index.ts";
import { autologStore } from "../support/autologged.ts";

interface Recorded {
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
