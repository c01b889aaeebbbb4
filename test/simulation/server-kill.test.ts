// A server that is killed in the middle of its work: what it has acknowledged is there when it is back.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { newRunIdOf, postJson } from "../support/rest-calls.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const KILLS = 4;
const WRITERS = 3;

/** Starts a server and gives its address, and how to kill it as nothing could stop. */
async function started(folder: string): Promise<{ readonly url: string; kill(): Promise<void> }> {
  const server = spawn("node", [MAIN, "server", "-p", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  onTestFinished(() => void server.kill("SIGKILL"));
  let text = "";
  for await (const chunk of server.stdout) {
    text += String(chunk);
    const url = /Tracking at (http:\S+)/.exec(text)?.[1];
    if (url !== undefined) {
      return {
        url,
        kill: async () => {
          server.kill("SIGKILL");
          await ended;
        },
      };
    }
  }
  throw new Error(`The server ended before it listened: ${text}`);
}

it("nothing acknowledged is lost when the server is killed", { timeout: 240_000 }, async () => {
  const folder = temporaryFolder();
  const acknowledged = new Map<string, number[]>();
  for (let kill = 0; kill <= KILLS; kill++) {
    const server = await started(folder);
    for (const [runId, steps] of acknowledged) {
      const answer = await fetch(
        `${server.url}/api/2.0/mlflow/metrics/get-history?run_id=${runId}&metric_key=m`,
      );
      const { metrics = [] } = (await answer.json()) as { metrics?: { step: number; value: number }[] };
      const found = new Set(metrics.map(({ step }) => step));
      expect(steps.filter((step) => !found.has(step))).toEqual([]);
      expect(metrics.every(({ step, value }) => value === step / 7)).toBe(true);
    }
    if (kill === KILLS) return await server.kill();
    const isOver = { now: false };
    const writers = Array.from({ length: WRITERS }, () => write(server.url, acknowledged, isOver));
    // The moment differs from kill to kill by how much has been written, not by a clock.
    await reached(acknowledged, (kill + 1) * 40);
    await server.kill();
    isOver.now = true;
    await Promise.all(writers);
  }
});

/** Logs points to a run of its own and remembers those that were acknowledged, until the server is gone. */
async function write(
  url: string,
  acknowledged: Map<string, number[]>,
  isOver: { readonly now: boolean },
): Promise<void> {
  try {
    const runId = await newRunIdOf(url);
    const steps: number[] = [];
    acknowledged.set(runId, steps);
    for (let step = 0; !isOver.now; step++) {
      await postJson(url, "runs/log-metric", {
        run_id: runId,
        key: "m",
        value: step / 7,
        timestamp: 1,
        step,
      });
      steps.push(step);
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch's word for a connection that broke
  }
}

async function reached(acknowledged: ReadonlyMap<string, readonly number[]>, count: number): Promise<void> {
  const total = (): number => [...acknowledged.values()].reduce((sum, steps) => sum + steps.length, 0);
  await expect.poll(total, { timeout: 60_000, interval: 1 }).toBeGreaterThanOrEqual(count);
}
