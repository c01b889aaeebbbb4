// Copying runs between two folders, and a folder and a server: everything arrives, once, however often it is copied.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CopiedThing, copyRuns, openFileStore, TrackingClient } from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { servedStore } from "../../../support/tracking-server.ts";

interface Sides {
  readonly from: TrackingClient;
  readonly to: TrackingClient;
  readonly fromFolder: string;
  readonly experimentId: string;
  readonly parent: string;
  readonly child: string;
  readonly modelId: string;
}

/** A parent with a child that has everything a run can have. */
async function sides(): Promise<Sides> {
  const fromFolder = join(temporaryFolder(), "mlruns");
  const from = new TrackingClient(fromFolder);
  const experimentId = await from.createExperiment("wine", { tags: new Map([["team", "red"]]) });
  const parent = (await from.createRun({ experimentId, runName: "search", startTimeMs: 1000 })).info.runId;
  const run = await from.createRun({
    experimentId,
    runName: "trial",
    userId: "alice",
    startTimeMs: 2000,
    tags: new Map([["mlflow.parentRunId", parent]]),
  });
  const child = run.info.runId;
  const { modelId, artifactUri } = await from.createLoggedModel({
    experimentId,
    name: "model",
    sourceRunId: child,
    params: new Map([["alpha", "0.5"]]),
    tags: new Map([["kind", "linear"]]),
  });
  const files = from.openArtifacts(artifactUri);
  await files.write("MLmodel", `artifact_path: ${artifactUri}\nmodel_id: ${modelId}\nrun_id: ${child}\n`);
  await files.write("data/weights.bin", new Uint8Array([0, 1, 255]));
  await from.finalizeLoggedModel(modelId, "LOGGED_MODEL_READY");
  const params = Array.from({ length: 150 }, (_, i) => [`p${i}`, `value ${i}`] as const);
  await from.logBatch(child, { params: new Map(params.slice(0, 100)) });
  await from.logBatch(child, {
    params: new Map(params.slice(100)),
    metrics: [
      { key: "loss", value: 1 / 3, timestampMs: 5, step: 0 },
      { key: "loss", value: Number.NaN, timestampMs: 6, step: 1 },
      { key: "loss", value: Number.NaN, timestampMs: 6, step: 1 },
      { key: "loss", value: Number.NEGATIVE_INFINITY, timestampMs: 7, step: -2 },
    ],
  });
  await from.logMetric(child, { key: "rmse", value: 0.7, timestampMs: 8, step: 3, modelId });
  const dataset = { name: "wine", digest: "1234abcd", sourceType: "code", source: "{}" };
  await from.logInputs(child, {
    datasets: [{ dataset, tags: new Map([["mlflow.data.context", "train"]]) }],
    modelIds: [modelId],
  });
  await from.logOutputs(child, [{ modelId, step: 3 }]);
  const artifacts = await from.runArtifacts(child);
  await artifacts.write("plots/été 1.txt", "a plot");
  await artifacts.write("empty", "");
  await from.setTerminated(child, "FAILED", 3000);
  await from.setTerminated(parent, "FINISHED", 4000);
  return {
    from,
    to: new TrackingClient(join(temporaryFolder(), "copy")),
    fromFolder,
    experimentId,
    parent,
    child,
    modelId,
  };
}

const told = (report: readonly CopiedThing[]): readonly string[] =>
  report.map(({ kind, name, outcome }) => `${kind} ${name} ${outcome}`).sort();
const idOf = (report: readonly CopiedThing[], id: string): string =>
  report.find((thing) => thing.id === id)?.targetId ?? "";

