// `traintracks run`, as a process: what a project's command gets, and what its run keeps.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, TrackingClient } from "../../src/tracking/index.ts";
import { commandLine } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  type CommandOutcome,
  commitAll,
  git,
  startTraintracks,
  traintracks,
  writeFiles,
} from "../support/traintracks-command.ts";

/** Tells what it got, as JSON in its folder. */
const TELL = `
import { writeFileSync } from "node:fs";
writeFileSync("told.json", JSON.stringify({ argv: process.argv.slice(2), env: process.env, cwd: process.cwd() }));
console.log("it ran");
`;
const MLPROJECT = `name: told
entry_points:
  main:
    parameters:
      alpha: {type: float, default: 0.5}
      name: {default: nobody}
    command: "node tell.mjs {alpha} {name}"
  fail:
    command: "node -e 'process.exit(3)'"
  sleep:
    command: "node sleep.mjs"
`;
const SLEEP = `
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
writeFileSync("child.pid", String(child.pid));
console.log("asleep");
setInterval(() => {}, 1000);
`;

function project(): { readonly folder: string; readonly path: string } {
  const folder = temporaryFolder();
  const path = join(folder, "project");
  writeFiles(path, { MLproject: MLPROJECT, "tell.mjs": TELL, "sleep.mjs": SLEEP });
  return { folder, path };
}

function told(path: string): { argv: string[]; env: Record<string, string>; cwd: string } {
  return JSON.parse(readFileSync(join(path, "told.json"), "utf8"));
}

async function runsIn(folder: string, experimentId = "0"): Promise<readonly Run[]> {
  const page = await new TrackingClient(join(folder, "mlruns")).searchRuns({ experimentIds: [experimentId] });
  return page.items;
}

