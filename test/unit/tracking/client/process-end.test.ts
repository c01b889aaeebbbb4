// A script that ends without endRun(): its runs end with it, and say how.
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Run, TrackingClient } from "../../../../src/tracking/index.ts";
import { type ProcessOptions, type ProcessOutcome, runScript } from "../../../support/script.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

async function outcomeOf(
  code: string,
  options: Partial<ProcessOptions> = {},
): Promise<{ readonly outcome: ProcessOutcome; readonly runs: readonly Run[] }> {
  const folder = temporaryFolder();
  const outcome = await runScript(code, { folder, ...options });
  const client = new TrackingClient(join(folder, "mlruns"));
  const { items } = await client.searchRuns({ experimentIds: ["0"], orderBy: ["start_time ASC"] });
  return { outcome, runs: items };
}

const statuses = (runs: readonly Run[]): readonly string[] => runs.map(({ info }) => info.status);

it("as FINISHED when the script is done", async () => {
  const { outcome, runs } = await outcomeOf(`t.startRun(); t.logParam("a", 1);`);
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(statuses(runs)).toEqual(["FINISHED"]);
  expect(runs[0]?.info.endTimeMs).toBeGreaterThan(0);
});

it("as FINISHED when the script leaves by process.exit(0), as FAILED by another code", async () => {
  expect(statuses((await outcomeOf(`await t.startRun(); process.exit(0);`)).runs)).toEqual(["FINISHED"]);
  const { outcome, runs } = await outcomeOf(`await t.startRun(); process.exit(3);`);
  expect(outcome.code).toBe(3);
  expect(statuses(runs)).toEqual(["FAILED"]);
});

it("as FAILED after an error that nobody caught, which is printed as ever", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.startRun(); t.logMetric("m", 1); throw new Error("my mistake");`,
  );
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain("Error: my mistake");
  expect(statuses(runs)).toEqual(["FAILED"]);
  expect(runs[0]?.data.metrics.get("m")?.value).toBe(1);
});

it("as FAILED after a promise that nobody caught", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.startRun(); setTimeout(() => Promise.reject(new Error("late")), 1);`,
  );
  expect(outcome.code).toBe(1);
  expect(statuses(runs)).toEqual(["FAILED"]);
});

it("all that are open, the inner ones too", async () => {
  const { runs } = await outcomeOf(`await t.startRun(); await t.startRun({ nested: true });`);
  expect(statuses(runs)).toEqual(["FINISHED", "FINISHED"]);
});

it("but not one that has ended before", async () => {
  const { runs } = await outcomeOf(`await t.startRun(); await t.endRun("KILLED"); throw new Error("after");`);
  expect(statuses(runs)).toEqual(["KILLED"]);
});

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "as KILLED by %s, of which the process still dies",
  async (signal) => {
    const { outcome, runs } = await outcomeOf(
      `await t.startRun(); console.log("ready"); setInterval(() => t.logMetric("m", 1), 5);`,
      { signal },
    );
    expect(outcome).toMatchObject({ code: null, signal, stderr: "" });
    expect(statuses(runs)).toEqual(["KILLED"]);
  },
);

it("as KILLED inside withRun too", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.withRun(() => { console.log("ready"); return new Promise((resolve) => setTimeout(resolve, 60_000)); });`,
    { signal: "SIGTERM" },
  );
  expect(outcome.signal).toBe("SIGTERM");
  expect(statuses(runs)).toEqual(["KILLED"]);
});

it("as the script decides, if it handles the signal itself", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.startRun();
     const timer = setInterval(() => {}, 5);
     process.on("SIGTERM", async () => { clearInterval(timer); await t.endRun("FINISHED"); console.log("bye"); });
     console.log("ready");`,
    { signal: "SIGTERM" },
  );
  expect(outcome).toMatchObject({ code: 0, signal: null });
  expect(outcome.stdout).toContain("bye");
  expect(statuses(runs)).toEqual(["FINISHED"]);
});

it("as KILLED, if the script's own handler leaves with a code", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.startRun(); setInterval(() => {}, 5); process.on("SIGINT", () => process.exit(130)); console.log("ready");`,
    { signal: "SIGINT" },
  );
  expect(outcome.code).toBe(130);
  expect(statuses(runs)).toEqual(["KILLED"]);
});

it("stays readable when the process is killed outright", async () => {
  const { outcome, runs } = await outcomeOf(
    `await t.startRun(); t.logMetric("m", 1); console.log("ready"); setInterval(() => {}, 5);`,
    { signal: "SIGKILL" },
  );
  expect(outcome.signal).toBe("SIGKILL");
  expect(statuses(runs)).toEqual(["RUNNING"]);
  expect(runs[0]?.data.metrics.get("m")?.value).toBe(1);
});

it("without keeping the process from ending, or its signals from killing it, when no run is open", async () => {
  const { outcome } = await outcomeOf(
    `await t.withRun(() => {}); console.log("ready", process.listenerCount("SIGINT")); setInterval(() => {}, 5);`,
    { signal: "SIGINT" },
  );
  expect(outcome.signal).toBe("SIGINT");
  expect(outcome.stdout).toContain("ready 0");
});