async function expectWhole(
  to: TrackingClient,
  report: readonly CopiedThing[],
  { parent, child, modelId }: Sides,
): Promise<void> {
  const run = await to.getRun(idOf(report, child));
  const { info, data, inputs, outputs } = run;
  expect(info).toMatchObject({
    runName: "trial",
    userId: "alice",
    status: "FAILED",
    startTimeMs: 2000,
    endTimeMs: 3000,
  });
  expect(data.params.size).toBe(150);
  expect(data.params.get("p149")).toBe("value 149");
  expect(data.tags.get("mlflow.parentRunId")).toBe(idOf(report, parent));
  const history = await to.getMetricHistory(info.runId, "loss");
  expect(history.map(({ value, timestampMs, step }) => [value, timestampMs, step])).toEqual([
    [1 / 3, 5, 0],
    [Number.NaN, 6, 1],
    [Number.NaN, 6, 1],
    [Number.NEGATIVE_INFINITY, 7, -2],
  ]);
  expect(await to.getMetricHistory(info.runId, "rmse")).toMatchObject([
    { value: 0.7, timestampMs: 8, step: 3 },
  ]);
  const copiedModel = idOf(report, modelId);
  expect(copiedModel).not.toBe(modelId);
  expect(inputs.datasets).toMatchObject([{ dataset: { name: "wine", digest: "1234abcd" } }]);
  expect([...(inputs.datasets[0]?.tags ?? [])]).toEqual([["mlflow.data.context", "train"]]);
  expect(inputs.modelIds).toEqual([copiedModel]);
  expect(outputs).toEqual([{ modelId: copiedModel, step: 3 }]);
  const artifacts = to.openArtifacts(info.artifactUri);
  expect(new TextDecoder().decode(await artifacts.read("plots/été 1.txt"))).toBe("a plot");
  expect((await artifacts.read("empty")).length).toBe(0);

  const model = await to.getLoggedModel(copiedModel);
  expect(model).toMatchObject({ name: "model", status: "LOGGED_MODEL_READY", sourceRunId: info.runId });
  expect([...model.params]).toEqual([["alpha", "0.5"]]);
  expect(model.tags.get("kind")).toBe("linear");
  expect(model.metrics).toMatchObject([{ key: "rmse", value: 0.7, step: 3 }]);
  const files = to.openArtifacts(model.artifactUri);
  expect([...(await files.read("data/weights.bin"))]).toEqual([0, 1, 255]);
  expect(new TextDecoder().decode(await files.read("MLmodel"))).toBe(
    `artifact_path: ${model.artifactUri}\nmodel_id: ${copiedModel}\nrun_id: ${info.runId}\n`,
  );
  const experiment = await to.getExperimentByName("wine");
  expect(experiment?.tags.get("team")).toBe("red");
}

