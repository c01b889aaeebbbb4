// What a project's programs need, installed once and used by all.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, TrackingClient } from "../../src/tracking/index.ts";
import { commandLine } from "../support/command-line.ts";
import { testRegistry } from "../support/npm-registry.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import {
  type CommandOutcome,
  startTraintracks,
  traintracks,
  writeFiles,
} from "../support/traintracks-command.ts";

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

describe("a project's environment", () => {
  const ANSWER = 'import { answer } from "answer";\nconsole.log("the answer is", answer);\n';

  it("is installed from its lock file once, also when two runs need it at the same moment", async () => {
    const folder = temporaryFolder();
    const { files, seen } = await testRegistry(join(folder, "registry"));
    for (const name of ["one", "two", "three"])
      writeFiles(join(folder, name), { ...files, "say.js": ANSWER });
    const [one, two] = await Promise.all(
      ["one", "two"].map((name) => traintracks(["run", name, "-e", "say.js"], { folder })),
    );
    for (const outcome of [one, two])
      expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining("the answer is 42") });
    const before = seen.length;
    expect(before).toBeGreaterThan(0);
    const third = await done(["run", "three", "-e", "say.js"], { folder });
    expect(third.stdout).toContain("the answer is 42");
    expect(third.stdout).not.toContain("Installing");
    expect(seen).toHaveLength(before);
    expect(lstatSync(join(folder, "three", "node_modules")).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(folder, ".cache", "traintracks", "environments"))).toHaveLength(1);
  });

  it("is whole after its installation was killed", async () => {
    const folder = temporaryFolder();
    const { files } = await testRegistry(join(folder, "registry"));
    writeFiles(join(folder, "one"), { ...files, "say.js": ANSWER });
    const command = startTraintracks(["run", "one", "-e", "say.js"], { folder });
    await command.printed(/Installing/);
    command.child.kill("SIGKILL");
    await command.ended;
    expect((await done(["run", "one", "-e", "say.js"], { folder })).stdout).toContain("the answer is 42");
  });

  it("that somebody has installed is used if it is what the lock file says", async () => {
    const folder = temporaryFolder();
    const { files } = await testRegistry(join(folder, "registry"));
    const path = join(folder, "one");
    const installed = {
      version: "1.0.0",
      integrity: JSON.parse(files["package-lock.json"] ?? "").packages["node_modules/answer"].integrity,
    };
    writeFiles(path, {
      ...files,
      "say.js": ANSWER,
      "node_modules/answer/package.json":
        '{"name":"answer","version":"1.0.0","type":"module","exports":"./index.js"}',
      "node_modules/answer/index.js": "export const answer = 43;",
      "node_modules/.package-lock.json": JSON.stringify({ packages: { "node_modules/answer": installed } }),
    });
    expect((await done(["run", "one", "-e", "say.js"], { folder })).stdout).toContain("the answer is 43");
    writeFiles(path, { "node_modules/.package-lock.json": JSON.stringify({ packages: {} }) });
    const refused = await traintracks(["run", "one", "-e", "say.js"], { folder });
    expect(refused.stderr).toContain("what is in its node_modules is not what the lock file says");
    expect(
      (await done(["run", "one", "-e", "say.js", "--env-manager", "local"], { folder })).stdout,
    ).toContain("43");
  });

  it.each([
    [{ MLproject: 'node_env: {node: ">=99"}\n', "package.json": "{}" }, "it needs Node.js >=99, and this is"],
    [{ MLproject: "node_env: {node: soon}\n", "package.json": "{}" }, '"soon" is no range of versions'],
    [{ "package.json": '{"dependencies":{"a":"1"}}' }, "it has dependencies and no package-lock.json"],
    [
      { MLproject: "python_env: a.yaml\n" },
      "its environment is told by python_env, and only Node.js projects are prepared here",
    ],
    [{ "conda.yaml": "" }, "its environment is told by conda.yaml"],
  ])("is refused with the reason: %j", async (files, reason) => {
    const folder = temporaryFolder();
    const path = join(folder, "p");
    writeFiles(path, { "a.js": "", ...files });
    const words = ["run", path, "-e", "a.js", "--tracking-uri", join(folder, "mlruns")];
    const { code, error } = await commandLine(...words);
    expect(error).toContain(reason);
    expect(code).toBe(1);
    expect(await runsIn(folder)).toEqual([]);
    expect(await commandLine(...words, "--env-manager", "local")).toMatchObject({ code: 0 });
  });
});
