// Projects: the real `mlflow run` runs ours, and a run reproduces bit for bit on another Node.js.
import { cpSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Run, TrackingClient } from "../../src/tracking/index.ts";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { runCommand } from "../support/processes.ts";
import { runPython } from "../support/python.ts";
import { commitAll, traintracks } from "../support/traintracks-command.ts";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const EXAMPLE = join(PACKAGE, "examples", "elasticnet-diabetes");
/** The newest release if the tests run on the oldest that is supported, and the other way round. */
const OTHER_NODE = process.versions.node.startsWith("20.") ? 24 : 20;
const MLFLOW_RUN = `
import sys
from mlflow.cli import cli
cli(["run", *sys.argv[1:]])
`;

/** The program of another Node.js, installed from npm once. */
async function otherNode(): Promise<string> {
  const cache = join(homedir(), ".cache", "traintracks");
  const folder = join(cache, `node-${OTHER_NODE}`);
  const program = join(folder, "node_modules", "node", "bin", "node");
  if (existsSync(program)) return program;
  const building = join(cache, `node-${OTHER_NODE}-${process.pid}`);
  mkdirSync(building, { recursive: true });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await runCommand("npm", ["install", "--prefix", building, ...quiet, `node@${OTHER_NODE}`], {
    cwd: building,
  });
  renameSync(building, folder);
  return program;
}

describe("the example project", () => {
  let folder: DisposableFolder;
  let project: string;
  beforeAll(() => {
    folder = disposableFolder();
    project = join(folder.path, "project");
    cpSync(EXAMPLE, project, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
    commitAll(project);
  });
  afterAll(() => folder[Symbol.dispose]());

  async function newestRun(store: string): Promise<Run> {
    const { items } = await new TrackingClient(join(folder.path, store)).searchRuns({ experimentIds: ["0"] });
    return items[0]!;
  }

  it("runs under MLflow's own runner, which leaves the same in its store", async () => {
    const parameters = ["-P", "alpha=0.01", "-P", "l1_ratio=0.75"];
    const place = { folder: folder.path, environment: { MLFLOW_TRACKING_URI: join(folder.path, "ours") } };
    const outcome = await traintracks(["run", project, ...parameters], place);
    expect(outcome.code, outcome.stderr).toBe(0);
    const ours = await newestRun("ours");

    // MLflow prepares no Node.js: what the script imports has to be there.
    const copy = join(folder.path, "prepared");
    cpSync(EXAMPLE, copy, { recursive: true, filter: (file) => !file.endsWith("node_modules") });
    mkdirSync(join(copy, "node_modules"));
    symlinkSync(PACKAGE, join(copy, "node_modules", "traintracks"));
    writeFileSync(join(copy, ".gitignore"), "node_modules\n");
    commitAll(copy);
    await runPython(MLFLOW_RUN, {
      args: ["--env-manager", "local", copy, ...parameters],
      cwd: folder.path,
      env: { MLFLOW_TRACKING_URI: `file://${join(folder.path, "theirs")}` },
    });
    const theirs = await newestRun("theirs");

    expect(theirs.info.status).toBe("FINISHED");
    expect(theirs.data.params).toEqual(ours.data.params);
    const valuesOf = ({ data }: Run) => [...data.metrics].map(([key, { value }]) => [key, value]);
    expect(valuesOf(theirs)).toEqual(valuesOf(ours));
    expect(theirs.outputs).toHaveLength(1);
    for (const key of [
      "mlflow.source.type",
      "mlflow.project.entryPoint",
      "mlflow.project.backend",
      "mlflow.user",
    ]) {
      expect(theirs.data.tags.get(key)).toBe(ours.data.tags.get(key));
    }
    expect(theirs.data.tags.get("mlflow.source.name")).toBe(`file://${copy}`);
    expect(ours.data.tags.get("mlflow.source.name")).toBe(`file://${project}`);
  });

  it(`reproduces bit for bit on Node.js ${OTHER_NODE}`, async () => {
    const { info } = await newestRun("ours");
    const environment = { MLFLOW_TRACKING_URI: join(folder.path, "ours") };
    const place = { folder: folder.path, environment, node: await otherNode() };
    const { code, stdout, stderr } = await traintracks(["reproduce", info.runId], place);
    expect(stdout + stderr).toContain("identical: 2 params, 3 metrics, 1 models with 9 files");
    expect(code).toBe(0);
    const version = await runCommand(place.node, ["--version"], { cwd: folder.path });
    expect(version).toMatch(new RegExp(`^v${OTHER_NODE}\\.`));
  });
});
