// The real ml-xgboost, wrapped: a fit is a run, and its model is XGBoost's, which loads without that package.
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import {
  accuracyScore,
  autolog,
  loadDiabetes,
  loadIris,
  loadModel,
  logLoss,
  logModel,
  rootMeanSquaredError,
  withRun,
} from "../../../src/index.ts";
import { readXGBoostBinary } from "../../../src/integrations/ml-xgboost/xgboost-binary.ts";
import { columnOf } from "../../../src/numeric/index.ts";
import { artifactPaths, autologStore } from "../../support/autologged.ts";
import { withWarnings } from "../../support/warnings.ts";

interface MlXGBoost {
  train(X: unknown, y: unknown): void;
  predict(X: unknown): number[];
  toJSON(): { readonly model: readonly number[] };
  free(): void;
}
type Constructor = new (options: object) => MlXGBoost;

// Its module is a promise, which the test runner's import does not hand over as such.
const plain: Constructor = await createRequire(import.meta.url)("ml-xgboost");
const XGBoost = autolog.wrap(plain);
const OPTIONS = { booster: "gbtree", max_depth: 3, eta: 0.3, iterations: 10, subsample: 1, silent: 1 };

function rowsOf(matrix: {
  readonly nRows: number;
  readonly nColumns: number;
  readonly values: Float64Array;
}): number[][] {
  const columns = Array.from({ length: matrix.nColumns }, (_, j) => columnOf(matrix, j));
  return Array.from({ length: matrix.nRows }, (_, i) => columns.map((column) => column[i]!));
}

/** That release adds the score to start from after the leaves, later ones before them: singles, two roundings apart. */
const LAST_DIGIT = { rtol: 2 ** -22 };

const diabetes = loadDiabetes();
const iris = loadIris();
const X = rowsOf(diabetes.features.matrix);
const flowers = rowsOf(iris.features.matrix);

function trained(Class: Constructor, objective: string, features: unknown, target: unknown): MlXGBoost {
  const model = new Class({ ...OPTIONS, objective });
  model.train(features, target);
  return model;
}

describe("ml-xgboost", () => {
  it("trains and predicts as without the wrapping", () => {
    const y = [...diabetes.target];
    expect(trained(XGBoost, "reg:linear", X, y).predict(X)).toEqual(
      trained(plain, "reg:linear", X, y).predict(X),
    );
  });

  it("is a run with its parameters, the loss of each round, importances and a model that predicts the same", async () => {
    const { client, runs } = autologStore({ logInputExamples: true });
    const { value: model, warnings } = await withWarnings(async () => {
      const fitted = trained(XGBoost, "reg:linear", diabetes.features, diabetes.target);
      await runs();
      return fitted;
    });
    expect(warnings).toEqual([]);
    const [run] = await runs();
    const { runId } = run!.info;
    expect(Object.fromEntries(run!.data.params)).toMatchObject({
      objective: "reg:linear",
      max_depth: "3",
      eta: "0.3",
      iterations: "10",
    });
    const history = await client.getMetricHistory(runId, "train-rmse");
    const rounds = new Map(history.map(({ step, value }) => [step, value]));
    expect([...rounds.keys()]).toEqual(Array.from({ length: 10 }, (_, round) => round));
    const predicted = model.predict(X);
    // The sums of rounds are added in another order than in one go.
    expect(rounds.get(9)).toBeCloseTo(rootMeanSquaredError(diabetes.target, predicted), 3);
    expect(run!.data.metrics.get("training_root_mean_squared_error")?.value).toBeCloseTo(
      rootMeanSquaredError(diabetes.target, predicted),
      5,
    );
    expect(await artifactPaths(client, runId)).toEqual(
      expect.arrayContaining(["feature_importance_gain.json", "feature_importance_weight.png"]),
    );
    const loaded = await loadModel(`runs:/${runId}/model`);
    expect(loaded.predict(diabetes.features)).toBeAllClose(predicted, LAST_DIGIT);
    expect([...loaded.info.flavors.keys()]).toEqual(expect.arrayContaining(["traintracks", "xgboost"]));
    expect(loaded.fittedModel?.featureNames).toEqual(diabetes.features.names);
    expect(loaded.fittedModel?.params).toMatchObject({ maxDepth: 3, learningRate: 0.3, nEstimators: 10 });
  });

  it.each(["multi:softmax", "multi:softprob"])(
    "of classes is measured and saved as a classifier: %s",
    async (objective) => {
      const { client, runs } = autologStore();
      const model = new XGBoost({
        ...OPTIONS,
        objective,
        ...(objective === "multi:softprob" && { num_class: 3 }),
      });
      model.train(flowers, [...iris.target]);
      const [run] = await runs();
      const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
      const predicted = [...loaded.predict(flowers)];
      if (objective === "multi:softmax") expect(predicted).toEqual(model.predict(flowers));
      expect(run!.data.metrics.get("training_accuracy_score")?.value).toBe(
        accuracyScore(iris.target, predicted),
      );
      const losses = await client.getMetricHistory(run!.info.runId, "train-mlogloss");
      expect(losses.at(-1)?.value).toBeCloseTo(run!.data.metrics.get("training_log_loss")!.value, 6);
    },
  );

  it("of two classes is measured as a classifier, and saved to predict the probability, as it does itself", async () => {
    const { runs } = autologStore();
    const isSetosa = Array.from(iris.target, (code) => (code === 0 ? 1 : 0));
    const model = trained(XGBoost, "binary:logistic", flowers, isSetosa);
    const [run] = await runs();
    const predicted = model.predict(flowers);
    const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
    expect([...loaded.predict(flowers)]).toEqual(predicted);
    expect(run!.data.metrics.get("training_log_loss")?.value).toBeCloseTo(logLoss(isSetosa, predicted), 12);
  });

  it("may be freed as soon as it has trained", async () => {
    const { runs } = autologStore();
    const model = trained(XGBoost, "reg:linear", X, [...diabetes.target]);
    model.free();
    const [run] = await runs();
    expect((await loadModel(`runs:/${run!.info.runId}/model`)).predict(X)).toHaveLength(442);
  });

  it("trains what cannot be taken apart all the same, and says what is not saved", async () => {
    const { runs } = autologStore();
    const { warnings } = await withWarnings(async () => {
      const linear = new XGBoost({ ...OPTIONS, booster: "gblinear", objective: "reg:linear" });
      linear.train(X, [...diabetes.target]);
      expect(linear.predict(X)).toHaveLength(442);
      await runs();
    });
    expect(warnings.join("\n")).toContain("its booster must be gbtree");
    expect((await runs())[0]?.info.status).toBe("FINISHED");
  });

  it("is logged without autologging as well", async () => {
    autologStore({ disable: true });
    const model = trained(XGBoost, "reg:linear", X, [...diabetes.target]);
    const { modelUri } = await withRun(() => logModel(model));
    expect((await loadModel(modelUri)).predict(X)).toBeAllClose(model.predict(X), LAST_DIGIT);
  });
});

describe("a model file of ml-xgboost", () => {
  const bytes = Uint8Array.from(trained(plain, "reg:linear", X, [...diabetes.target]).toJSON().model);

  it.each([0, 100, 160, 400, bytes.length - 1])("is refused when it is cut off after %i bytes", (length) => {
    expect(() => readXGBoostBinary(bytes.subarray(0, length), 1)).toThrow("it is cut off");
  });
});
