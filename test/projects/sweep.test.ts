// `traintracks sweep`, as a process: trials as child runs, and a sweep that is killed and goes on as if it had not been.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, TrackingClient } from "../../src/tracking/index.ts";
import { commandLine } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startTraintracks, traintracks, writeFiles } from "../support/traintracks-command.ts";

const STORE = new URL("../../dist/index.js", import.meta.url).href;

/** Logs (x - 0.3)² + y², fails for y = 9, and waits for a file when it is to be caught in the middle. */
const TRIAL = `
import { existsSync } from "node:fs";
import { logMetric, withRun } from ${JSON.stringify(STORE)};
const [x, y, wait] = process.argv.slice(2);
console.log("trying", x, y);
if (y === "9") throw new Error("nine is not allowed");
await withRun(async () => {
  if (wait !== "" && Number(x) < 0.5) while (!existsSync(wait)) await new Promise((resolve) => setTimeout(resolve, 20));
  logMetric("loss", (Number(x) - 0.3) ** 2 + Number(y) ** 2);
});
`;
const MLPROJECT = `entry_points:
  main:
    parameters: {x: float, y: {type: float, default: 0}, wait: {default: ""}}
    command: "node trial.mjs {x} {y} '{wait}'"
`;

function project(): string {
  const folder = temporaryFolder();
  writeFiles(join(folder, "project"), { MLproject: MLPROJECT, "trial.mjs": TRIAL });
  return folder;
}

/** The parent of the newest sweep, and its trials in the order of their numbers. */
async function sweepIn(folder: string): Promise<{ readonly parent: Run; readonly trials: readonly Run[] }> {
  const { items } = await new TrackingClient(join(folder, "mlruns")).searchRuns({ experimentIds: ["0"] });
  const parents = items.filter(({ data }) => !data.tags.has("mlflow.parentRunId"));
  const parent = parents[0]!;
  const number = ({ data }: Run): number => Number(data.tags.get("traintracks.sweep.trial"));
  const trials = items
    .filter(
      ({ data, info }) =>
        data.tags.get("mlflow.parentRunId") === parent.info.runId && info.status !== "KILLED",
    )
    .toSorted((a, b) => number(a) - number(b));
  return { parent, trials };
}

const results = (trials: readonly Run[]): readonly unknown[] =>
  trials.map(({ info, data }) => [
    info.status,
    data.params.get("x"),
    data.params.get("y"),
    data.metrics.get("loss")?.value,
  ]);

