import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { COMMANDS, GROUPS } from "../../../src/cli/commands/catalogue.ts";
import { runCommandLine } from "../../../src/cli/run-command-line.ts";
import { openFileStore } from "../../../src/tracking/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the commands over a tracker", () => {
  let out = "";
  let error = "";
  let store = "";

  beforeEach(() => {
    out = "";
    error = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      error += String(text);
      return true;
    });
    store = join(temporaryFolder(), "mlruns");
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function run(line: string, ...words: readonly string[]): Promise<number> {
    out = "";
    return await runCommandLine([...line.split(" "), ...words, "--tracking-uri", store], COMMANDS, GROUPS);
  }

  async function runJson(line: string, ...words: readonly string[]): Promise<unknown> {
    expect(await run(line, ...words, "--json"), error).toBe(0);
    return JSON.parse(out);
  }

  it("make, find, rename, delete and restore experiments", async () => {
    const made = await runJson("experiments create -n wine");
    const { experiment_id: id } = made as { experiment_id: string };
    expect(await runJson("experiments search")).toMatchObject([{ name: "wine" }, { name: "Default" }]);
    expect(await runJson("experiments search --filter", "name = 'wine'")).toMatchObject([
      { experiment_id: id },
    ]);
    expect(await runJson("experiments get -n wine")).toMatchObject({
      experiment_id: id,
      lifecycle_stage: "active",
    });
    await runJson(`experiments rename -x ${id} --new-name reds`);
    await runJson(`experiments delete -x ${id}`);
    expect(await runJson("experiments search -v deleted_only")).toMatchObject([{ name: "reds" }]);
    await runJson(`experiments restore -x ${id}`);
    expect(await run("experiments search")).toBe(0);
    expect(out).toBe(
      `Experiment Id       Name     Artifact Location\n${id}  reds     file://${store}/${id}\n0                   Default  file://${store}/0\n`,
    );
  });

  it("list, describe, delete and restore runs, and write them as CSV", async () => {
    const tracker = openFileStore(store);
    const { info } = tracker.createRun({
      experimentId: "0",
      runName: "first",
      startTimeMs: 1_700_000_000_000,
    });
    tracker.logBatch(info.runId, { metrics: [{ key: "rmse", value: 0.5, timestampMs: 1, step: 0 }] });
    expect(await run("runs list --experiment-id 0")).toBe(0);
    expect(out).toBe(
      `Date                 Name   ID                                Status   rmse\n2023-11-14 22:13:20  first  ${info.runId}  RUNNING  0.5\n`,
    );
    expect(await runJson("runs list --experiment-id 0 --filter", "metrics.rmse > 1")).toEqual([]);
    expect(await runJson(`runs describe --run-id ${info.runId}`)).toMatchObject({
      info: { run_id: info.runId, run_name: "first" },
      data: { metrics: [{ key: "rmse", value: 0.5 }] },
    });
    await runJson(`runs delete --run-id ${info.runId}`);
    expect(await runJson("runs list --experiment-id 0")).toEqual([]);
    await runJson(`runs restore --run-id ${info.runId}`);
    const file = join(store, "..", "runs.csv");
    await runJson(`experiments csv -x 0 -o ${file}`);
    expect(readFileSync(file, "utf8").split("\r\n")[1]).toContain(info.runId);
  });

  it("add, list and fetch files of a run", async () => {
    const { info } = openFileStore(store).createRun({ experimentId: "0" });
    const folder = join(store, "..", "files");
    mkdirSync(join(folder, "deep"), { recursive: true });
    writeFileSync(join(folder, "deep", "a.txt"), "four");
    await runJson(`artifacts log-artifact -r ${info.runId} -l ${join(folder, "deep", "a.txt")}`);
    await runJson(`artifacts log-artifacts -r ${info.runId} -l ${folder} -a all`);
    expect(await runJson(`artifacts list -r ${info.runId}`)).toEqual([
      { path: "a.txt", is_dir: false, file_size: 4 },
      { path: "all", is_dir: true },
    ]);
    const copy = join(store, "..", "copy");
    await runJson(`artifacts download -r ${info.runId} -a all -d ${copy}`);
    expect(readFileSync(join(copy, "all", "deep", "a.txt"), "utf8")).toBe("four");
  });

  it("say in one line what went wrong, and end with 1", async () => {
    expect(await run("runs describe --run-id missing")).toBe(1);
    expect(error.trimEnd()).toBe("error: Run 'missing' not found");
    error = "";
    expect(await run("experiments get")).toBe(1);
    expect(error).toContain("give either --experiment-id or --experiment-name");
    error = "";
    expect(await run("experiments search -v some")).toBe(2);
    expect(error).toContain("It must be active_only, deleted_only or all.");
  });
});
