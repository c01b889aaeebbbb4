// The examples with trees and with other packages do what their readers are told.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runExample } from "../support/script.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const { "xgb iris": recorded } = JSON.parse(
  readFileSync(new URL("../golden/autolog/mlflow-xgboost.json", import.meta.url), "utf8"),
);

it("the tutorial's XGBoost example prints the rounds and scores that XGBoost has in Python", async () => {
  const { code, stdout, stderr } = await runExample("xgboost-train", [], { folder: temporaryFolder() });
  expect([code, stderr]).toEqual([0, ""]);
  const rounds = Array.from(stdout.matchAll(/^\[(\d+)\] train-mlogloss ([\d.]+)$/gm), ([, round, loss]) => [
    Number(round),
    Number(loss),
  ]);
  // MLflow has the point of round 0 twice.
  expect(rounds).toEqual(recorded.histories["train-mlogloss"].slice(1));
  const logLoss = /log_loss: ([\d.]+)/.exec(stdout)?.[1];
  expect(Number(logLoss)).toBeCloseTo(recorded.metrics["log_loss"], 6);
  expect(stdout).toContain("accuracy: 1");
});

it("the tutorial's XGBoost example takes its flags, and refuses what is none", async () => {
  const folder = temporaryFolder();
  const words = ["--learning-rate", "0.01", "--colsample-bytree", "0.5", "--subsample", "0.8"];
  const { code, stdout } = await runExample("xgboost-train", words, { folder });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\[9\] train-mlogloss 0\.9/m);
  const wrong = await runExample("xgboost-train", ["--learning-rate", "fast"], { folder });
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("learningRate")]);
});

it("ml-regression is logged, loads and takes data with names", async () => {
  const { code, stdout, stderr } = await runExample("ml-regression", [], { folder: temporaryFolder() });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("params { degree: '2', intercept_at_zero: 'False' }");
  expect(stdout).toContain("training_r2_score 1.0000");
  expect(stdout).toMatch(/after 0\.6 s: 1\.7\d/);
  expect(stdout).toMatch(/Diabetes, first patient: 206\.\d/);
});

it("ml-xgboost is logged, and its model predicts the same when it is loaded", async () => {
  const { code, stdout } = await runExample("ml-xgboost", [], { folder: temporaryFolder() });
  expect(code).toBe(0);
  expect(stdout).toContain("eta: '0.3'");
  expect(stdout).toMatch(/training_accuracy_score 0\.9\d+|training_accuracy_score 1/);
  expect(stdout).toContain("9 => ");
  expect(stdout).toMatch(/flavors .*xgboost.*; predicts the same/);
});
