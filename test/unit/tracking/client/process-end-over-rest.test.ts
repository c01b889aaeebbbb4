// A script that ends without endRun(), while its runs are kept by a server: what can be sent at the last moment is sent.
import { expect, it } from "vitest";
import { openMemoryStore, type Run } from "../../../../src/tracking/index.ts";
import { type ProcessOptions, type ProcessOutcome, runScript } from "../../../support/script.ts";
import { scriptedServer } from "../../../support/scripted-server.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { servedStore } from "../../../support/tracking-server.ts";

async function outcomeOf(
  code: string,
  options: Partial<ProcessOptions> = {},
): Promise<{ readonly outcome: ProcessOutcome; readonly run: Run | undefined }> {
  const store = openMemoryStore();
  const environment = { MLFLOW_TRACKING_URI: await servedStore(store) };
  const outcome = await runScript(code, { folder: temporaryFolder(), environment, ...options });
  const page = await store.searchRuns({ experimentIds: ["0"] });
  return { outcome, run: page.items[0] };
}

const LOG = `for (let step = 0; step < 1500; step++) t.logMetric("m", step, { step }); t.logParam("p", 1);`;

it.each([
  ["FINISHED", "when it is done", "", 0],
  ["FINISHED", "when it leaves by process.exit(0)", "process.exit(0);", 0],
  ["FAILED", "after an error that nobody caught", `throw new Error("my mistake");`, 1],
  ["FAILED", "when it leaves by another code", "process.exit(7);", 7],
])("as %s %s, with all that was logged", async (status, _, end, code) => {
  const { outcome, run } = await outcomeOf(`await t.startRun(); ${LOG} ${end}`);
  expect(outcome.code).toBe(code);
  expect(run?.info.status).toBe(status);
  expect(run?.data.metrics.get("m")?.value).toBe(1499);
  expect(run?.data.params.get("p")).toBe("1");
});

it("as KILLED by a signal", async () => {
  const { outcome, run } = await outcomeOf(
    `await t.startRun(); console.log("ready"); setInterval(() => t.logMetric("m", 1), 5);`,
    { signal: "SIGTERM" },
  );
  expect(outcome.signal).toBe("SIGTERM");
  expect(run?.info.status).toBe("KILLED");
});

it("also when endRun() was not awaited", async () => {
  const { run } = await outcomeOf(`await t.startRun(); ${LOG} void t.endRun(); process.exit(0);`);
  expect(run?.info.status).toBe("FINISHED");
  expect(run?.data.metrics.get("m")?.value).toBe(1499);
});

it("and fails when not everything could be recorded", async () => {
  const info = { run_id: "a".repeat(32), experiment_id: "0", status: "RUNNING", lifecycle_stage: "active" };
  const created = { status: 200, body: JSON.stringify({ run: { info }, run_info: info }) };
  const { url } = await scriptedServer(created, { status: 500 }, created);
  const environment = { MLFLOW_TRACKING_URI: url };
  const outcome = await runScript(`await t.startRun(); t.logMetric("m", 1);`, {
    folder: temporaryFolder(),
    environment,
  });
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/Cannot record everything of this run in http:.*1 request failed/);
});