describe("a sweep", () => {
  it("goes through a grid with child runs, says which is best, and keeps what trials said", async () => {
    const folder = project();
    const words = [
      "-P",
      "x=[0,0.3]",
      "-P",
      "y=[0,9]",
      "--sampler",
      "grid",
      "--metric",
      "loss",
      "--parallel",
      "2",
    ];
    const { code, stdout, stderr } = await traintracks(["sweep", "project", ...words], { folder });
    const { parent, trials } = await sweepIn(folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\[4\/4\] trial \d: /m);
    expect(stdout).toContain(`Best of 4: 0, run ${trials[2]?.info.runId}\n  x = 0.3\n  y = 0`);
    expect(stderr).toContain("2 of 4 trials failed; their runs hold what they said in output.txt");
    expect(results(trials)).toEqual([
      ["FINISHED", "0", "0", 0.09],
      ["FAILED", "0", "9", undefined],
      ["FINISHED", "0.3", "0", 0],
      ["FAILED", "0.3", "9", undefined],
    ]);
    expect(parent.info.status).toBe("FINISHED");
    expect(parent.data.metrics.get("best_loss")?.value).toBe(0);
    expect(Object.fromEntries(parent.data.params)).toEqual({ x: "[0,0.3]", y: "[0,9]" });
    expect(parent.data.tags.get("traintracks.sweep.best_run")).toBe(trials[2]?.info.runId);
    const failed = trials[1]!;
    const artifacts = await new TrackingClient(join(folder, "mlruns")).runArtifacts(failed.info.runId);
    expect(new TextDecoder().decode(await artifacts.read("output.txt"))).toMatch(
      /trying 0 9[\s\S]*nine is not allowed/,
    );
  });

  it("of a seed makes the same trials, and answers in JSON alone when asked to", async () => {
    const words = [
      "-P",
      "x=uniform(0,1)",
      "-P",
      "y=int(0,3)",
      "--trials",
      "3",
      "--metric",
      "loss",
      "--seed",
      "7",
    ];
    const found: unknown[] = [];
    for (const sampler of ["random", "random"]) {
      const folder = project();
      const outcome = await traintracks(["sweep", "project", ...words, "--sampler", sampler, "--json"], {
        folder,
      });
      const { parent, trials } = await sweepIn(folder);
      expect(JSON.parse(outcome.stdout)).toMatchObject({
        run_id: parent.info.runId,
        status: "FINISHED",
        trials: 3,
        failed: 0,
        best: { params: { x: expect.any(String) } },
      });
      found.push(results(trials));
    }
    expect(found[0]).toEqual(found[1]);
  });

  it("that is killed goes on, with the trials it would have made", async () => {
    const words = [
      "-P",
      "x=uniform(0,1)",
      "-P",
      "y=uniform(0,1)",
      "--trials",
      "12",
      "--metric",
      "loss",
      "--seed",
      "3",
      "--parallel",
      "1",
    ];
    const whole = project();
    expect((await traintracks(["sweep", "project", ...words], { folder: whole })).code).toBe(0);

    const folder = project();
    const command = startTraintracks(["sweep", "project", ...words], { folder });
    const [, runId = ""] = await command.printed(/Sweep in run ([0-9a-f]{32})/);
    await command.printed(/\[11\/12\]/);
    command.child.kill("SIGKILL");
    expect((await command.ended).signal).toBe("SIGKILL");
    expect((await sweepIn(folder)).parent.info.status).toBe("RUNNING");

    // From another folder: the plan says where the project is.
    const place = { folder: temporaryFolder(), environment: { MLFLOW_TRACKING_URI: join(folder, "mlruns") } };
    const { code, stdout } = await traintracks(["sweep", "--resume", runId], place);
    expect(code).toBe(0);
    expect(stdout).toContain("[12/12]");
    expect(stdout).not.toContain("[1/12]");
    const { parent, trials } = await sweepIn(folder);
    expect(parent.info).toMatchObject({ runId, status: "FINISHED" });
    expect(new Set(results(trials).map((result) => JSON.stringify(result))).size).toBe(12);
    expect(results(trials)).toEqual(results((await sweepIn(whole)).trials));
  });

  it("that is stopped by Ctrl-C stops its trials, and says how to go on", async () => {
    const folder = project();
    const go = join(folder, "go");
    const words = [
      "-P",
      "x=[0.6,0.7,0.1,0.2]",
      "-P",
      `wait=choice(${go})`,
      "--sampler",
      "grid",
      "--metric",
      "loss",
      "--parallel",
      "2",
    ];
    const command = startTraintracks(["sweep", "project", ...words], { folder });
    await command.printed(/\[2\/4\]/);
    command.child.kill("SIGINT");
    const { code, stderr } = await command.ended;
    expect(code).toBe(1);
    const [, runId = ""] = /go on with: npx traintracks sweep --resume ([0-9a-f]{32})/.exec(stderr) ?? [];
    expect((await sweepIn(folder)).parent.info).toMatchObject({ runId, status: "KILLED" });
    writeFiles(folder, { go: "" });
    expect((await traintracks(["sweep", "--resume", runId], { folder })).code).toBe(0);
    expect(results((await sweepIn(folder)).trials).map((result) => JSON.stringify(result))).toHaveLength(4);
  });

  it.each([
    [["--metric", "loss", "--trials", "2"], "there is no parameter to try values of"],
    [["-P", "x=uniform(0,1)", "--metric", "loss"], "say how many trials to make"],
    [["-P", "x=uniform(0,1)", "--trials", "2"], "say which metric tells how good a trial is"],
    [["-P", "x=log(0,1)", "--metric", "loss", "--trials", "2"], "a logarithmic range must lie above 0"],
    [["--resume", "a".repeat(32)], "its plan is kept with its run"],
  ])("is refused with the reason: %j", async (words, reason) => {
    const folder = project();
    const store = ["--tracking-uri", join(folder, "mlruns")];
    const { code, error } = await commandLine("sweep", join(folder, "project"), ...store, ...words);
    expect(error).toContain(reason);
    expect(code).toBe(1);
    expect(existsSync(join(folder, "mlruns", "0", "meta.yaml"))).toBe(false);
  });

  it("is told that there is nothing to run or to resume", async () => {
    const store = ["--tracking-uri", join(project(), "mlruns")];
    expect((await commandLine("sweep", ...store, "--metric", "loss")).error).toContain(
      "no project was given",
    );
    expect((await commandLine("sweep", ...store, "--resume", "a".repeat(32))).error).toContain("not found");
  });

  it.each([
    [["-P", "x=[0,1]", "--metric", "nope"], 'logged no metric "nope"; it logged "loss"'],
    [["-P", "x=[1,2,3,4,5,6]", "-P", "y=9", "--metric", "loss"], "said: Error: nine is not allowed"],
  ])("is given up when it has no hope: %j", async (words, reason) => {
    const folder = project();
    const { code, stderr } = await traintracks(["sweep", "project", "--sampler", "grid", ...words], {
      folder,
    });
    expect(stderr).toContain(reason);
    expect(code).toBe(1);
    expect((await sweepIn(folder)).parent.info.status).toBe("FAILED");
  });
});
