// MLflow's own Python client at our server: what a user does with it works, and what comes back is what it should be.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileRegistry } from "../../src/registry/index.ts";
import { createTrackingServer } from "../../src/server/index.ts";
import { openFileStore } from "../../src/tracking/index.ts";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { askPython } from "../support/python.ts";

describe("MLflow's Python client at our server", () => {
  const faults: string[] = [];
  let folder: DisposableFolder;
  let server: FastifyInstance;
  let url = "";

  beforeAll(async () => {
    folder = disposableFolder();
    const mlruns = join(folder.path, "mlruns");
    server = createTrackingServer({
      store: openFileStore(mlruns, { artifactRoot: "mlflow-artifacts:/" }),
      registry: openFileRegistry(mlruns),
      artifacts: { proxiedFolder: join(folder.path, "mlartifacts"), localFolders: [mlruns] },
      options: { onFault: (what, error) => faults.push(`${what}: ${String(error)}`) },
    });
    url = await server.listen({ host: "127.0.0.1", port: 0 });
  });
  afterAll(async () => {
    server.server.closeAllConnections();
    await server.close();
    folder[Symbol.dispose]();
    expect(faults).toEqual([]);
  });

  async function session(name: string): Promise<unknown> {
    const script = readFileSync(new URL(`sessions/${name}.py`, import.meta.url), "utf8");
    return await askPython(script, { cwd: folder.path, env: { MLFLOW_TRACKING_URI: url } });
  }

  it("tracks experiments, runs, metrics, artifacts and data sets", async () => {
    const facts = await session("tracking_session");
    expect(facts).toMatchObject({
      experiment: { team: "ts" },
      exists: ["RESOURCE_ALREADY_EXISTS", "RESOURCE_ALREADY_EXISTS: Experiment 'session' already exists."],
      missing_experiment: null,
      params: {
        alpha: "0.5",
        l1_ratio: "0.1",
        "nested/param": "x",
        "unicode é": "가나다",
        multi: "line1\nline2",
        empty: "",
        q: "v",
      },
      param_count: 257,
      metrics: {
        rmse: "0.7862",
        loss: "0.3333333333333333",
        nan: "nan",
        pinf: "inf",
        ninf: "-inf",
        r2: "0.11",
        "nested/m": "1.0",
        big: "1e+300",
        later: "1.0",
        m1: "1.5",
        resumed: "1.0",
      },
      tags: { a: "1", k1: "v1", t1: "v", "mlflow.runName": "first", "mlflow.note.content": "a description" },
      has_b: false,
      status: "FINISHED",
      dataset: [["toy", expect.arrayContaining(["1", "training"])]],
      history: [
        [0, 1],
        [1, 0.5],
        [2, 1 / 3],
      ],
      artifacts: [
        ["all", true, null],
        ["conf.json", false, 12],
        ["dir", true, null],
        ["table.json", false, 46],
      ],
      deep: [
        ["all/deep", true],
        ["all/été 1.txt", false],
      ],
      text: "hello\n",
      downloaded: ["deep/empty", "été 1.txt"],
      table: { q: ["a", "b"], n: [1, 2] },
      search: ["first"],
      search_frame: ["child", "fails", "first", "parent"],
      pages: [2, 2, null],
      statuses: { first: "FINISHED", parent: "FINISHED", child: "FINISHED", fails: "FAILED" },
      bad_filter: "INVALID_PARAMETER_VALUE",
      search_experiments: ["session-2", "session"],
      renamed: ["renamed", { team: "ts", note: "n" }],
      deleted_run: "deleted",
      deleted_experiment: "deleted",
      restored: ["active", "active"],
      renamed_run: "second",
      missing_run: [
        "RESOURCE_DOES_NOT_EXIST",
        "RESOURCE_DOES_NOT_EXIST: Run '00000000000000000000000000000000' not found",
      ],
    });
    expect(facts).toHaveProperty("changed_param.0", "INVALID_PARAMETER_VALUE");
    expect(facts).toHaveProperty("missing_artifact.0", "RESOURCE_DOES_NOT_EXIST");
  });

  it("logs, registers, finds and loads models", async () => {
    const facts = await session("models_session");
    const { expected } = facts as { expected: readonly number[] };
    expect(facts).toMatchObject({
      logged: ["model", "READY", { alpha: "0.01" }, "1", true],
      logged_metrics: [
        ["rmse", 0.5],
        ["rmse_model", 0.7],
      ],
      outputs: 2,
      run_artifacts: [
        "model/MLmodel",
        "model/conda.yaml",
        "model/model.skops",
        "model/python_env.yaml",
        "model/requirements.txt",
      ],
      search_logged: [true],
      external: [{ a: "1", q: "1" }, "agent"],
      deleted_model: "RESOURCE_DOES_NOT_EXIST",
      loads: {
        id: expected,
        run: expected,
        version: expected,
        latest: expected,
        alias: expected,
        stage: expected,
      },
      boosted: true,
      registered: ["desc", { k: "v" }, { champion: "1" }],
      version: ["v1 desc", { mt: "1", k: "v" }, ["champion"], true, "READY"],
      untagged: [{}, { mt: "1" }],
      latest: [
        ["1", "None"],
        ["2", "Production"],
      ],
      models: ["Diabetes"],
      all_models: ["Boosted", "Diabetes"],
      versions: ["2", "1"],
      of_run: 2,
      errors: [
        ["INVALID_PARAMETER_VALUE", "INVALID_PARAMETER_VALUE: Registered model alias champion not found."],
        ["RESOURCE_DOES_NOT_EXIST", "RESOURCE_DOES_NOT_EXIST: Registered Model with name=nope not found"],
        [
          "RESOURCE_ALREADY_EXISTS",
          "RESOURCE_ALREADY_EXISTS: Registered Model (name=Diabetes) already exists.",
        ],
        [
          "RESOURCE_DOES_NOT_EXIST",
          "RESOURCE_DOES_NOT_EXIST: Model Version (name=Diabetes, version=99) not found",
        ],
        [
          "INVALID_PARAMETER_VALUE",
          "INVALID_PARAMETER_VALUE: Invalid Model Version stage: Prod. Value must be one of None, Staging, Production, Archived.",
        ],
      ],
    });
    expect(facts).toHaveProperty("downloaded", expect.arrayContaining(["MLmodel", "model.skops"]));
  });

  it("logs what its autologs see", async () => {
    expect(await session("autolog_session")).toMatchObject({
      sklearn: {
        metrics: [
          "training_mean_absolute_error",
          "training_mean_squared_error",
          "training_r2_score",
          "training_root_mean_squared_error",
          "training_score",
        ],
        datasets: 1,
        models: 1,
        autologging: "sklearn",
        artifacts: ["estimator.html"],
        status: "FINISHED",
      },
      xgboost: {
        metrics: ["train-mlogloss"],
        datasets: 2,
        models: 1,
        artifacts: ["feature_importance_weight.json", "feature_importance_weight.png"],
        status: "FINISHED",
      },
      history: [0, 0, 1, 2, 3, 4], // the client itself logs the first point twice
    });
  });
});
