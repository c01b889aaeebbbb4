// Logging to the active run, as a script does it.
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  activeRun,
  deleteTag,
  endRun,
  flush,
  getMetricHistory,
  getRun,
  lastActiveRun,
  logArtifact,
  logArtifacts,
  logBytes,
  logDict,
  logMetric,
  logMetrics,
  logParam,
  logParams,
  logText,
  setExperiment,
  setTag,
  setTags,
  setTrackingUri,
  startRun,
  trackingClient,
} from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

let store: string;

beforeEach(() => {
  store = join(temporaryFolder(), "mlruns");
  setTrackingUri(store);
});
afterEach(async () => {
  while (activeRun() !== undefined) await endRun();
  vi.unstubAllEnvs();
});

describe("what is logged", () => {
  it("is on disk when the call returns", async () => {
    const run = await startRun();
    const folder = join(store, "0", run.runId);
    logParam("alpha", 0.01);
    expect(readFileSync(join(folder, "params", "alpha"), "utf8")).toBe("0.01");
    logMetric("rmse", 65.29, { step: 3, timestampMs: 1_700_000_000_000 });
    expect(readFileSync(join(folder, "metrics", "rmse"), "utf8")).toBe("1700000000000 65.29 3\n");
    setTag("team", "ts");
    expect(readFileSync(join(folder, "tags", "team"), "utf8")).toBe("ts");
  });

  it("is on disk even if the start of the run is not awaited", () => {
    const started = startRun();
    logParam("alpha", 1);
    const [runId] = readdirSync(join(store, "0")).filter((name) => name !== "meta.yaml");
    expect(readFileSync(join(store, "0", String(runId), "params", "alpha"), "utf8")).toBe("1");
    return started;
  });

  it("starts a run when none is active", async () => {
    logMetric("m", 1);
    const run = activeRun();
    await endRun();
    expect((await getRun(String(run?.runId))).data.metrics.get("m")?.value).toBe(1);
  });

  it("comes back with its values as text, and numbers as numbers", async () => {
    const { runId } = await startRun();
    logParams({ number: 0.1, big: 1e21, yes: true, nothing: null, list: [1, "a"], text: " as is\n" });
    logMetrics({
      nan: Number.NaN,
      up: Number.POSITIVE_INFINITY,
      down: Number.NEGATIVE_INFINITY,
      tiny: 5e-324,
    });
    setTags(new Map([["__proto__", "only a key"]]));
    const { data } = await getRun(runId);
    expect(Object.fromEntries(data.params)).toEqual({
      number: "0.1",
      big: "1e+21",
      yes: "true",
      nothing: "null",
      list: '[1,"a"]',
      text: " as is\n",
    });
    expect([...data.metrics.values()].map(({ key, value }) => [key, value])).toEqual([
      ["down", Number.NEGATIVE_INFINITY],
      ["nan", Number.NaN],
      ["tiny", 5e-324],
      ["up", Number.POSITIVE_INFINITY],
    ]);
    expect(data.tags.get("__proto__")).toBe("only a key");
  });

  it("keeps every point of a metric in order, and the default step 0", async () => {
    const { runId } = await startRun();
    for (const value of [3, 2, 1]) logMetric("loss", value);
    logMetric("loss", 0.5, { step: 7 });
    expect((await getMetricHistory(runId, "loss")).map(({ value, step }) => [value, step])).toEqual([
      [3, 0],
      [2, 0],
      [1, 0],
      [0.5, 7],
    ]);
  });

  it("may be more than one batch holds", async () => {
    const { runId } = await startRun();
    logParams(new Map(Array.from({ length: 250 }, (_, i) => [`p${i}`, i])));
    logMetrics(new Map(Array.from({ length: 1500 }, (_, i) => [`m${i}`, i])));
    const { data } = await getRun(runId);
    expect(data.params.size).toBe(250);
    expect(data.metrics.size).toBe(1500);
  });

  it("loses a tag that is deleted", async () => {
    const { runId } = await startRun();
    setTag("a", 1);
    deleteTag("a");
    expect((await getRun(runId)).data.tags.has("a")).toBe(false);
  });
});

