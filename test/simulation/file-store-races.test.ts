// Several processes that do the same thing at the same time: one wins, all are told the truth, nothing gets lost.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../src/tracking/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const WRITER = fileURLToPath(new URL("racing-writer.js", import.meta.url));
const WRITERS = [1, 2, 3, 4];
const ROUNDS = 20;

async function race(root: string, runId: string, me: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [WRITER, root, runId, String(me)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  expect(code).toBe(0);
  return said.trim().split("\n");
}

describe("processes that write to one file store at the same time", () => {
  it("agree on one experiment of a name and one value of a param, and lose no point, name or time", async () => {
    const root = temporaryFolder();
    const { runId } = openFileStore(root).createRun({ experimentId: "0" }).info;
    const said = await Promise.all(WRITERS.map((me) => race(root, runId, me)));
    const store = openFileStore(root);
    const run = store.run(runId);
    for (let round = 0; round < ROUNDS; round++) {
      const outcomes = (what: string) =>
        said
          .flatMap((lines) => lines.filter((line) => line.startsWith(`${what} ${round} `)))
          .map((line) => line.split(" ")[2]);
      expect(outcomes("experiment").sort()).toEqual([...Array(3).fill("RESOURCE_ALREADY_EXISTS"), "done"]);
      expect(outcomes("param").sort()).toEqual([...Array(3).fill("INVALID_PARAMETER_VALUE"), "done"]);
      const winner = WRITERS.find((_, i) => said[i]!.includes(`param ${round} done`));
      expect(run.data.params.get(`p${round}`)).toBe(String(winner));
      const points = store.metricHistory(runId, "shared").items.filter(({ step }) => step === round);
      expect(points.map(({ value }) => value).sort()).toEqual(WRITERS);
      for (const what of ["rename", "end"]) expect(outcomes(what)).toEqual(Array(4).fill("done"));
    }
    // Names and times are changed by different calls: neither may undo the other's.
    expect(run.info.runName).toMatch(/^[1-4] 19$/);
    expect(run.info.endTimeMs! % 1000).toBe(19);
    expect(run.data.tags.get("mlflow.runName")).toBe(run.info.runName);
    const names = store.searchExperiments({ maxResults: 1000 }).items.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(ROUNDS + 1);
    expect(store.damage()).toEqual([]);
    expect(store.examine({ quietMs: -1 }).findings).toEqual([]);
  }, 120_000);
});
