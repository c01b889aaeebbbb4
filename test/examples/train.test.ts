// The first program a user runs: what it prints, what it records, and what it does with bad arguments.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  loadDiabetes,
  loadModel,
  type Run,
  setTrackingUri,
  TrackingClient,
  trainTestSplit,
} from "traintracks";
import { describe, expect, it } from "vitest";
import { goldenCases, goldenData } from "../support/golden-elastic-net.ts";
import { type ProcessOutcome, runExample } from "../support/script.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const FEATURES = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"];

interface Training {
  readonly outcome: ProcessOutcome;
  readonly store: string;
  readonly run: Run;
}

async function trained(
  words: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Training> {
  const folder = temporaryFolder();
  const outcome = await runExample("train", words, { folder, environment });
  const store = join(folder, "mlruns");
  const client = new TrackingClient(store);
  const experimentIds = (await client.searchExperiments()).items.map(({ experimentId }) => experimentId);
  const [run] = (await client.searchRuns({ experimentIds })).items;
  if (run === undefined) throw new Error(`nothing was recorded:\n${outcome.stdout}\n${outcome.stderr}`);
  return { outcome, store, run };
}

/** The metrics of scikit-learn's optimum for the same data, rows and setting. */
function metricsOfOptimum(alpha: number, l1Ratio: number): Record<string, number> {
  const golden = goldenCases("ElasticNet.fit").find(
    ({ split, params }) =>
      split === "mlflow40" &&
      params["alpha"] === alpha &&
      params["l1_ratio"] === l1Ratio &&
      params["tol"] === 1e-12,
  );
  if (golden === undefined) throw new Error(`there is no golden fit for ${alpha} ${l1Ratio}`);
  const { coef, intercept } = golden.expect;
  const predicted = goldenData(golden).testX.map((row) =>
    row.reduce((sum, x, j) => sum + x * coef[j]!, intercept),
  );
  const actual = Array.from(trainTestSplit(loadDiabetes(), { seed: 40 }).test.target);
  const errors = actual.map((y, i) => y - predicted[i]!);
  const meanOf = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = meanOf(actual.map((y) => (y - meanOf(actual)) ** 2));
  const mse = meanOf(errors.map((e) => e ** 2));
  return { rmse: Math.sqrt(mse), mae: meanOf(errors.map(Math.abs)), r2: 1 - mse / variance };
}

describe("training", () => {
  it.each([
    [[], 0.05, 0.05],
    [["0.01", "0.01"], 0.01, 0.01],
    [["0.01", "0.75"], 0.01, 0.75],
    [["0.01", "1.0"], 0.01, 1],
    [["0.8", "1.0"], 0.8, 1],
  ])(
    "with the arguments %j records and prints the numbers of scikit-learn's optimum",
    async (words, alpha, l1Ratio) => {
      const { outcome, run } = await trained(words);
      expect(outcome).toMatchObject({ code: 0, stderr: "" });
      const recorded = Object.fromEntries(
        [...run.data.metrics.values()].map(({ key, value }) => [key, value]),
      );
      const expected = metricsOfOptimum(alpha, l1Ratio);
      // A fit that stops at a duality gap of 1e-4 |y|^2 is near the optimum, not at it; scikit-learn's own is 4e-6 away.
      for (const key of ["rmse", "mae", "r2"]) {
        expect([recorded[key]!]).toBeAllClose([expected[key]!], { rtol: 1e-5 });
      }
      expect(outcome.stdout).toContain(`(alpha=${alpha}, l1_ratio=${l1Ratio})`);
      for (const value of Object.values(recorded)) expect(outcome.stdout).toContain(String(value));
    },
  );

  it("records params, tags, the data, the plot and the model", async () => {
    const { run, store } = await trained(["0.01", "0.75"]);
    expect(run.info).toMatchObject({ status: "FINISHED", experimentId: "0" });
    expect(Object.fromEntries(run.data.params)).toEqual({ alpha: "0.01", l1_ratio: "0.75" });
    expect([...run.data.tags.keys()]).toEqual(
      expect.arrayContaining(["mlflow.user", "mlflow.source.name", "mlflow.source.type", "mlflow.runName"]),
    );
    expect(run.inputs.datasets).toMatchObject([
      { dataset: { name: "diabetes", digest: expect.stringMatching(/^[0-9a-f]{8}$/) } },
    ]);
    const artifacts = join(store, "0", run.info.runId, "artifacts");
    expect(readdirSync(artifacts)).toEqual(["ElasticNet-paths.png"]);
    expect(readFileSync(join(artifacts, "ElasticNet-paths.png")).subarray(1, 4).toString()).toBe("PNG");

    setTrackingUri(store);
    const model = await loadModel(`runs:/${run.info.runId}/model`);
    expect(model.info.signature?.inputs).toMatchObject({
      kind: "columns",
      columns: FEATURES.map((name) => ({ name, type: "double", required: true })),
    });
    expect(model.info.inputExample?.path).toBe("input_example.json");
    expect(model.predict(loadDiabetes().features)).toHaveLength(442);
  });

  it("prints where the run is, and the two commands that come next", async () => {
    const { outcome, run, store } = await trained();
    expect(outcome.stdout).toContain(join(store, "0", run.info.runId));
    expect(outcome.stdout).toContain("npx traintracks ui\n");
    expect(outcome.stdout).toContain(
      `npx traintracks models serve -m runs:/${run.info.runId}/model -p 5005\n`,
    );
  });

  it.each(["0", "1e-3"])("draws the path of l1_ratio %s too", async (l1Ratio) => {
    expect((await trained(["0.1", l1Ratio])).outcome.code).toBe(0);
  });

  it("goes where MLFLOW_TRACKING_URI and MLFLOW_EXPERIMENT_NAME say", async () => {
    const elsewhere = join(temporaryFolder(), "with blank");
    const folder = temporaryFolder();
    const environment = {
      MLFLOW_TRACKING_URI: pathToFileURL(elsewhere).href,
      MLFLOW_EXPERIMENT_NAME: "diabetes",
    };
    expect((await runExample("train", [], { folder, environment })).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    const client = new TrackingClient(elsewhere);
    const experiment = await client.getExperimentByName("diabetes");
    expect(
      (await client.searchRuns({ experimentIds: [String(experiment?.experimentId)] })).items,
    ).toHaveLength(1);
  });
});

describe("a mistake on the command line", () => {
  it.each([
    [["abc"], /^error: .*alpha.*a number of at least 0.*"abc"/],
    [["-1"], /^error: .*alpha.*a number of at least 0.*-1/],
    [["0.1", "2"], /^error: .*l1_ratio.*a number from 0 to 1.*2/],
    [["0.1", ""], /^error: .*l1_ratio/],
    [["NaN"], /^error: .*alpha/],
    [["0.1", "0.5", "7"], /^error: .*"7"/],
    [["--alpha=1"], /^error: .*alpha.*"--alpha=1"/],
  ])("gets one line and exit code 2, and records nothing: %j", async (words, line) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runExample("train", words, { folder });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(existsSync(join(folder, "mlruns"))).toBe(false);
  });

  it.each(["--help", "-h"])("is avoided by %s, which explains the arguments", async (word) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await runExample("train", [word], { folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: train \[alpha\] \[l1_ratio\]\n/);
    expect(stdout).toMatch(/alpha .*default 0.05/);
    expect(existsSync(join(folder, "mlruns"))).toBe(false);
  });
});
