// Many clients at one server, reading and writing at once: no errors, and nothing that was acknowledged is lost.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TrackingClient } from "../../src/tracking/index.ts";
import { runCommand, startCommand } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testServer } from "../support/tracking-test-server.ts";

const CLIENTS = 24;
const ROUNDS = 10;
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const READY = /Tracking at (http:\/\/127\.0\.0\.1:\d+)/;

/** What one client does: makes a run, logs to it, and meanwhile looks at everything. */
async function work(url: string, name: string): Promise<string> {
  const client = new TrackingClient(url);
  const { info } = await client.createRun({ experimentId: "0", runName: name });
  for (let step = 0; step < ROUNDS; step++) {
    await client.logMetric(info.runId, { key: "loss", value: step, step });
    await client.logParam(info.runId, `p${step}`, step);
    await client.setTag(info.runId, "last", step);
    if (step % 5 === 0) {
      const { items } = await client.searchRuns({ experimentIds: ["0"], filter: `run_name = '${name}'` });
      expect(items.map((run) => run.info.runId)).toEqual([info.runId]);
      await client.getRun(info.runId);
      await client.getMetricHistory(info.runId, "loss");
    }
  }
  await client.setTerminated(info.runId);
  return info.runId;
}

/** Everything that {@link work} was told is done. */
async function expectAll(url: string, runId: string): Promise<void> {
  const client = new TrackingClient(url);
  const { info, data } = await client.getRun(runId);
  expect(info.status).toBe("FINISHED");
  expect(data.params.size).toBe(ROUNDS);
  expect(data.tags.get("last")).toBe(String(ROUNDS - 1));
  const history = await client.getMetricHistory(runId, "loss");
  expect(history.map(({ step }) => step)).toEqual(Array.from({ length: ROUNDS }, (_, i) => i));
}

describe("24 clients at once", () => {
  it("have one process to themselves", { timeout: 180_000 }, async () => {
    const { server, faults } = testServer();
    const url = await server.listen({ host: "127.0.0.1", port: 0 });
    const runIds = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => work(url, `client-${i}`)));
    for (const runId of runIds) await expectAll(url, runId);
    expect(faults).toEqual([]);
    server.server.closeAllConnections();
  });

  it("share two workers", { timeout: 180_000 }, async () => {
    const folder = temporaryFolder();
    const args = [MAIN, "server", "-p", "0", "--workers", "2"];
    await using server = await startCommand("node", args, READY, { cwd: folder });
    const url = server.match[1] ?? "";
    const runIds = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => work(url, `client-${i}`)));
    for (const runId of runIds) await expectAll(url, runId);
    const list = [MAIN, "runs", "list", "--experiment-id", "0", "--json"];
    const listed = await runCommand("node", [...list, "--tracking-uri", join(folder, "mlruns")], {
      cwd: folder,
    });
    expect(JSON.parse(listed)).toHaveLength(CLIENTS);
  });
});
