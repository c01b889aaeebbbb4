// Which experiment new runs go to.
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

// What was chosen holds for the life of a process: each test gets the client as a new process has it.
type Tracking = typeof import("../../../../src/tracking/index.ts");
let t: Tracking;
let store: string;

beforeEach(async () => {
  vi.resetModules();
  t = await import("../../../../src/tracking/index.ts");
  store = join(temporaryFolder(), "mlruns");
  t.setTrackingUri(store);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function nameOfNextRun(): Promise<string> {
  const experimentId = await t.withRun((run) => run.info.experimentId);
  return (await t.trackingClient().getExperiment(experimentId)).name;
}

it("is the default one when nothing is said", async () => {
  expect(await nameOfNextRun()).toBe("Default");
});

it("is the one that was set, made when there is none of that name", async () => {
  const made = await t.setExperiment("mine");
  expect(made.name).toBe("mine");
  expect(await nameOfNextRun()).toBe("mine");
  expect((await t.setExperiment("mine")).experimentId).toBe(made.experimentId);
  await t.setExperiment({ experimentId: "0" });
  expect(await nameOfNextRun()).toBe("Default");
});

it("holds although the setting is not awaited", async () => {
  const setting = t.setExperiment("soon");
  expect(await nameOfNextRun()).toBe("soon");
  await setting;
});

it("is the environment's when none was set", async () => {
  vi.stubEnv("MLFLOW_EXPERIMENT_NAME", "from-environment");
  expect(await nameOfNextRun()).toBe("from-environment");
  await t.setExperiment("mine");
  expect(await nameOfNextRun()).toBe("mine");
});

it("may be named by MLFLOW_EXPERIMENT_ID, which must exist", async () => {
  const experimentId = await t.trackingClient().createExperiment("by-id");
  vi.stubEnv("MLFLOW_EXPERIMENT_ID", experimentId);
  expect(await nameOfNextRun()).toBe("by-id");
});

it("is refused when MLFLOW_EXPERIMENT_ID is unknown, or not the id of MLFLOW_EXPERIMENT_NAME", async () => {
  vi.stubEnv("MLFLOW_EXPERIMENT_ID", "999");
  await expect(nameOfNextRun()).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
  vi.stubEnv("MLFLOW_EXPERIMENT_NAME", "Default");
  await expect(nameOfNextRun()).rejects.toThrow(/its id is 0, but the id asked for is "999"/);
});

it("is not a deleted one", async () => {
  const experimentId = await t.trackingClient().createExperiment("gone");
  await t.trackingClient().deleteExperiment(experimentId);
  await expect(t.setExperiment("gone")).rejects.toThrow(/deleted/);
});

it("is found by its name in the next store too", async () => {
  await t.setExperiment("mine");
  t.setTrackingUri(join(temporaryFolder(), "other"));
  expect(await nameOfNextRun()).toBe("mine");
});

it("finds the runs of the active experiment, or of those named", async () => {
  await t.setExperiment("a");
  await t.withRun((run) => run.logMetric("m", 1));
  await t.setExperiment("b");
  await t.withRun((run) => run.logMetric("m", 2));
  await t.withRun((run) => run.logMetric("m", 3));
  const values = async (options?: Parameters<Tracking["searchRuns"]>[0]): Promise<unknown> =>
    (await t.searchRuns(options)).map(({ data }) => data.metrics.get("m")?.value);
  expect(await values({ orderBy: ["metrics.m ASC"] })).toEqual([2, 3]);
  expect(await values({ experimentNames: ["a", "b"], orderBy: ["metrics.m DESC"] })).toEqual([3, 2, 1]);
  expect(await values({ experimentNames: ["b"], filter: "metrics.m > 2" })).toEqual([3]);
  expect(await values({ experimentNames: ["b"], orderBy: ["metrics.m DESC"], maxResults: 1 })).toEqual([3]);
  await expect(t.searchRuns({ experimentNames: ["none"] })).rejects.toThrow(/no experiment "none"/);
});

it.each([
  ["MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_URI"],
  ["MLFLOW_TRACKING_DIR", "MLFLOW_TRACKING_DIR"],
])("is in the store that %s names, unless one was set", async (_, variable) => {
  const other = join(temporaryFolder(), "of-environment");
  vi.stubEnv(variable, other);
  expect(t.getTrackingUri()).toMatch(/mlruns$/);
  t.setTrackingUri("");
  expect(t.getTrackingUri()).toMatch(/of-environment$/);
});
