// A run for the length of a function: what is active in it, how it ends, and that several do not mix.
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import {
  activeRun,
  endRun,
  getMetricHistory,
  getRun,
  logMetric,
  logParam,
  searchRuns,
  setTrackingUri,
  startRun,
  withRun,
} from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

beforeEach(() => {
  setTrackingUri(join(temporaryFolder(), "mlruns"));
});

it("has its run active inside, over awaits and timers, and nowhere else", async () => {
  const seen = await withRun(async (run) => {
    expect(activeRun()).toBe(run);
    await nextTurn();
    expect(activeRun()).toBe(run);
    return await new Promise((resolve) => setTimeout(() => resolve(activeRun() === run), 1));
  });
  expect(seen).toBe(true);
  expect(activeRun()).toBeUndefined();
});

it("gives back what the function gives, also one that is not asynchronous", async () => {
  expect(await withRun(() => 7)).toBe(7);
  expect(await withRun({ runName: "n" }, async (run) => run.info.runName)).toBe("n");
});

it("ends as FINISHED", async () => {
  const runId = await withRun((run) => run.runId);
  expect((await getRun(runId)).info.status).toBe("FINISHED");
});

it("ends as FAILED when the function throws, and lets the error go on unchanged", async () => {
  const error = new Error("mine");
  let runId = "";
  const outcome = withRun(async (run) => {
    runId = run.runId;
    await nextTurn();
    throw error;
  });
  await expect(outcome).rejects.toBe(error);
  expect((await getRun(runId)).info.status).toBe("FAILED");
  expect(activeRun()).toBeUndefined();
});

it("does not call the function when the run cannot be started", async () => {
  let called = false;
  await expect(
    withRun({ runId: "0".repeat(32) }, () => {
      called = true;
    }),
  ).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
  expect(called).toBe(false);
});

it("is a child of the run around it only when that is meant", async () => {
  await withRun(async (parent) => {
    await expect(withRun(() => {})).rejects.toThrow(/already active/);
    const childId = await withRun({ nested: true }, (child) => child.runId);
    expect(activeRun()).toBe(parent);
    expect((await getRun(childId)).data.tags.get("mlflow.parentRunId")).toBe(parent.runId);
  });
});

it("works inside a run that a script has started", async () => {
  const outer = await startRun();
  const childId = await withRun({ nested: true }, (child) => child.runId);
  expect(activeRun()).toBe(outer);
  await endRun();
  expect((await getRun(childId)).data.tags.get("mlflow.parentRunId")).toBe(outer.runId);
});

it("ends runs that were started in it and left open", async () => {
  const innerId = await withRun(async () => (await startRun({ nested: true })).runId);
  expect((await getRun(innerId)).info.status).toBe("FINISHED");
  expect(activeRun()).toBeUndefined();
});

it("may be ended early by the function itself", async () => {
  const runId = await withRun(async (run) => {
    await endRun("KILLED");
    expect(activeRun()).toBeUndefined();
    return run.runId;
  });
  expect((await getRun(runId)).info.status).toBe("KILLED");
});

it("still gets what is logged late by work it did not wait for", async () => {
  let late = Promise.resolve();
  const runId = await withRun((run) => {
    late = nextTurn()
      .then(() => nextTurn())
      .then(() => logMetric("late", 1));
    return run.runId;
  });
  await late;
  expect((await getRun(runId)).data.metrics.get("late")?.value).toBe(1);
  expect(await searchRuns()).toHaveLength(1);
});

it("keeps any number of runs at once apart, whatever the order of their turns", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat(3), { maxLength: 8 }), { minLength: 2, maxLength: 6 }),
      async (plans) => {
        const runIds = await Promise.all(
          plans.map((pauses, i) =>
            withRun(async (run) => {
              logParam("i", i);
              for (const [step, turns] of pauses.entries()) {
                for (let turn = 0; turn < turns; turn++) await nextTurn();
                logMetric("m", i, { step });
              }
              return run.runId;
            }),
          ),
        );
        for (const [i, runId] of runIds.entries()) {
          expect((await getRun(runId)).data.params.get("i")).toBe(String(i));
          const points = await getMetricHistory(runId, "m");
          expect(points.map(({ value, step }) => [value, step])).toEqual(
            plans[i]?.map((_, step) => [i, step]),
          );
        }
      },
    ),
    { numRuns: 20 },
  );
});
