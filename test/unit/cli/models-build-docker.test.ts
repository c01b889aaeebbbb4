// `traintracks models build-docker`: the folder it writes serves the model by the very command of its Dockerfile.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ElasticNet } from "../../../src/estimators/index.ts";
import { saveModel } from "../../../src/models/index.ts";
import { runCommand, startCommand } from "../../support/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
const model = new ElasticNet({ alpha: 0.1 }).fit({ age: [1, 2, 3, 4], bmi: [4, 1, 3, 2] }, [3, 5, 4, 8]);

/** The words of an instruction in its JSON form. */
function wordsOf(dockerfile: string, instruction: RegExp): string[] {
  return JSON.parse(instruction.exec(dockerfile)?.[1] ?? "[]");
}

describe("traintracks models build-docker", () => {
  it("writes a folder whose commands serve the model and tell its health", async () => {
    const cwd = temporaryFolder();
    await saveModel(model, join(cwd, "model"));
    const said = await runCommand("node", [MAIN, "models", "build-docker", "-m", "model", "-o", "image"], {
      cwd,
    });
    expect(said).toContain("docker build -t model image");
    const image = join(cwd, "image");
    expect(readdirSync(image)).toEqual(["Dockerfile", "model", "package.json"]);
    expect(JSON.parse(readFileSync(join(image, "package.json"), "utf8")).dependencies).toEqual({
      traintracks: manifest.version,
    });
    const dockerfile = readFileSync(join(image, "Dockerfile"), "utf8");
    for (const [, source = ""] of dockerfile.matchAll(/^COPY (\S+)/gm))
      expect(readdirSync(image)).toContain(source);

    // As in the image, but with this build of the package, and on a port that is free here.
    const serve = wordsOf(dockerfile, /^CMD (.*)$/m).map((word) => (word.endsWith("main.js") ? MAIN : word));
    const port = serve.indexOf("-p") + 1;
    expect(serve[port]).toBe("8080");
    serve[port] = "0";
    const [command = "", ...args] = serve;
    await using server = await startCommand(command, args, /http:\/\/0\.0\.0\.0:(\d+)/, { cwd: image });
    const health = wordsOf(dockerfile, /^HEALTHCHECK .* CMD (.*)$/m);
    const check = (onPort: string) =>
      promisify(execFile)(
        health[0] ?? "",
        health.slice(1).map((word) => word.replace("8080", onPort)),
      );
    await expect(check(server.match[1] ?? "")).resolves.toBeDefined();
    await server.stop();
    await expect(check(server.match[1] ?? "")).rejects.toMatchObject({ code: 1 });
  });

  it("writes nothing over what is there, and nothing for what cannot be served", async () => {
    const cwd = temporaryFolder();
    await saveModel(model, join(cwd, "model"));
    const build = (...args: string[]) =>
      runCommand("node", [MAIN, "models", "build-docker", ...args], { cwd });
    await expect(build("-m", "model", "-o", "model")).rejects.toThrow("the folder must be new or empty");
    await expect(build("-m", "absent")).rejects.toThrow('Cannot find a model at "absent"');
    expect(readdirSync(cwd)).toEqual(["model"]);
  });
});
