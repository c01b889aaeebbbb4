// `traintracks reproduce`, as a process: what a run came from is run again, and compared to the bit.
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { TrackingClient } from "../../src/tracking/index.ts";
import { runCommand } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  type CommandOutcome,
  commitAll,
  git,
  traintracks,
  writeFiles,
} from "../support/traintracks-command.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/elasticnet-diabetes/", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/** A repository with the example project and more files, in a new folder. */
function repository(files: Readonly<Record<string, string>> = {}): {
  readonly folder: string;
  readonly path: string;
} {
  const folder = temporaryFolder();
  const path = join(folder, "project");
  cpSync(EXAMPLE, path, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
  writeFiles(path, { ".gitignore": "node_modules\n*.csv\n", ...files });
  commitAll(path);
  return { folder, path };
}

/** The id of the newest run. */
async function newestRun(folder: string): Promise<string> {
  const { items } = await new TrackingClient(join(folder, "mlruns")).searchRuns({ experimentIds: ["0"] });
  return items[0]?.info.runId ?? "";
}

async function run(folder: string, ...words: readonly string[]): Promise<string> {
  const outcome = await traintracks(["run", "project", ...words], { folder });
  expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
  return await newestRun(folder);
}

function reproduce(folder: string, ...words: readonly string[]): Promise<CommandOutcome> {
  return traintracks(["reproduce", ...words], { folder });
}

describe("the example project", () => {
  it("reproduces bit for bit, and leaves the run and the store as they were", async () => {
    const { folder } = repository();
    const runId = await run(folder, "-P", "alpha=0.01", "-P", "l1_ratio=0.75");
    const before = readdirSync(join(folder, "mlruns"), { recursive: true }).toSorted();
    const { code, stdout, stderr } = await reproduce(folder, runId);
    expect(stdout + stderr).toContain("identical: 2 params, 3 metrics, 1 models with 9 files");
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "mlruns"), { recursive: true }).toSorted()).toEqual(before);
  });

  it("reproduces as it was when it was run, changes and new files included, whatever has become of it since", async () => {
    const { folder, path } = repository({ "old.txt": "caf\xe9" });
    const script = readFileSync(join(path, "train.js"), "utf8");
    const changed = script
      .replace('"rmse", rmse', '"rmse", rmse + extra')
      .replace("const [", 'import { extra } from "./extra.js";\nconst [');
    writeFiles(path, {
      "train.js": changed,
      "extra.js": "export const extra = 1000;\n",
      "old.txt": "th\xe9",
    });
    const runId = await run(folder, "-P", "alpha=0.5");
    const { data } = await new TrackingClient(join(folder, "mlruns")).getRun(runId);
    expect(data.tags.get("mlflow.source.git.dirty")).toBe("true");
    writeFiles(path, { "train.js": "throw new Error('broken since');\n" });
    git(path, "commit", "--quiet", "--all", "--message", "broken");
    const { code, stdout } = await reproduce(folder, runId, "--json");
    expect(JSON.parse(stdout)).toMatchObject({ identical: true, differences: [], reasons: [] });
    expect(code).toBe(0);
  });

  it("tells in a table what differs, and why it may", async () => {
    const { folder, path } = repository();
    const script = readFileSync(join(path, "train.js"), "utf8");
    writeFiles(path, { "train.js": script.replace("{ seed: 40 }", "{}") });
    const runId = await run(folder);
    const { code, stdout, stderr } = await reproduce(folder, runId, "--keep", "again");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^different: \d+ of 2 params, 3 metrics, 1 models with 9 files$/m);
    expect(stdout).toMatch(/^What +Name +Run [0-9a-f]{8} +Now$/m);
    expect(stdout).toMatch(/^data +diabetes \(training\) +[0-9a-f]{8} +[0-9a-f]{8}$/m);
    expect(stdout).toMatch(/^metric +rmse +[\d.]+ +[\d.]+$/m);
    expect(stdout).toMatch(/^model +model\/model\.json +[0-9a-f]{12} +[0-9a-f]{12}$/m);
    expect(stdout).toMatch(/- the program was given no seed and drew \d+ by chance/);
    expect(stderr).toContain("does not come out again to the bit");
    expect(readdirSync(join(folder, "again"))).toEqual(expect.arrayContaining(["code", "mlruns"]));
    const twice = await reproduce(folder, runId, "--keep", "again");
    expect(twice.stderr).toContain("something is in it already");
  });

  it("is told when a file that a parameter named has changed", async () => {
    const { folder, path } = repository({
      MLproject: "entry_points: {main: {parameters: {data: path}, command: 'node rows.mjs {data}'}}\n",
      "rows.mjs": "console.log(process.argv[2]);\n",
    });
    writeFiles(folder, { "outside.csv": "1\n" });
    const runId = await run(folder, "-P", "data=outside.csv");
    expect((await reproduce(folder, runId)).stdout).toContain("identical: 1 params");
    writeFiles(folder, { "outside.csv": "2\n" });
    const { stdout } = await reproduce(folder, runId);
    expect(stdout).toMatch(/^data +data \(.*outside\.csv\) +[0-9a-f]{12} +[0-9a-f]{12}$/m);
    expect(path).toBe(join(folder, "project"));
  });
});

