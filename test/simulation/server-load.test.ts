// Many clients at one server, reading and writing at once: no errors, and nothing that was acknowledged is lost.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TrackingClient } from "../../src/tracking/index.ts";
import { LOAD_SECONDS } from "../support/effort.ts";
import { runCommand, startCommand } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testServer } from "../support/tracking-test-server.ts";

const CLIENTS = 24;
const TIMEOUT_MS = 180_000 + LOAD_SECONDS * 3000;
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const READY = /Tracking at (http:\/\/127\.0\.0\.1:\d+)/;

/** What a client has done. */
interface Done {
  readonly runId: string;
  /** How many points, params and tags it has logged. */
  readonly rounds: number;
}

/** What one client does: makes a run, logs to it for some time, and meanwhile looks at everything. */
async function work(url: string, name: string): Promise<Done> {
  const client = new TrackingClient(url);
  const { info } = await client.createRun({ experimentId: "0", runName: name });
  const endMs = performance.now() + LOAD_SECONDS * 1000;
  let step = 0;
  for (; performance.now() < endMs; step++) {
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
  return { runId: info.runId, rounds: step };
}

/** Everything that {@link work} was told is done. */
async function expectAll(url: string, { runId, rounds }: Done): Promise<void> {
  const client = new TrackingClient(url);
  const { info, data } = await client.getRun(runId);
  expect(info.status).toBe("FINISHED");
  expect(data.params.size).toBe(rounds);
  expect(data.tags.get("last")).toBe(String(rounds - 1));
  const history = await client.getMetricHistory(runId, "loss");
  expect(history.map(({ step }) => step)).toEqual(Array.from({ length: rounds }, (_, i) => i));
}

describe("24 clients at once", () => {
  it("have one process to themselves", { timeout: TIMEOUT_MS }, async () => {
    const { server, faults } = testServer();
    const url = await server.listen({ host: "127.0.0.1", port: 0 });
    const done = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => work(url, `client-${i}`)));
    for (const run of done) await expectAll(url, run);
    expect(faults).toEqual([]);
    server.server.closeAllConnections();
  });

  it("share two workers", { timeout: TIMEOUT_MS }, async () => {
    const folder = temporaryFolder();
    const args = [MAIN, "server", "-p", "0", "--workers", "2"];
    await using server = await startCommand("node", args, READY, { cwd: folder });
    const url = server.match[1] ?? "";
    const done = await Promise.all(Array.from({ length: CLIENTS }, (_, i) => work(url, `client-${i}`)));
    for (const run of done) await expectAll(url, run);
    const list = [MAIN, "runs", "list", "--experiment-id", "0", "--json"];
    const listed = await runCommand("node", [...list, "--tracking-uri", join(folder, "mlruns")], {
      cwd: folder,
    });
    expect(JSON.parse(listed)).toHaveLength(CLIENTS);
  });
});
