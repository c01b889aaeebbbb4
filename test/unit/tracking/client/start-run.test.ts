// What a run is started with, and how an earlier one is continued.
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  activeRun,
  endRun,
  getRun,
  logParam,
  type StartRunOptions,
  setExperiment,
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

async function startedAndEnded(options: StartRunOptions = {}) {
  const { runId } = await startRun(options);
  await endRun();
  return await getRun(runId);
}

describe("a new run", () => {
  it("has the tags MLflow gives it", async () => {
    const { info, data } = await startedAndEnded();
    expect(Object.fromEntries(data.tags)).toMatchObject({
      "mlflow.user": userInfo().username,
      "mlflow.source.type": "LOCAL",
      "mlflow.runName": info.runName,
    });
    expect(info.userId).toBe(userInfo().username);
    expect(info.runName).toMatch(/^[a-z]+-[a-z]+-\d{1,4}$/);
    expect(info.runName.length).toBeLessThanOrEqual(20);
  });

  it("has the name, the note and the tags it is given", async () => {
    const { info, data } = await startedAndEnded({
      runName: "first",
      description: "A *note*",
      tags: { k: 1, "mlflow.source.name": "other.ts" },
    });
    expect(info.runName).toBe("first");
    expect(Object.fromEntries(data.tags)).toMatchObject({
      "mlflow.runName": "first",
      "mlflow.note.content": "A *note*",
      "mlflow.source.name": "other.ts",
      k: "1",
    });
  });

  it("has the tags of MLFLOW_RUN_CONTEXT", async () => {
    vi.stubEnv("MLFLOW_RUN_CONTEXT", '{"mlflow.source.type": "JOB", "job": "7"}');
    expect(Object.fromEntries((await startedAndEnded()).data.tags)).toMatchObject({
      "mlflow.source.type": "JOB",
      job: "7",
    });
  });

  it.each(["{", "[]", '"x"', '{"a": 1}'])("is refused when MLFLOW_RUN_CONTEXT is %s", async (text) => {
    vi.stubEnv("MLFLOW_RUN_CONTEXT", text);
    await expect(startRun()).rejects.toThrow(/MLFLOW_RUN_CONTEXT/);
    expect(activeRun()).toBeUndefined();
  });

  it("is not given two notes", async () => {
    await expect(startRun({ description: "a", tags: { "mlflow.note.content": "b" } })).rejects.toThrow(
      /twice/,
    );
  });

  it("starts now and ends when it is ended", async () => {
    const before = Date.now();
    const { info } = await startedAndEnded();
    expect(info.startTimeMs).toBeGreaterThanOrEqual(before);
    expect(info.endTimeMs).toBeGreaterThanOrEqual(info.startTimeMs);
    expect(info.endTimeMs).toBeLessThanOrEqual(Date.now());
    expect(info.status).toBe("FINISHED");
  });

  it("tells where it is stored", async () => {
    const run = await startRun();
    expect(run.location).toBe(join(store, "0", run.runId));
  });

  it("ends with the status it is given, once", async () => {
    const run = await startRun();
    await endRun("FAILED");
    await run.end("FINISHED");
    expect((await getRun(run.runId)).info.status).toBe("FAILED");
  });

  it("is ended by its handle, also where it is not the active one", async () => {
    const outer = await startRun();
    const inner = await startRun({ nested: true });
    await outer.end();
    expect(activeRun()).toBe(inner);
    expect((await getRun(outer.runId)).info.status).toBe("FINISHED");
  });

  it("ends with its block when it is declared with using", async () => {
    let runId: string;
    {
      await using run = await startRun();
      runId = run.runId;
      expect(activeRun()).toBe(run);
    }
    expect(activeRun()).toBeUndefined();
    expect((await getRun(runId)).info.status).toBe("FINISHED");
  });
});

describe("a nested run", () => {
  it("is refused unless it is meant", async () => {
    const run = await startRun();
    await expect(startRun()).rejects.toThrow(`run "${run.runId}" is already active`);
    expect(activeRun()).toBe(run);
  });

  it("names its parent, which is active again after it", async () => {
    const parent = await startRun();
    const child = await startRun({ nested: true });
    const grandchild = await startRun({ nested: true });
    expect((await getRun(grandchild.runId)).data.tags.get("mlflow.parentRunId")).toBe(child.runId);
    await endRun();
    await endRun();
    expect(activeRun()).toBe(parent);
    expect((await getRun(child.runId)).data.tags.get("mlflow.parentRunId")).toBe(parent.runId);
  });

  it("may be a child of a run that has ended", async () => {
    const { info } = await startedAndEnded();
    const child = await startedAndEnded({ parentRunId: info.runId });
    expect(child.data.tags.get("mlflow.parentRunId")).toBe(info.runId);
  });

  it("is not a child of a deleted run, nor of another one than the active", async () => {
    const { info } = await startedAndEnded();
    await startRun();
    await expect(startRun({ nested: true, parentRunId: info.runId })).rejects.toThrow(/active run is/);
    await endRun();
    await trackingClient().deleteRun(info.runId);
    await expect(startRun({ parentRunId: info.runId })).rejects.toThrow(/deleted/);
  });
});

describe("an earlier run", () => {
  it("goes on with its id, and keeps what it has", async () => {
    const { runId } = await startRun({ tags: { a: 1 } });
    logParam("p", 1);
    await endRun("FAILED");
    const again = await startRun({ runId, tags: { b: 2 }, description: "again" });
    expect(again.runId).toBe(runId);
    expect((await getRun(runId)).info.status).toBe("RUNNING");
    logParam("q", 2);
    await endRun();
    const { info, data } = await getRun(runId);
    expect(info.status).toBe("FINISHED");
    expect([...data.params.keys()]).toEqual(["p", "q"]);
    expect(Object.fromEntries(data.tags)).toMatchObject({ a: "1", b: "2", "mlflow.note.content": "again" });
  });

  it("goes on by MLFLOW_RUN_ID, once", async () => {
    const { info } = await startedAndEnded();
    vi.stubEnv("MLFLOW_RUN_ID", info.runId);
    expect((await startedAndEnded()).info.runId).toBe(info.runId);
    expect(process.env["MLFLOW_RUN_ID"]).toBeUndefined();
    expect((await startedAndEnded()).info.runId).not.toBe(info.runId);
  });

  it("must exist, and not be deleted", async () => {
    await expect(startRun({ runId: "0".repeat(32) })).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
    });
    const { info } = await startedAndEnded();
    await trackingClient().deleteRun(info.runId);
    await expect(startRun({ runId: info.runId })).rejects.toThrow(/deleted/);
    expect(activeRun()).toBeUndefined();
  });

  it("must be of the experiment that was chosen", async () => {
    const { info } = await startedAndEnded({ experimentId: "0" });
    await setExperiment("another");
    await expect(startRun({ runId: info.runId })).rejects.toThrow(/belongs to experiment "0"/);
  });
});