describe("copying runs", () => {
  it("keeps everything, under ids of the target", async () => {
    const both = await sides();
    const progress: number[] = [];
    const report = await copyRuns(both.from, both.to, { onProgress: ({ runs }) => progress.push(runs) });
    expect(told(report)).toEqual(["model model new", "run search new", "run trial new"]);
    expect(progress.at(-1)).toBe(2);
    await expectWhole(both.to, report, both);
  });

  it("does nothing the second time, and later only what is new", async () => {
    const both = await sides();
    const { from, to, child } = both;
    const first = await copyRuns(from, to);
    expect(told(await copyRuns(from, to))).toEqual(["model model same", "run search same", "run trial same"]);
    await from.logMetric(child, { key: "loss", value: 9, timestampMs: 9, step: 9 });
    await (await from.runArtifacts(child)).write("later.txt", "later");
    await from.setTag(child, "note", "seen");
    const again = await copyRuns(from, to);
    expect(told(again)).toEqual(["model model same", "run search same", "run trial behind"]);
    const copy = idOf(again, child);
    expect(copy).toBe(idOf(first, child));
    expect((await to.getMetricHistory(copy, "loss")).map(({ step }) => step)).toEqual([0, 1, 1, -2, 9]);
    expect((await to.getRun(copy)).data.tags.get("note")).toBe("seen");
    expect((await to.listArtifacts(copy)).map(({ path }) => path)).toContain("later.txt");
    const { items } = await to.searchRuns({ experimentIds: [(await to.getRun(copy)).info.experimentId] });
    expect(items).toHaveLength(2);
  });

  it("only tells what it would do, if asked to", async () => {
    const { from, to } = await sides();
    const report = await copyRuns(from, to, { dryRun: true });
    expect(told(report)).toEqual(["model model new", "run search new", "run trial new"]);
    expect(await to.getExperimentByName("wine")).toBeUndefined();
    expect(existsSync(to.store.uri.slice("file://".length))).toBe(false);
  });

  it("takes only the runs it is told, with their models, and refuses deleted ones", async () => {
    const { from, to, parent, child } = await sides();
    expect(told(await copyRuns(from, to, { runIds: [parent] }))).toEqual(["run search new"]);
    await from.deleteRun(child);
    await expect(copyRuns(from, to, { runIds: [child] })).rejects.toThrow(/it is deleted; restore it first/);
    expect(told(await copyRuns(from, to))).toEqual(["run search same"]);
  });

  it("goes on where it was cut off: with another run, another file, another point", async () => {
    const both = await sides();
    const { from, to, child } = both;
    const trial = await from.getRun(child);
    const half = await to.createRun({
      experimentId: await to.createExperiment("wine"),
      runName: "trial",
      userId: "alice",
      startTimeMs: 2000,
      tags: new Map([["traintracks.copiedFrom", child]]),
    });
    await to.logBatch(half.info.runId, {
      params: new Map([["p0", "value 0"]]),
      metrics: (await from.getMetricHistory(child, "loss")).slice(0, 2),
    });
    await (await to.runArtifacts(half.info.runId)).write("plots/été 1.txt", "a p");
    const report = await copyRuns(from, to);
    expect(told(report)).toEqual(["model model new", "run search new", "run trial behind"]);
    expect(idOf(report, child)).toBe(half.info.runId);
    await expectWhole(to, report, both);
    expect(trial.data.tags.has("traintracks.copiedFrom")).toBe(false);
  });

  it("tells of what it cannot copy, and copies the rest", async () => {
    const { from, to, child, fromFolder, experimentId } = await sides();
    const meta = join(fromFolder, experimentId, child, "meta.yaml");
    writeFileSync(
      meta,
      readFileSync(meta, "utf8").replace(/artifact_uri: .*/, "artifact_uri: s3://elsewhere/x"),
    );
    const report = await copyRuns(from, to);
    expect(told(report)).toEqual(["model model new", "run search new", "run trial failed"]);
    expect(report.find(({ outcome }) => outcome === "failed")?.problem).toContain("storage behind s3:");
  });

  it("leaves alone what was deleted at the target", async () => {
    const { from, to, child } = await sides();
    const copy = idOf(await copyRuns(from, to), child);
    await to.deleteRun(copy);
    expect(told(await copyRuns(from, to))).toContain("run trial deleted");
    expect((await to.getRun(copy)).info.lifecycleStage).toBe("deleted");
  });

  it("refuses to copy a store to itself", async () => {
    const { from, fromFolder } = await sides();
    await expect(copyRuns(from, new TrackingClient(`file://${fromFolder}`))).rejects.toThrow(/to itself/);
  });

  it("brings changes back to where a run came from, without a second run", async () => {
    const { from, to, child, experimentId } = await sides();
    const copy = idOf(await copyRuns(from, to), child);
    await to.setTag(copy, "reviewed", "yes");
    const back = await copyRuns(to, from);
    expect(idOf(back, copy)).toBe(child);
    expect((await from.getRun(child)).data.tags.get("reviewed")).toBe("yes");
    expect((await from.searchRuns({ experimentIds: [experimentId] })).items).toHaveLength(2);
  });

  it("goes from a folder to a server and on to another folder, artifacts through its proxy", async () => {
    const both = await sides();
    const served = openFileStore(join(temporaryFolder(), "served"), { artifactRoot: "mlflow-artifacts:/" });
    const server = new TrackingClient(await servedStore(served));
    const up = await copyRuns(both.from, server);
    await expectWhole(server, up, both);
    rmSync(both.fromFolder, { recursive: true });
    const down = await copyRuns(server, both.to);
    const ids = new Map(up.map(({ id, targetId }) => [id, targetId ?? ""]));
    await expectWhole(both.to, down, {
      ...both,
      parent: ids.get(both.parent) ?? "",
      child: ids.get(both.child) ?? "",
      modelId: ids.get(both.modelId) ?? "",
    });
    expect(told(await copyRuns(server, both.to))).toEqual([
      "model model same",
      "run search same",
      "run trial same",
    ]);
  });
});
