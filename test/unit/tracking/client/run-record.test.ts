// What a run keeps so that it can be run again.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { formatRunRecord, parseRunRecord } from "../../../../src/tracking/codecs/run-record-json.ts";
import { openFileStore, TrackingClient } from "../../../../src/tracking/index.ts";
import { plainEnvironment, runCommand } from "../../../support/processes.ts";
import { runScript } from "../../../support/script.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { servedStore } from "../../../support/tracking-server.ts";
import { commitAll, git, writeFiles } from "../../../support/traintracks-command.ts";

const ON = { TRAINTRACKS_REPRODUCIBLE: "true" };
const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));

interface Kept {
  readonly record: ReturnType<typeof parseRunRecord>;
  readonly artifacts: readonly string[];
  readonly read: (path: string) => Promise<string>;
  readonly tags: ReadonlyMap<string, string>;
}

/** What the runs of a store keep, the first one first. */
async function keptIn(folder: string): Promise<readonly Kept[]> {
  const client = new TrackingClient(join(folder, "mlruns"));
  const { items } = await client.searchRuns({ experimentIds: ["0"], orderBy: ["attributes.start_time ASC"] });
  return await Promise.all(
    items.map(async ({ info, data }) => {
      const artifacts = await client.runArtifacts(info.runId);
      const read = async (path: string): Promise<string> =>
        new TextDecoder().decode(await artifacts.read(path));
      const names = (await artifacts.list("reproduce")).map(({ path }) => path);
      const record = parseRunRecord(await read("reproduce/run.json"));
      return { record, artifacts: names, read, tags: data.tags };
    }),
  );
}

describe("a run keeps", () => {
  it("command, versions, machine, and the seeds that were used, given or drawn", async () => {
    const folder = temporaryFolder();
    const code = `
      t.trainTestSplit(t.loadIris(), { seed: 40 });
      await t.withRun(async () => { t.trainTestSplit(t.loadIris(), { seed: 41 }); });
      await t.withRun(async () => { t.trainTestSplit(t.loadIris()); t.trainTestSplit(t.loadIris(), { seed: 41 }); });
    `;
    const { stderr } = await runScript(code, { folder, environment: ON });
    expect(stderr).toBe("");
    const [first, second] = await keptIn(folder);
    expect(first?.record).toMatchObject({
      command: ["node", "script.mjs"],
      folder,
      source: undefined,
      node: process.versions.node,
      machine: { platform: process.platform, architecture: process.arch, cores: expect.any(Number) },
      runNumber: 1,
      seeds: [
        { seed: 40, drawn: false },
        { seed: 41, drawn: false },
      ],
    });
    expect(first?.record.packages.get("traintracks")).toMatch(/^\d+\.\d+\.\d+/);
    expect(first?.artifacts).toEqual(["reproduce/run.json"]);
    expect(second?.record.runNumber).toBe(2);
    expect(second?.record.seeds.map(({ drawn }) => drawn)).toEqual([false, false, true]);
  });

  it("nothing of that when it is told not to", async () => {
    const folder = temporaryFolder();
    await runScript("await t.startRun();", { folder, environment: { TRAINTRACKS_REPRODUCIBLE: "false" } });
    await expect(keptIn(folder)).rejects.toThrow("No such artifact");
  });

  it("the commit, where from, and what differs from it, new files and bytes included, but not what git ignores", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      ".gitignore": "*.log\n",
      "a.txt": "one\n",
      "inner/b.bin": "\0\x01",
      "script.mjs": "",
    });
    const commit = commitAll(folder);
    git(folder, "remote", "add", "origin", "https://me:secret@example.org/a.git");
    writeFiles(folder, {
      "a.txt": "two\n",
      "inner/b.bin": "\0\x02",
      "new/ü c.txt": "new\n",
      "x.log": "ignored",
    });
    writeFileSync(join(folder, "large.dat"), Buffer.alloc(1024 * 1024 + 1));
    mkdirSync(join(folder, "node_modules"));
    writeFiles(folder, { "node_modules/x/index.js": "" });
    const index = readFileSync(join(folder, ".git", "index"));
    await runScript("await t.startRun(); await t.endRun(); await t.startRun();", { folder, environment: ON });
    expect(readFileSync(join(folder, ".git", "index"))).toEqual(index);
    const kept = await keptIn(folder);
    for (const { record, artifacts, tags } of kept) {
      expect(record.source).toMatchObject({
        commit,
        branch: "trunk",
        remote: "https://example.org/a.git",
        dirty: true,
        leftOut: ["large.dat"],
      });
      expect(record.folder).toBe("");
      expect(artifacts).toEqual(["reproduce/changes.diff", "reproduce/run.json"]);
      expect(tags.get("mlflow.source.git.dirty")).toBe("true");
      expect(tags.get("mlflow.source.git.repoURL")).toBe("https://example.org/a.git");
    }
    expect(kept).toHaveLength(2);

    // The witness is git: applied to the commit, the patch gives the folder as it was.
    const copy = join(temporaryFolder(), "copy");
    git(folder, "clone", "--quiet", folder, copy);
    writeFileSync(join(copy, "changes"), (await kept[0]?.read("reproduce/changes.diff")) ?? "");
    git(copy, "apply", "--binary", "changes");
    for (const path of ["a.txt", "inner/b.bin", "new/ü c.txt", "script.mjs"]) {
      expect(readFileSync(join(copy, path))).toEqual(readFileSync(join(folder, path)));
    }
  });

  it("the words that npm was given, and what the lock file says", async () => {
    const folder = temporaryFolder();
    const lock = JSON.stringify({ packages: { "node_modules/yaml": { version: "1.2.3" } } });
    writeFiles(folder, {
      "package.json": JSON.stringify({
        type: "module",
        scripts: { train: "node inner/train.js --fixed" },
        dependencies: { yaml: "*" },
      }),
      "package-lock.json": lock,
      "inner/train.js": 'import { startRun } from "traintracks"; await startRun();',
    });
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(PACKAGE, join(folder, "node_modules", "traintracks"));
    await runCommand("npm", ["run", "train", "--", "0.5", "a b"], {
      cwd: folder,
      env: { ...plainEnvironment(), ...ON },
    });
    const [kept] = await keptIn(folder);
    expect(kept?.record.command).toEqual(["npm", "run", "train", "--", "0.5", "a b"]);
    expect(kept?.record.folder).toBe(folder);
    expect(kept?.record.lock?.file).toBe("package-lock.json");
    expect(kept?.record.packages.get("yaml")).toBe("1.2.3");
  });

  it("it at a tracking server as well, also when the script does not wait", async () => {
    const store = openFileStore(join(temporaryFolder(), "mlruns"), { artifactRoot: "mlflow-artifacts:/" });
    const url = await servedStore(store);
    const environment = { ...ON, MLFLOW_TRACKING_URI: url };
    await runScript("await t.startRun(); t.trainTestSplit(t.loadIris(), { seed: 3 });", {
      folder: temporaryFolder(),
      environment,
    });
    const client = new TrackingClient(url);
    const { items } = await client.searchRuns({ experimentIds: ["0"] });
    const artifacts = await client.runArtifacts(items[0]?.info.runId ?? "");
    const record = parseRunRecord(new TextDecoder().decode(await artifacts.read("reproduce/run.json")));
    expect(record.seeds).toEqual([{ seed: 3, drawn: false }]);
    expect(items[0]?.info.status).toBe("FINISHED");
  });
});

