// With autologging every fit is a run, or a part of the active one.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { observeFitAsync, reportStep } from "../../../src/events/index.ts";
import {
  activeRun,
  autolog,
  ElasticNet,
  ElasticNetCV,
  flush,
  GradientBoostingClassifier,
  LinearRegression,
  LogisticRegression,
  loadDiabetes,
  loadIris,
  loadModel,
  logMetric,
  OneHotEncoder,
  Pipeline,
  setTrackingUri,
  startRun,
  withRun,
} from "../../../src/index.ts";
import { artifactPaths, autologStore } from "../../support/autologged.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { withWarnings } from "../../support/warnings.ts";

const X = [[1], [2], [3], [4], [5]];
const y = [1, 2, 3, 4, 6];
const fitted = (): unknown => new LinearRegression().fit(X, y);

describe("a fit with autologging on", () => {
  it("is a run of its own that ends by itself and is not the active one afterwards", async () => {
    const { runs } = autologStore({ extraTags: { team: "a" } });
    fitted();
    expect(activeRun()).toBeUndefined();
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run?.info).toMatchObject({ status: "FINISHED", endTimeMs: expect.any(Number) });
    expect(Object.fromEntries(run!.data.tags)).toMatchObject({
      "mlflow.autologging": "traintracks",
      estimator_name: "LinearRegression",
      estimator_class: "traintracks.LinearRegression",
      team: "a",
    });
  });

  it("has its parameters in the store when it returns", async () => {
    const { folder } = autologStore();
    fitted();
    const [runId] = readdirSync(join(folder, "0")).filter((name) => /^[0-9a-f]{32}$/.test(name));
    expect(readdirSync(join(folder, "0", runId!, "params"))).toEqual(["fit_intercept", "positive"]);
  });

  it("is a part of the run it is in, which it neither ends nor tags as its own", async () => {
    const { runs } = autologStore({ extraTags: { team: "a" } });
    const runId = await withRun(async (run) => {
      fitted();
      logMetric("mine", 1);
      expect(activeRun()).toBe(run);
      return run.runId;
    });
    const all = await runs();
    expect(all.map(({ info }) => info.runId)).toEqual([runId]);
    const { metrics, tags } = all[0]!.data;
    expect([...metrics.keys()]).toEqual(expect.arrayContaining(["mine", "training_r2_score"]));
    expect([tags.has("mlflow.autologging"), tags.has("team"), tags.get("estimator_name")]).toEqual([
      false,
      false,
      "LinearRegression",
    ]);
  });

  it("says once what it cannot log of a second fit in one run, whose metrics are logged all the same", async () => {
    const { runs } = autologStore();
    const { warnings } = await withWarnings(async () => {
      await withRun(() => {
        for (const alpha of [1, 2, 3]) new ElasticNet({ alpha }).fit(X, y);
      });
    });
    expect(warnings).toEqual([expect.stringContaining("Cannot autolog the params of ElasticNet")]);
    const [run] = await runs();
    expect(run?.data.params.get("alpha")).toBe("1");
    expect(run?.outputs).toHaveLength(3);
  });

  it("logs a model that loads and predicts as the fitted one, with the run's parameters", async () => {
    const { client, runs } = autologStore({ logInputExamples: true });
    const model = new ElasticNet({ alpha: 0.1 }).fit(X, y);
    const [run] = await runs();
    const loaded = await loadModel(`runs:/${run!.info.runId}/model`);
    expect(loaded.predict(X)).toEqual(model.predict(X));
    expect(loaded.info).toMatchObject({ inputExample: { type: "ndarray" }, runId: run!.info.runId });
    const logged = await client.getLoggedModel(run!.outputs[0]!.modelId);
    expect(logged).toMatchObject({ name: "model", status: "LOGGED_MODEL_READY" });
    expect(logged.params).toEqual(run!.data.params);
    expect(logged.metrics.map(({ key }) => key)).toContain("training_r2_score");
  });

  it("notes the data it was fitted to, and on which data the metrics were measured", async () => {
    const { client, runs } = autologStore();
    const { features, target } = loadDiabetes();
    new LinearRegression().fit(features, target);
    const [run] = await runs();
    const [input] = run!.inputs.datasets;
    expect(input).toMatchObject({ dataset: { name: "dataset", sourceType: "code" } });
    expect(input?.tags.get("mlflow.data.context")).toBe("train");
    const [point] = await client.getMetricHistory(run!.info.runId, "training_r2_score");
    expect(point).toMatchObject({ datasetName: "dataset", datasetDigest: input?.dataset.digest });
  });

  it("notes data with text columns too", async () => {
    const { runs } = autologStore();
    const rows = { colour: ["red", "blue", "red"], size: [1, 2, 3] };
    new Pipeline([
      ["encode", new OneHotEncoder()],
      ["lr", new LinearRegression()],
    ]).fit(rows, [1, 2, 3]);
    const [run] = await runs();
    expect(JSON.parse(run!.inputs.datasets[0]!.dataset.schema!)).toEqual({
      mlflow_colspec: [
        { type: "string", name: "colour", required: true },
        { type: "double", name: "size", required: true },
      ],
    });
  });

  it("draws the residuals and the coefficients, as pictures and as numbers", async () => {
    const { client, runs } = autologStore();
    const model = new LinearRegression().fit(X, y);
    const [run] = await runs();
    expect(await artifactPaths(client, run!.info.runId)).toEqual([
      "coefficients.json",
      "coefficients.png",
      "training_residuals.json",
      "training_residuals.png",
    ]);
    const artifacts = await client.runArtifacts(run!.info.runId);
    const read = (path: string): string => readFileSync(join(artifacts.localFolder!, path), "utf8");
    expect(JSON.parse(read("coefficients.json"))).toEqual({ x0: model.coefficients[0] });
    expect(JSON.parse(read("training_residuals.json")).predicted).toEqual([...model.predict(X)]);
  });

  it("counts samples by their weights in the training metrics", async () => {
    const { runs } = autologStore();
    new LinearRegression().fit(X, y, { sampleWeight: [1, 1, 1, 1, 0] });
    const [run] = await runs();
    expect(run?.data.metrics.get("training_mean_squared_error")?.value).toBeCloseTo(0, 12);
  });

  it("that throws ends its run as FAILED, with the error as a tag, and throws the same error", async () => {
    const { runs } = autologStore();
    expect(() => new ElasticNet().fit([[Number.NaN]], [1])).toThrow(RangeError);
    expect(activeRun()).toBeUndefined();
    const [run] = await runs();
    expect(run?.info.status).toBe("FAILED");
    expect(run?.data.tags.get("error")).toContain("row 0, column 0");
    expect(run?.data.params.get("alpha")).toBe("1");
  });

  it("shows how a cross-validation went, alpha by alpha", async () => {
    const { client, runs } = autologStore();
    const { features, target } = loadDiabetes();
    const model = new ElasticNetCV({ alphas: [1, 0.1, 0.01], cv: 3 }).fit(features, target);
    const [run] = await runs();
    const errors = await client.getMetricHistory(run!.info.runId, "validation_mse");
    const means = model.curves[0]!.msePath.map(
      (row) => row.reduce((sum, error) => sum + error, 0) / row.length,
    );
    expect(errors.slice(0, 3).map(({ step, value }) => [step, value])).toEqual([...means.entries()]);
  });

  it("lets what runs during the fit log to the same run", async () => {
    const { runs } = autologStore();
    new ElasticNetCV({ cv: 2, nAlphas: 2 }).fit(X, y, {
      onProgress: ({ done }) => logMetric("done", done),
    });
    const all = await runs();
    expect(all.map(({ data }) => data.metrics.get("done")?.value)).toEqual([4]);
  });

  it("in parallel with others stays apart from them", async () => {
    const { runs } = autologStore();
    const fitAsync = (estimatorName: string, params: object): Promise<object> =>
      observeFitAsync(
        { library: "test", family: "none", estimatorName, params: { ...params }, X, y },
        async () => {
          for (let step = 0; step < 3; step++) {
            await new Promise((resolve) => setImmediate(resolve));
            reportStep(step, () => ({ loss: step }));
            expect(activeRun()).toBeUndefined();
          }
          return {};
        },
      );
    await Promise.all(Array.from({ length: 5 }, (_, i) => fitAsync(`Fit${i}`, { i })));
    const all = await runs();
    const told = all.map(({ data }) => [
      data.tags.get("estimator_name"),
      data.params.get("i"),
      data.metrics.get("loss")?.value,
    ]);
    expect(told.sort()).toEqual([0, 1, 2, 3, 4].map((i) => [`Fit${i}`, String(i), 2]));
  });
});

