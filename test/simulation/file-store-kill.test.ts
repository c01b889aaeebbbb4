// Processes that write to one run and are killed without warning: what they were told is kept must be there.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../src/tracking/index.ts";
import { KILLS } from "../support/effort.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const WRITER = fileURLToPath(new URL("killed-writer.js", import.meta.url));
const WRITERS = 3;
const ROUNDS = Math.ceil((KILLS * 1.5) / WRITERS) + 5;
/** A seed for the moments of the kills; printed with a failure, as each expectation names its round. */
const FIRST_KILL_AFTER_LINES = 3;
const KILL_LATER_BY = 17;
const LATEST_KILL_AFTER_LINES = 150;
const MS_PER_ROUND = 15_000;

/** Starts a writer and kills it once it has said so many things; returns what it had said. */
async function killedWriter(
  root: string,
  runId: string,
  writer: number,
  afterLines: number,
): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, [WRITER, root, runId, String(writer)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > afterLines) child.kill("SIGKILL");
  });
  const [code, signal] = await once(child, "close");
  expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
  return said.split("\n").slice(0, -1);
}

describe("a file store under writers that are killed", () => {
  it(
    "keeps all it has acknowledged, shows nothing torn, and lets the next ones write",
    async () => {
      const root = temporaryFolder();
      const { runId } = openFileStore(root).createRun({ experimentId: "0", runName: "shared" }).info;
      const shared = new Map<number, number>();
      const childRuns: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const writers = Array.from({ length: WRITERS }, (_, i) => round * WRITERS + i + 1);
        const afterLines = FIRST_KILL_AFTER_LINES + ((round * KILL_LATER_BY) % LATEST_KILL_AFTER_LINES);
        const said = await Promise.all(
          writers.map((writer) => killedWriter(root, runId, writer, afterLines)),
        );

        const store = openFileStore(root);
        const run = store.run(runId);
        const points = store.metricHistory(runId, "shared").items;
        for (const { value, step } of points) expect(value).toBe(step / 7);
        for (const [i, writer] of writers.entries()) {
          const acknowledged = (what: string) =>
            said[i]!.flatMap((line) => (line.startsWith(`${what} `) ? [line.slice(what.length + 1)] : []));
          shared.set(writer, acknowledged("point").length);
          for (const n of acknowledged("param"))
            expect(run.data.params.get(`p${writer}-${n}`)).toBe(`value ${n}`);
          const lastTag = acknowledged("tag").at(-1);
          const tag = run.data.tags.get(`t${writer}`);
          if (lastTag !== undefined)
            expect(Number(tag?.slice("value ".length))).toBeGreaterThanOrEqual(Number(lastTag));
          const batches = acknowledged("batch").map(Number);
          const kept = store.metricHistory(runId, `batch${writer}`).items;
          for (const batch of batches) {
            expect(kept.filter(({ timestampMs }) => timestampMs === batch)).toHaveLength(300);
          }
          childRuns.push(...acknowledged("run"));
        }
        for (const [writer, count] of shared) {
          const steps = points.filter(({ timestampMs }) => timestampMs === writer).map(({ step }) => step);
          expect({ round, writer, steps: steps.slice(0, count) }).toEqual({
            round,
            writer,
            steps: Array.from({ length: count }, (_, step) => step),
          });
        }
        const { items } = store.searchRuns({ experimentIds: ["0"], viewType: "ALL", maxResults: 50_000 });
        expect(items.map(({ info }) => info.runId)).toEqual(expect.arrayContaining(childRuns));
        for (const { info, data } of items) expect(data.tags.get("mlflow.runName")).toBe(info.runName);
        expect(store.damage()).toEqual([]);
      }
    },
    60_000 + ROUNDS * MS_PER_ROUND,
  );
});
