// Boosted trees under autologging: what other estimators do not have.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  accuracyScore,
  ElasticNet,
  enetPath,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  GridSearchCV,
  KFold,
  loadDiabetes,
  loadIris,
  loadModel,
  logLoss,
  rocAucScore,
  StratifiedKFold,
} from "../../../src/index.ts";
import { artifactPaths, autologStore } from "../../support/autologged.ts";
import { withWarnings } from "../../support/warnings.ts";

/** Four samples of three features, of which most are 0, by rows. */
const SPARSE = {
  format: "csr",
  shape: [4, 3],
  indptr: [0, 1, 2, 3, 4],
  indices: [0, 0, 1, 2],
  data: [1, 2, 3, 4],
} as const;

describe("boosted trees", () => {
  it("tell the metrics of each round with its step", async () => {
    const { client, runs } = autologStore();
    const { features: X, target: y } = loadDiabetes();
    const { booster } = new GradientBoostingRegressor({ nEstimators: 3, maxDepth: 2 }).fit(X, y, {
      evals: { all: { X, y } },
    });
    const [run] = await runs();
    const points = await client.getMetricHistory(run!.info.runId, "all-rmse");
    const rounds = new Map(points.map(({ step, value }) => [step, value]));
    expect([...rounds]).toEqual([...booster.history["all"]!["rmse"]!.entries()]);
    expect(run!.data.metrics.has("best_iteration")).toBe(false);
  });

  it("tell the importance of the features they split on, and nothing when they do not split", async () => {
    const { client, runs } = autologStore();
    const { features: X, target: y } = loadDiabetes();
    const model = new GradientBoostingRegressor({ nEstimators: 2, maxDepth: 2 }).fit(X, y);
    new GradientBoostingRegressor({ nEstimators: 1 }).fit([[1], [1]], [1, 1]);
    const [flat, run] = (await runs()).toSorted((a, b) => a.info.startTimeMs - b.info.startTimeMs).reverse();
    const { localFolder } = await client.runArtifacts(run!.info.runId);
    const gains = JSON.parse(readFileSync(join(localFolder!, "feature_importance_gain.json"), "utf8"));
    expect(gains).toEqual(Object.fromEntries(model.booster.importance("gain")));
    expect(await artifactPaths(client, flat!.info.runId)).toEqual([
      "training_residuals.json",
      "training_residuals.png",
    ]);
  });

  it("have scores and metrics of their predictions logged afterwards", async () => {
    const { runs } = autologStore();
    const { features: X, target: y } = loadIris();
    const { value, warnings } = await withWarnings(async () => {
      const model = new GradientBoostingClassifier({ nEstimators: 2 }).fit(X, y);
      const later = loadIris().features;
      const taken = {
        accuracy_score_eval_dataset: accuracyScore(y, model.predict(later)),
        log_loss_eval_dataset: logLoss(y, model.predictProba(later)),
        roc_auc_score_eval_dataset: rocAucScore(y, model.predictProba(later), { multiClass: "ovr" }),
        GradientBoostingClassifier_score_dataset: model.score(X, y),
      };
      const [run] = await runs();
      return { taken, metrics: run!.data.metrics };
    });
    for (const [name, number] of Object.entries(value.taken)) {
      expect([name, value.metrics.get(name)?.value]).toEqual([name, number]);
    }
    // Their probabilities are singles, which add up to 1 as singles do.
    expect(warnings).toEqual([]);
  });

  it("tell the loss that they minimise for the classes there are", async () => {
    const { runs } = autologStore({ logModels: false });
    const { features: X, target: y } = loadIris();
    new GradientBoostingClassifier({ nEstimators: 1 }).fit(X, y);
    const [run] = await runs();
    expect([run!.data.params.get("objective"), run!.data.params.get("num_class")]).toEqual([
      "multi:softprob",
      "3",
    ]);
  });

  it("are compared over stratified folds, as classifiers are", () => {
    const { features: X, target: y } = loadIris(); // sorted by class: plain folds would leave whole classes out
    const scores = (cv?: { split(y: ArrayLike<number>): ReturnType<StratifiedKFold["split"]> }) =>
      new GridSearchCV(
        new GradientBoostingClassifier({ nEstimators: 2 }),
        { maxDepth: [1, 2] },
        cv === undefined ? {} : { cv },
      )
        .fit(X, y)
        .cvResults.map(({ testScores }) => testScores);
    expect(scores()).toEqual(scores(new StratifiedKFold({ nSplits: 5 })));
    const plain = new GridSearchCV(new GradientBoostingRegressor({ nEstimators: 2 }), { maxDepth: [1] }).fit(
      X,
      y,
    );
    const folds = new GridSearchCV(
      new GradientBoostingRegressor({ nEstimators: 2 }),
      { maxDepth: [1] },
      {
        cv: new KFold({ nSplits: 5 }).split(y.length),
      },
    ).fit(X, y);
    expect(plain.cvResults[0]!.testScores).toEqual(folds.cvResults[0]!.testScores);
  });
});

describe("sparse features", () => {
  it.each([
    ["a linear model", () => new ElasticNet({ alpha: 0.1 }).fit(SPARSE, [1, 2, 3, 4])],
    ["boosted trees", () => new GradientBoostingRegressor({ nEstimators: 1 }).fit(SPARSE, [1, 2, 3, 4])],
  ])("are logged as any others: %s", async (_, fitted) => {
    const { client, runs } = autologStore({ logInputExamples: true });
    const { warnings } = await withWarnings(async () => {
      fitted();
      await runs();
    });
    expect(warnings).toEqual([]);
    const [run] = await runs();
    const [input] = run!.inputs.datasets;
    expect(JSON.parse(input!.dataset.profile!)).toEqual({
      features_shape: [4, 3],
      features_size: 4,
      features_nbytes: 48,
    });
    const [point] = await client.getMetricHistory(run!.info.runId, "training_r2_score");
    expect(point?.datasetDigest).toBe(input?.dataset.digest);
    const { info } = await loadModel(`runs:/${run!.info.runId}/model`);
    expect(info.inputExample).toBeDefined();
  });

  it("have one digest by rows and by columns", async () => {
    const { runs } = autologStore({ logModels: false });
    const byColumns = { ...SPARSE, format: "csc", indptr: [0, 2, 3, 4], indices: [0, 1, 2, 3] } as const;
    for (const X of [SPARSE, byColumns]) new ElasticNet({ alpha: 0.1 }).fit(X, [1, 2, 3, 4]);
    const digests = (await runs()).map(({ inputs }) => inputs.datasets[0]!.dataset.digest);
    expect(digests[0]).toBe(digests[1]);
  });
});

it("a path tells each alpha with its step", async () => {
  const { client, runs } = autologStore();
  const { features, target } = loadDiabetes();
  const { alphas, dualGaps } = enetPath(features, target, { alphas: [1, 0.1, 0.01] });
  const [run] = await runs();
  const history = async (key: string) =>
    (await client.getMetricHistory(run!.info.runId, key)).map(({ step, value }) => [step, value]);
  expect(await history("alpha")).toEqual([...alphas.entries()]);
  expect(await history("dual_gap")).toEqual([...dualGaps.entries()]);
  expect(await artifactPaths(client, run!.info.runId)).toContain("coefficient_paths.json");
});