describe("the options of autologging", () => {
  it("leave away what is not wanted", async () => {
    const { runs } = autologStore({ logModels: false, logDatasets: false });
    fitted();
    const [run] = await runs();
    expect([run?.outputs, run?.inputs.datasets]).toEqual([[], []]);
    expect(run?.data.metrics.has("training_r2_score")).toBe(true);
  });

  it("leave the signature out of the model", async () => {
    const { runs } = autologStore({ logModelSignatures: false });
    fitted();
    const [run] = await runs();
    expect((await loadModel(`runs:/${run!.info.runId}/model`)).info.signature?.inputs).toBeUndefined();
  });

  it("leave a run of the program alone if exclusive", async () => {
    const { runs } = autologStore({ exclusive: true });
    await withRun(() => fitted());
    fitted();
    const all = await runs();
    expect(all.map(({ data }) => data.params.size).sort()).toEqual([0, 2]);
  });

  it("switch it off again", async () => {
    const { runs } = autologStore();
    autolog({ disable: true });
    fitted();
    expect(await runs()).toEqual([]);
  });

  it("of a family go before the general ones", async () => {
    const { runs } = autologStore();
    autolog.linear({ disable: true });
    fitted();
    new Pipeline([["lr", new LinearRegression()]]).fit(X, y);
    expect((await runs()).map(({ data }) => data.tags.get("estimator_name"))).toEqual(["Pipeline"]);
    autolog.linear();
    fitted();
    expect(await runs()).toHaveLength(2);
  });

  it("register the model as a new version of a registered one", async () => {
    const { client, folder, runs } = autologStore({ registeredModelName: "Best" });
    fitted();
    fitted();
    const all = await runs();
    const versions = readdirSync(join(folder, "models", "Best")).filter((name) =>
      name.startsWith("version-"),
    );
    expect(versions.sort()).toEqual(["version-1", "version-2"]);
    const tags = await Promise.all(
      all.map(async ({ outputs }) => (await client.getLoggedModel(outputs[0]!.modelId)).tags),
    );
    expect(tags.map((each) => each.get("mlflow.modelVersions")).sort()).toEqual([
      '[{"name": "Best", "version": 1}]',
      '[{"name": "Best", "version": 2}]',
    ]);
  });

  it.each([
    [{ logModel: true }, "there is no option"],
    [{ logModels: "yes" }, "logModels must be true or false"],
    [{ maxTuningRuns: -1 }, "maxTuningRuns must be a whole number"],
    [{ extraTags: { a: 1 } }, "extraTags must be a record of texts"],
    [{ registeredModelName: "" }, "registeredModelName must not be empty"],
  ])("refuse %j", (options, message) => {
    expect(() => autolog(JSON.parse(JSON.stringify(options)))).toThrow(message);
  });
});