/** Runs what must succeed. */
async function done(
  words: readonly string[],
  place: Parameters<typeof traintracks>[1],
): Promise<CommandOutcome> {
  const outcome = await traintracks(words, place);
  expect(outcome, outcome.stdout + outcome.stderr).toMatchObject({ code: 0 });
  return outcome;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("a project in a folder", () => {
  it("runs with its parameters, and its run tells them, where it comes from, and how it ended", async () => {
    const { folder, path } = project();
    const commit = commitAll(path);
    const { stdout } = await done(
      ["run", "project", "-P", "alpha=0.25", "-P", "z=9", "--run-name", "first"],
      { folder },
    );
    expect(told(path)).toMatchObject({ argv: ["0.25", "nobody", "--z", "9"], cwd: path });
    const [run] = await runsIn(folder);
    expect(stdout).toContain("it ran");
    expect(stdout).toContain(`=== Run (ID '${run?.info.runId}') succeeded ===`);
    expect(run?.info).toMatchObject({ status: "FINISHED", runName: "first" });
    expect(run?.info.endTimeMs).toBeGreaterThanOrEqual(run?.info.startTimeMs ?? Number.NaN);
    expect(Object.fromEntries(run?.data.params ?? [])).toEqual({ alpha: "0.25", name: "nobody", z: "9" });
    expect(Object.fromEntries(run?.data.tags ?? [])).toMatchObject({
      "mlflow.source.name": `file://${path}`,
      "mlflow.source.type": "PROJECT",
      "mlflow.project.entryPoint": "main",
      "mlflow.project.backend": "local",
      "mlflow.project.env": "node",
      "mlflow.source.git.commit": commit,
    });
  });

  it("gets the run, named variables, and no others", async () => {
    const { folder, path } = project();
    const environment = {
      SECRET_TOKEN: "x",
      NODE_OPTIONS: "--no-warnings",
      WANTED: "yes",
      MLFLOW_TRACKING_TOKEN: "t",
    };
    await done(["run", "project", "--env", "WANTED", "--env", "GIVEN=a=b"], { folder, environment });
    const [run] = await runsIn(folder);
    const { env } = told(path);
    expect(env).toMatchObject({
      MLFLOW_RUN_ID: run?.info.runId,
      MLFLOW_EXPERIMENT_ID: "0",
      MLFLOW_TRACKING_URI: `file://${folder}/mlruns`,
      MLFLOW_TRACKING_TOKEN: "t",
      WANTED: "yes",
      GIVEN: "a=b",
    });
    expect(Object.keys(env).filter((name) => ["SECRET_TOKEN", "NODE_OPTIONS"].includes(name))).toEqual([]);
  });

  it("gets hostile values as they are, and nothing else happens", async () => {
    const { folder, path } = project();
    const values = [
      "; touch pwned",
      "$(touch pwned)",
      "`touch pwned`",
      "' && touch pwned '",
      "a\ntouch pwned",
      "--x=y",
      "{alpha}",
    ];
    const extra = values.map((value, i) => [`--param=x${i}=${value}`, `--x${i}`, value] as const);
    for (const value of values.slice(0, 2)) {
      await done(["run", "project", "-P", `name=${value}`, ...extra.map(([word]) => word)], { folder });
      expect(told(path).argv).toEqual(["0.5", value, ...extra.flatMap(([, name, given]) => [name, given])]);
    }
    expect([...readdirSync(folder), ...readdirSync(path)]).not.toContain("pwned");
  });

  it("fails with its command, and says so", async () => {
    const { folder } = project();
    const { code, stderr } = await traintracks(["run", "project", "-e", "fail"], { folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/=== Run \(ID '[0-9a-f]{32}'\) failed: its command ended with exit code 3 ===/);
    expect((await runsIn(folder))[0]?.info.status).toBe("FAILED");
  });

  it("runs a script that MLproject does not name", async () => {
    const { folder, path } = project();
    await done(["run", "project", "-e", "tell.mjs", "-P", "q=1"], { folder });
    expect(told(path).argv).toEqual(["--q", "1"]);
  });

  it("answers in JSON alone when asked to", async () => {
    const { folder } = project();
    const { stdout, stderr } = await done(["run", "project", "--json"], { folder });
    const [run] = await runsIn(folder);
    expect(JSON.parse(stdout)).toEqual({
      run_id: run?.info.runId,
      experiment_id: "0",
      status: "FINISHED",
      exit_code: 0,
    });
    expect(stderr).toContain("it ran");
  });

  it("runs in the experiment that is named, which is made, or by its id", async () => {
    const { folder } = project();
    await done(["run", "project", "--experiment-name", "new one"], { folder });
    const client = new TrackingClient(join(folder, "mlruns"));
    const experiment = await client.getExperimentByName("new one");
    const id = experiment?.experimentId ?? "";
    await done(["run", "project", "--experiment-id", id], { folder });
    expect(await runsIn(folder, id)).toHaveLength(2);
    const both = await traintracks(["run", "project", "--experiment-id", id, "--experiment-name", "x"], {
      folder,
    });
    expect(both.stderr).toContain("it may be given by name or by id, and both were given");
    expect((await traintracks(["run", "project", "--experiment-id", "123"], { folder })).code).toBe(1);
  });

  it.each([
    [["-P", "alpha=abc"], "Cannot use the value of parameter alpha: it must be a number"],
    [["-P", "alpha"], "It must be name=value"],
    [["-P", "a=1", "-P", "a=2"], "a is given twice"],
    [["-e", "nope"], "Could not find nope among entry points ['main', 'fail', 'sleep']"],
    [["-e", "../outside.mjs"], "Invalid path"],
    [["-e", "gone.mjs"], "nor a script of that name"],
    [["--version", "v1"], "it lies in no git repository"],
    [["--env-manager", "conda"], "Python environments are not prepared here"],
    [["--env", "NOT_SET_ANYWHERE"], "Cannot pass on the variable NOT_SET_ANYWHERE: it is not set"],
    [["--time-limit", "soon"], "It must be a time"],
  ])("makes no run when the request is wrong: %j", async (words, reason) => {
    const { folder, path } = project();
    const store = ["--tracking-uri", join(folder, "mlruns")];
    const { code, error } = await commandLine("run", path, ...store, ...words);
    expect(error).toContain(reason);
    expect(code).toBeGreaterThan(0);
    expect(await runsIn(folder)).toEqual([]);
  });
});

describe("a command is stopped, with all that it has started,", () => {
  it("after its time limit", async () => {
    const { folder, path } = project();
    const { code, stderr } = await traintracks(["run", "project", "-e", "sleep", "--time-limit", "2s"], {
      folder,
    });
    expect(code).toBe(1);
    expect(stderr).toContain("was stopped after its time limit of 2 s");
    expect((await runsIn(folder))[0]?.info.status).toBe("KILLED");
    expect(isAlive(Number(readFileSync(join(path, "child.pid"), "utf8")))).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("by %s", async (signal) => {
    const { folder, path } = project();
    const command = startTraintracks(["run", "project", "-e", "sleep"], { folder });
    await command.printed(/asleep/);
    command.child.kill(signal);
    expect((await command.ended).code).toBe(1);
    expect((await runsIn(folder))[0]?.info.status).toBe("KILLED");
    expect(isAlive(Number(readFileSync(join(path, "child.pid"), "utf8")))).toBe(false);
  });
});

describe("a project in a git repository", () => {
  function repository(): {
    readonly folder: string;
    readonly address: string;
    readonly commits: readonly string[];
  } {
    const folder = temporaryFolder();
    const path = join(folder, "repository");
    const text = (version: number): string =>
      `console.log("version ${version}");\nimport { log } from "node:console";\nlog(process.argv.slice(2).join());\n`;
    writeFiles(path, {
      "inner/MLproject": MLPROJECT.replace("tell.mjs", "say.mjs"),
      "inner/say.mjs": text(1),
    });
    const first = commitAll(path);
    git(path, "tag", "v1");
    git(path, "checkout", "--quiet", "-b", "later");
    writeFiles(path, { "inner/say.mjs": text(2) });
    git(path, "commit", "--quiet", "--all", "--message", "two");
    const second = git(path, "rev-parse", "HEAD");
    git(path, "checkout", "--quiet", "trunk");
    git(folder, "clone", "--quiet", "--bare", "repository", "bare.git");
    return { folder, address: `file://${join(folder, "bare.git")}`, commits: [first, second] };
  }

  it("is run at its default branch, a tag, a branch or a commit, from a folder in it", async () => {
    const { folder, address, commits } = repository();
    const [first = "", second = ""] = commits;
    for (const [version, expected, commit] of [
      [undefined, "version 1", first],
      ["v1", "version 1", first],
      ["later", "version 2", second],
      [second.slice(0, 10), "version 2", second],
    ] as const) {
      const words = version === undefined ? [] : ["--version", version];
      const { stdout } = await done(["run", `${address}#inner`, ...words], { folder });
      expect(stdout).toContain(expected);
      const tags = Object.fromEntries((await runsIn(folder))[0]?.data.tags ?? []);
      expect(tags).toMatchObject({
        "mlflow.source.name": `${address}#inner`,
        "mlflow.source.git.commit": commit,
        "mlflow.source.git.repoURL": address,
        "mlflow.gitRepoURL": address,
      });
      expect(tags["mlflow.source.git.branch"]).toBe(version === "later" ? "later" : undefined);
    }
  });

  it("is run at a version also when it is a folder with other changes", async () => {
    const { folder } = repository();
    writeFiles(join(folder, "repository"), { "inner/say.mjs": 'console.log("changed")' });
    expect((await done(["run", "repository#inner"], { folder })).stdout).toContain("changed");
    expect((await done(["run", "repository#inner", "--version", "later"], { folder })).stdout).toContain(
      "version 2",
    );
    expect((await done(["run", "repository/inner", "--version", "v1"], { folder })).stdout).toContain(
      "version 1",
    );
  });

  it("is refused with the reason when there is no such repository, version or folder", async () => {
    const { folder, address } = repository();
    const said = async (...words: readonly string[]): Promise<string> =>
      (await traintracks(["run", ...words], { folder })).stderr;
    expect(await said(address, "--version", "v9")).toContain("there is no such commit, tag or branch");
    expect(await said(`${address}#nope`)).toContain('it has no folder "nope"');
    expect(await said(`${address}#../..`)).toContain("Invalid path");
    expect(await said("http://127.0.0.1:9/no.git")).toContain('Cannot clone "http://127.0.0.1:9/no.git"');
    expect(await runsIn(folder)).toEqual([]);
  });

  it("runs nothing that an address, a version or a repository tries to bring", async () => {
    const { folder } = repository();
    const path = join(folder, "repository");
    const pwned = join(folder, "pwned");
    writeFiles(path, { "hooks/post-checkout": `#!/bin/sh\ntouch ${pwned}\n` });
    git(path, "update-index", "--add", "--chmod=+x", "hooks/post-checkout");
    git(path, "config", "core.hooksPath", join(path, "hooks"));
    writeFiles(path, { ".gitmodules": `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c 'touch ${pwned}'\n` });
    git(path, "add", "--all");
    git(path, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "hostile");
    await done(["run", "repository#inner", "--version", "trunk"], { folder });
    for (const words of [
      [`ext::sh -c touch% ${pwned}`],
      [`--upload-pack=touch ${pwned}`],
      [`ssh://-oProxyCommand=touch%20${pwned}/x`],
      ["repository", "--version", `--upload-pack=touch ${pwned}`],
      ["repository", "--version", `$(touch ${pwned})`],
    ]) {
      expect((await traintracks(["run", ...words], { folder })).code).toBeGreaterThan(0);
    }
    expect(existsSync(pwned)).toBe(false);
  });

  it("may not reach out of its folder by a link", async () => {
    const { folder } = repository();
    const path = join(folder, "repository");
    mkdirSync(join(folder, "outside"));
    writeFiles(folder, { "outside/MLproject": MLPROJECT });
    symlinkSync(join(folder, "outside"), join(path, "link"));
    git(path, "add", "--all");
    git(path, "commit", "--quiet", "--message", "link");
    const { stderr } = await traintracks(["run", "repository#link", "--version", "trunk"], { folder });
    expect(stderr).toContain("Invalid path");
  });
});
