// The commands that look after a store: doctor, gc, export, import, and runs made by hand.
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../../src/tracking/index.ts";
import { commandLine } from "../../support/command-line.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MISSING = "0".repeat(32);

async function json(...words: readonly string[]): Promise<unknown> {
  const { code, out, error } = await commandLine(...words, "--json");
  expect({ code, error }).toEqual({ code: 0, error: "" });
  return JSON.parse(out);
}

describe("traintracks doctor", () => {
  it("says that nothing is wrong", async () => {
    const store = join(temporaryFolder(), "mlruns");
    openFileStore(store).createRun({ experimentId: "0" });
    const { code, out } = await commandLine("doctor", "--backend-store-uri", store);
    expect(code).toBe(0);
    expect(out).toBe(`${store}: 1 experiment, 1 run, 0 logged models\nNothing is wrong.\n`);
  });

  it("names what is damaged and ends with 1, repairs it when asked to and ends with 0", async () => {
    const root = join(temporaryFolder(), "mlruns");
    const store = openFileStore(root);
    const { runId } = store.createRun({ experimentId: "0" }).info;
    store.logBatch(runId, { metrics: [{ key: "loss", value: 1, timestampMs: 1, step: 0 }] });
    store.close();
    mkdirSync(join(root, "0", runId, "metrics"), { recursive: true });
    appendFileSync(join(root, "0", runId, "metrics", "loss"), "this is no point\n");
    const before = await commandLine("doctor", "--backend-store-uri", root);
    expect(before.code).toBe(1);
    expect(before.out).toContain(`0/${runId}/metrics/loss: `);
    expect(before.error).toContain("1 of 1 findings are not repaired: --repair repairs what can be");
    // What has changed just now may still be written to, and is left alone: this is the same a minute later.
    const report = store.examine({ quietMs: -1, repair: true });
    expect(report.findings).toMatchObject([{ isRepaired: true }]);
    expect(await json("doctor", "--backend-store-uri", root, "--repair")).toEqual({
      experiments: 1,
      runs: 1,
      models: 0,
      findings: [],
    });
    expect(store.metricHistory(runId, "loss").items).toHaveLength(1);
  });

  it("refuses a server, and a folder that is not there", async () => {
    const { error, code } = await commandLine("doctor", "--backend-store-uri", "http://127.0.0.1:1");
    expect(code).toBe(1);
    expect(error).toContain("done on the machine where its folder is");
    const missing = join(temporaryFolder(), "none");
    expect((await commandLine("doctor", "--backend-store-uri", missing)).error).toContain(
      `There is no folder of runs at ${missing}`,
    );
  });
});

describe("traintracks gc", () => {
  it("removes what was deleted, artifacts behind the proxy too, and can tell before", async () => {
    const folder = temporaryFolder();
    const root = join(folder, "mlruns");
    const store = openFileStore(root, { artifactRoot: "mlflow-artifacts:/" });
    const kept = store.createRun({ experimentId: "0" }).info.runId;
    const gone = store.createRun({ experimentId: "0", runName: "gone" }).info.runId;
    const artifacts = join(folder, "mlartifacts", "0", gone, "artifacts");
    mkdirSync(artifacts, { recursive: true });
    writeFileSync(join(artifacts, "model.bin"), Buffer.alloc(2_000_000));
    store.deleteRun(gone);

    const planned = await commandLine("gc", "--backend-store-uri", root, "--dry-run");
    expect(planned.out).toBe(`Run with ID ${gone} would be permanently deleted.\n2.0 MB would be free.\n`);
    expect(existsSync(artifacts)).toBe(true);
    expect(await json("gc", "--backend-store-uri", root, "--older-than", "1d12h")).toEqual([]);
    expect((await commandLine("gc", "--backend-store-uri", root, "--run-ids", kept)).error).toContain(
      "it is not in the trash; delete it first",
    );
    const done = await commandLine("gc", "--backend-store-uri", root, "--run-ids", gone);
    expect(done.out).toBe(`Run with ID ${gone} has been permanently deleted.\n2.0 MB are free.\n`);
    expect(existsSync(artifacts)).toBe(false);
    expect(readdirSync(join(root, "0")).sort()).toEqual([kept, "meta.yaml"].sort());
    expect((await commandLine("gc", "--backend-store-uri", root)).out).toBe("There is nothing to remove.\n");
  });

  it.each(["30", "d", "1h1d", "1.5d", "-1d"])("does not take %s for a time", async (text) => {
    const { code, error } = await commandLine("gc", `--older-than=${text}`);
    expect(code).toBe(2);
    expect(error).toContain("It must be a time such as 30d or 1d2h3m4s.");
  });
});