describe("a mistake", () => {
  it.each([
    ["a key with other characters", () => logParam("a*b", 1), /alphanumerics/],
    ["an empty key", () => logMetric("", 1), /name/],
    ["a metric that is no number", () => Reflect.apply(logMetric, undefined, ["m", "1"]), /must be a number/],
    ["a step between two", () => logMetric("m", 1, { step: 1.5 }), /whole number/],
  ])("is thrown at the call: %s", async (_, log, message) => {
    await startRun();
    expect(log).toThrow(message);
  });

  it("is thrown at the call when a param changes, and the first value stays", async () => {
    const { runId } = await startRun();
    logParam("alpha", 0.5);
    logParam("alpha", 0.5);
    expect(() => logParam("alpha", 0.6)).toThrow(/alpha/);
    expect((await getRun(runId)).data.params.get("alpha")).toBe("0.5");
  });

  it("keeps the whole batch out", async () => {
    const { runId } = await startRun();
    expect(() => logParams({ good: 1, "bad*": 2 })).toThrow(RangeError);
    expect((await getRun(runId)).data.params.size).toBe(0);
  });
});

describe("a fault of the store", () => {
  it("warns, lets the work go on, and is told at the end", async () => {
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    const run = await startRun();
    breakMetric(run.runId, "loss");
    logMetric("loss", 1);
    logMetric("loss", 2);
    setTag("after", 1);
    expect((await warned).name).toBe("TrackingWarning");
    await expect(endRun()).rejects.toMatchObject({
      code: "DATA_LOSS",
      message: expect.stringContaining("2 requests"),
    });
    rmSync(join(store, "0", run.runId, "metrics", "loss"));
    const { info, data } = await getRun(run.runId);
    expect(info.status).toBe("FINISHED");
    expect(data.tags.has("after")).toBe(true);
  });

  it("is told by flush once", async () => {
    const run = await startRun();
    breakMetric(run.runId, "loss");
    logMetric("loss", 1);
    await expect(flush()).rejects.toMatchObject({ code: "DATA_LOSS" });
    await flush();
    await endRun();
  });
});

describe("artifacts", () => {
  it("are copied and written below the run's own folder", async () => {
    const run = await startRun();
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.txt"), "a");
    await logArtifact(join(folder, "a.txt"));
    await logArtifact(join(folder, "a.txt"), "deep/er");
    await logArtifacts(folder, "all");
    await logText("text", "notes/n.md");
    await logDict({ b: [1] }, "conf.json");
    await logBytes(Uint8Array.of(0, 255), "raw");
    const root = join(store, "0", run.runId, "artifacts");
    const read = (name: string): string => readFileSync(join(root, name), "utf8");
    expect([read("a.txt"), read("deep/er/a.txt"), read("all/a.txt"), read("notes/n.md")]).toEqual([
      "a",
      "a",
      "a",
      "text",
    ]);
    expect(read("conf.json")).toBe('{\n  "b": [\n    1\n  ]\n}');
    expect([...readFileSync(join(root, "raw"))]).toEqual([0, 255]);
  });

  it("do not leave the run's folder", async () => {
    await startRun();
    await expect(logText("x", "../outside")).rejects.toThrow(RangeError);
    await expect(logArtifact("/no/such/file")).rejects.toThrow("/no/such/file");
  });
});

it("remembers the run that was active last", async () => {
  const run = await startRun();
  expect(lastActiveRun()).toBe(run);
  await endRun();
  expect(activeRun()).toBeUndefined();
  expect(lastActiveRun()).toBe(run);
});

it("does nothing when a run is ended that is not there", async () => {
  await endRun();
  expect(existsSync(store)).toBe(false);
});

it("says with each point of a run which model MLFLOW_ACTIVE_MODEL_ID names", async () => {
  const { experimentId } = await setExperiment("with-model");
  const model = await trackingClient().createLoggedModel({ experimentId, name: "m" });
  vi.stubEnv("MLFLOW_ACTIVE_MODEL_ID", model.modelId);
  await startRun();
  logMetric("rmse", 1);
  expect((await trackingClient().getLoggedModel(model.modelId)).metrics).toMatchObject([
    { key: "rmse", value: 1 },
  ]);
});

/** A link to itself where a metric's file belongs: the system refuses to open it, as it may refuse on a damaged disk. */
function breakMetric(runId: string, key: string): void {
  symlinkSync(key, join(store, "0", runId, "metrics", key));
}
