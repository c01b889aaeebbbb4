// The examples of autologging do what their readers are told.
import { expect, it } from "vitest";
import { runExample } from "../support/script.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("the pipeline prints what was logged without a line of logging", async () => {
  const { code, stdout, stderr } = await runExample("pipeline", [], { folder: temporaryFolder() });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Prediction for [3, 5]: 16.000000");
  for (const word of [
    "StandardScaler()",
    "lr__fit_intercept",
    "training_r2_score",
    "estimator_name: 'Pipeline'",
    "coefficients.png",
  ]) {
    expect(stdout).toContain(word);
  }
});

it("the grid search prints its choice and the runs of its best settings, the best first", async () => {
  const { code, stdout, stderr } = await runExample("grid-search", [], { folder: temporaryFolder() });
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/Best setting { alpha: 0\.001, l1Ratio: [\d.]+ } with a mean R2 of 0\.4\d+/);
  const scores = Array.from(stdout.matchAll(/^alpha .*: ([\d.]+)$/gm), ([, score]) => Number(score));
  expect(scores).toHaveLength(3);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});
