import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneCopy } from "../support/clone.ts";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { runCommand, startCommand } from "../support/processes.ts";

const BIN = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));
const MAX_PACKED_BYTES = 1024 * 1024;

let clone: DisposableFolder;
let consumer: DisposableFolder;
let tarball: string;

beforeAll(async () => {
  clone = cloneCopy();
  consumer = disposableFolder();
  await runCommand("npm", ["pack", "--pack-destination", consumer.path], { cwd: clone.path });
  tarball = join(consumer.path, readdirSync(consumer.path).find((name) => name.endsWith(".tgz"))!);
  writeFileSync(join(consumer.path, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await runCommand("npm", ["install", "--no-audit", "--no-fund", tarball], { cwd: consumer.path });
});

afterAll(() => {
  consumer?.[Symbol.dispose]();
  clone?.[Symbol.dispose]();
});

const inConsumer = (command: string, ...args: readonly string[]): Promise<string> =>
  runCommand(command, args, { cwd: consumer.path });

/** The id of the only run that is tracked below a folder. */
function onlyRun(folder: string): string {
  const runs = readdirSync(join(folder, "mlruns", "0")).filter((name) => /^[0-9a-f]{32}$/.test(name));
  expect(runs).toHaveLength(1);
  return runs[0]!;
}

describe("the packed package", () => {
  it("is right for every way of importing it", async () => {
    await inConsumer(join(BIN, "publint"), "--strict", tarball);
    await inConsumer(join(BIN, "attw"), "--profile", "esm-only", tarball);
  });

  it("holds what it needs, no tests and nothing large", async () => {
    const files = (await inConsumer("tar", "-tzf", tarball)).trim().split("\n");
    expect(files).toEqual(
      expect.arrayContaining(
        [
          "README.md",
          "LICENSE",
          "CHANGELOG.md",
          "dist/index.js",
          "dist/index.d.ts",
          "datasets/diabetes.csv",
        ].map((name) => `package/${name}`),
      ),
    );
    expect(files.filter((name) => /\/(test|tests|benchmarks|golden)\/|tsbuildinfo/.test(name))).toEqual([]);
    expect(readFileSync(tarball).byteLength).toBeLessThan(MAX_PACKED_BYTES);
  });

  it("brings no package that runs a script when it is installed", () => {
    const lock = JSON.parse(readFileSync(join(consumer.path, "package-lock.json"), "utf8")) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const scripted = Object.entries(lock.packages).filter(
      ([, { hasInstallScript }]) => hasInstallScript === true,
    );
    expect(scripted).toEqual([]);
  });

  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(join(clone.path, "package.json"), "utf8")) as {
      version: string;
    };
    expect((await inConsumer("npx", "traintracks", "--version")).trim()).toBe(version);
  });

  it("trains, tracks and serves the tutorial's model", async () => {
    const folder = join(consumer.path, "tutorial");
    mkdirSync(folder);
    const printed = await runCommand("npx", ["traintracks", "examples", "train", "0.01", "0.75"], {
      cwd: folder,
    });
    expect(printed).toMatch(/RMSE +65\.2899/);

    const model = `runs:/${onlyRun(folder)}/model`;
    const command = ["traintracks", "models", "serve", "-m", model, "-p", "0"];
    await using server = await startCommand("npx", command, /http:\/\/127\.0\.0\.1:\d+/, { cwd: folder });
    const answer = await fetch(`${server.match[0]}/invocations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        columns: ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"],
        data: [
          [
            0.038076, 0.05068, 0.061696, 0.021872, -0.044223, -0.034821, -0.043401, -0.002592, 0.019908,
            -0.017646,
          ],
        ],
      }),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ predictions: [expect.any(Number)] });
  });

  it("type-checks and runs in a program of somebody else", async () => {
    const folder = join(consumer.path, "program");
    mkdirSync(folder);
    cpSync(fileURLToPath(new URL("program.ts", import.meta.url)), join(folder, "program.ts"));
    const options = ["--strict", "--module", "nodenext", "--target", "es2023", "--types", "node"];
    // The types of Node come from this clone, everything else from what the package brought with it.
    const types = ["--typeRoots", fileURLToPath(new URL("../../node_modules/@types", import.meta.url))];
    await runCommand(join(BIN, "tsc"), [...options, ...types, "program.ts"], { cwd: folder });
    await runCommand("node", ["program.js"], { cwd: folder });
    onlyRun(folder);
  });
});