describe("traintracks export and import", () => {
  it("tell first, copy, and find nothing more to copy", async () => {
    const folder = temporaryFolder();
    const [here, there] = [join(folder, "mlruns"), join(folder, "there")];
    const store = openFileStore(here, { artifactRoot: "mlflow-artifacts:/" });
    const { info } = store.createRun({ experimentId: "0", runName: "first" });
    const artifacts = join(folder, "mlartifacts", "0", info.runId, "artifacts");
    mkdirSync(artifacts, { recursive: true });
    writeFileSync(join(artifacts, "note.txt"), "hello");
    store.updateRun(info.runId, { status: "FINISHED", endTimeMs: 5 });

    const words = ["export", "--tracking-uri", here, "--to", there];
    const planned = await commandLine(...words, "--dry-run");
    expect(planned.out.split("\n")[1]).toMatch(
      /^run {3}[0-9a-f]{32} {2}first {2}Default {5}would be copied$/,
    );
    expect(existsSync(there)).toBe(false);
    expect((await commandLine(...words)).out).toBe(`1 run: 1 copied (file://${there})\n`);
    expect((await commandLine(...words)).out).toBe(`1 run: 1 was there already (file://${there})\n`);
    const [copy] = openFileStore(there).searchRuns({ experimentIds: ["0"] }).items;
    expect(existsSync(join(there, "0", copy?.info.runId ?? "", "artifacts", "note.txt"))).toBe(true);

    const third = join(folder, "third");
    expect(await json("import", "--tracking-uri", third, "--from", there, "-x", "0")).toMatchObject([
      { kind: "run", id: copy?.info.runId, name: "first", outcome: "new", experiment_name: "Default" },
    ]);
  });

  it("name what could not be copied, and end with 1", async () => {
    const folder = temporaryFolder();
    const store = openFileStore(join(folder, "mlruns"));
    const experimentId = store.createExperiment("far", { artifactLocation: "s3://bucket/far" });
    const { runId } = store.createRun({ experimentId, runName: "far away" }).info;
    const { code, error, out } = await commandLine(
      ...["import", "--from", join(folder, "mlruns"), "--tracking-uri", join(folder, "to")],
    );
    expect(code).toBe(1);
    expect(out).toContain("1 run: 1 failed");
    expect(error).toContain(`run ${runId} (far away): Cannot reach the artifacts at`);
    expect(error).toContain("Cannot copy 1 of 1: the same command tries them again");
  });
});

describe("traintracks runs create", () => {
  it("makes a run that is over, with its tags, in an experiment of that name", async () => {
    const store = join(temporaryFolder(), "mlruns");
    const parent = openFileStore(store).createRun({ experimentId: "0" }).info.runId;
    const made = await json(
      ...["runs", "create", "--tracking-uri", store, "--experiment-name", "wine", "--run-name", "by hand"],
      ...["--description", "a note", "-t", "team=red", "-t", "formula=a=b", "--status", "failed"],
      ...["--parent-run-id", parent],
    );
    expect(made).toMatchObject({ info: { run_name: "by hand", status: "FAILED" } });
    const { data } = made as { data: { tags: { key: string; value: string }[] } };
    const tags = new Map(data.tags.map(({ key, value }) => [key, value]));
    expect(Object.fromEntries(tags)).toMatchObject({
      team: "red",
      formula: "a=b",
      "mlflow.note.content": "a note",
      "mlflow.parentRunId": parent,
      "mlflow.runName": "by hand",
    });
  });

  it.each([
    [
      ["--experiment-id", "0", "--experiment-name", "x"],
      1,
      "give either --experiment-id or --experiment-name",
    ],
    [["--experiment-id", "0", "-t", "nothing"], 2, "It must be key=value."],
    [["--experiment-id", "0", "--status", "done"], 2, "Allowed choices are finished, failed, killed."],
    [["--experiment-id", "0", "--parent-run-id", MISSING], 1, `Run '${MISSING}' not found`],
  ])("refuses %j", async (words, expected, message) => {
    const store = join(temporaryFolder(), "mlruns");
    const { code, error } = await commandLine("runs", "create", "--tracking-uri", store, ...words);
    expect(code).toBe(expected);
    expect(error).toContain(message);
  });
});