/** A path at which no folder can be made. */
function unusableFolder(): string {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  return join(file, "mlruns");
}

describe("a store that fails", () => {
  it("does not touch the fit, and is told once", async () => {
    autologStore();
    setTrackingUri(unusableFolder());
    const { value, warnings } = await withWarnings(async () => {
      const models = [0.1, 0.2, 0.3].map((alpha) => new ElasticNet({ alpha }).fit(X, y));
      await flush();
      return models;
    });
    expect(value[0]!.predict(X)).toHaveLength(5);
    expect(warnings).toHaveLength(1);
  });

  it("behind HTTP does not slow the fit, and is told once a run", async () => {
    autologStore();
    setTrackingUri("http://127.0.0.1:1");
    const { warnings } = await withWarnings(async () => {
      expect(new ElasticNet({ alpha: 0.1 }).fit(X, y).predict(X)).toHaveLength(5);
      await flush();
    });
    expect(warnings.filter((warning) => warning.includes("Cannot record"))).toHaveLength(1);
  });

  it("may be silent", async () => {
    autologStore({ silent: true });
    setTrackingUri(unusableFolder());
    const { warnings } = await withWarnings(async () => void fitted());
    expect(warnings).toEqual([]);
  });
});

describe("a classifier", () => {
  it("has the metrics of classes and of probabilities, also with names for classes", async () => {
    const { client, runs } = autologStore();
    new LogisticRegression().fit([[0], [1], [2], [3]], ["a", "a", "b", "b"]);
    const [run] = await runs();
    expect([...run!.data.metrics.keys()]).toEqual([
      "training_accuracy_score",
      "training_f1_score",
      "training_log_loss",
      "training_precision_score",
      "training_recall_score",
      "training_roc_auc",
      "training_score",
    ]);
    expect(run?.data.metrics.get("training_roc_auc")?.value).toBe(1);
    expect(await artifactPaths(client, run!.info.runId)).toEqual(
      ["confusion_matrix", "precision_recall_curve", "roc_curve"].flatMap((name) => [
        `training_${name}.json`,
        `training_${name}.png`,
      ]),
    );
  });
});

it("boosted trees tell how much each feature counts, and the metrics of their probabilities", async () => {
  const { client, runs } = autologStore();
  const { features, target } = loadIris();
  new GradientBoostingClassifier({ nEstimators: 2 }).fit(features, target);
  const [run] = await runs();
  expect(run!.data.metrics.get("training_log_loss")?.value).toBeLessThan(1);
  expect(await artifactPaths(client, run!.info.runId)).toEqual(
    expect.arrayContaining(["feature_importance_gain.json", "feature_importance_weight.png"]),
  );
});

it("a fit in a run that the script has opened goes into that run, whose end waits for the model", async () => {
  const { client, runs } = autologStore();
  const run = await startRun();
  fitted();
  await run.end();
  const [known] = await runs();
  const logged = await client.getLoggedModel(known!.outputs[0]!.modelId);
  expect(logged.status).toBe("LOGGED_MODEL_READY");
});