describe("the file of the record", () => {
  const RECORD = {
    command: ["node", "a.js"],
    folder: "x",
    source: {
      root: "/r",
      commit: "c",
      branch: undefined,
      remote: undefined,
      dirty: true,
      patch: "p",
      leftOut: ["l"],
    },
    node: "20.0.0",
    machine: {
      platform: "linux",
      release: "6",
      architecture: "x64",
      processor: "p",
      cores: 2,
      memoryBytes: 1,
    },
    lock: { file: "package-lock.json", sha256: "s" },
    packages: new Map([["a", "1"]]),
    runNumber: 1,
    seeds: [{ seed: 4, drawn: true }],
  };

  it("is read back as it was written", () => {
    expect(parseRunRecord(formatRunRecord(RECORD))).toEqual(RECORD);
    const { source: _, lock: __, ...bare } = RECORD;
    expect(parseRunRecord(formatRunRecord(bare))).toMatchObject({
      ...bare,
      source: undefined,
      lock: undefined,
    });
  });

  it.each([
    ["", "it is not JSON"],
    ["[]", "must be"],
    ["{}", "machine must be an object"],
    [formatRunRecord(RECORD).replace('"a.js"', "1"), "command must be a list of texts"],
    [formatRunRecord(RECORD).replace('"seed": 4', '"seed": "4"'), "seed must be a whole number"],
    [formatRunRecord(RECORD).replace('"root": "/r"', '"root": ["/r"]'), "root must be text"],
    [`"${"x".repeat(5_000_000)}"`, "the file must be smaller"],
  ])("is refused with the reason: %#", (text, reason) => {
    expect(() => parseRunRecord(text)).toThrow(reason);
  });
});