describe("a script that is no project", () => {
  it("reproduces from the command that was typed, each of its runs", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "work");
    writeFiles(path, {
      "package.json": readFileSync(join(EXAMPLE, "package.json"), "utf8"),
      "package-lock.json": readFileSync(join(EXAMPLE, "package-lock.json"), "utf8"),
      ".gitignore": "node_modules\nmlruns\n",
      "src/two.js": `import { logMetric, logParam, withRun } from "traintracks";
for (const name of process.argv.slice(2)) {
  await withRun({ runName: name }, () => {
    logParam("name", name);
    for (let step = 0; step < 3; step++) logMetric("length", name.length / 3 + step, { step });
  });
}
`,
    });
    commitAll(path);
    // As after an installation; what reproduces it brings its own.
    writeFiles(path, { "node_modules/.keep": "" });
    symlinkSync(PACKAGE, join(path, "node_modules", "traintracks"));
    await runCommand("node", ["src/two.js", "one", "a b;c"], { cwd: path });
    rmSync(join(path, "node_modules"), { recursive: true });
    const { items } = await new TrackingClient(join(path, "mlruns")).searchRuns({ experimentIds: ["0"] });
    expect(items.map(({ info }) => info.runName).toSorted()).toEqual(["a b;c", "one"]);
    for (const { info } of items) {
      const { stdout, stderr } = await traintracks(["reproduce", info.runId], {
        folder: path,
        environment: { XDG_CACHE_HOME: join(folder, "cache") },
      });
      expect(stdout + stderr).toContain("identical: 1 params, 1 metrics, 0 models with 0 files");
    }
  });
});

describe("a run that cannot be reproduced is told with the reason:", () => {
  it("there is no such run, it keeps nothing, its changes were tampered with, its code was in no repository or is gone", async () => {
    const { folder, path } = repository();
    expect((await reproduce(folder, "f".repeat(32))).stderr).toContain("not found");
    const client = new TrackingClient(join(folder, "mlruns"));
    const { info } = await client.createRun({ experimentId: "0" });
    expect((await reproduce(folder, info.runId)).stderr).toContain("does not keep how it came about");

    writeFiles(path, { "new.txt": "x\n" });
    const runId = await run(folder);
    await (await client.runArtifacts(runId)).write("reproduce/changes.diff", "+ something else\n");
    expect((await reproduce(folder, runId)).stderr).toContain(
      "changes.diff is not what it was when the run was made",
    );

    rmSync(join(path, "new.txt"));
    const clean = await run(folder);
    rmSync(join(path, ".git"), { recursive: true });
    expect((await reproduce(folder, clean)).stderr).toMatch(
      /Cannot get the code of commit [0-9a-f]{40}: .*--repository/,
    );
    const without = await run(folder);
    expect((await reproduce(folder, without)).stderr).toContain("its code was in no git repository");
  });
});
