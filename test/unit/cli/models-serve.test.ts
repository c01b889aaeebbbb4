// `traintracks models serve` as it is started by hand: what it prints, answers, refuses, and how it ends.
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ElasticNet } from "../../../src/estimators/index.ts";
import { saveModel } from "../../../src/models/index.ts";
import { runCommand, startCommand } from "../../support/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const READY = /Serving (.*) at (http:\/\/127\.0\.0\.1:\d+)/;
const model = new ElasticNet({ alpha: 0.1 }).fit({ age: [1, 2, 3, 4], bmi: [4, 1, 3, 2] }, [3, 5, 4, 8]);

async function saved(): Promise<string> {
  const folder = temporaryFolder();
  await saveModel(model, folder, { inputExample: { age: [1], bmi: [2] } });
  return folder;
}

function predict(url: string): Promise<Response> {
  return fetch(`${url}/invocations`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: '{"columns":["bmi","age"],"data":[[1.5,3]]}',
  });
}

describe("traintracks models serve", () => {
  const expected = { predictions: Array.from(model.predict({ age: [3], bmi: [1.5] })) };

  it("serves a folder until it is asked to stop", async () => {
    const folder = await saved();
    await using server = await startCommand(
      "node",
      [MAIN, "models", "serve", "-m", folder, "-p", "0"],
      READY,
      {
        cwd: folder,
      },
    );
    const [, what, url = ""] = server.match;
    expect(what).toBe(`${folder} (ElasticNet, 2 columns)`);
    expect(await (await predict(url)).json()).toEqual(expected);
    expect(await server.stop()).toBe(0);
    await expect(predict(url)).rejects.toThrow();
  });

  it("serves with several processes", async () => {
    const folder = await saved();
    const args = [MAIN, "models", "serve", "-m", folder, "-p", "0", "--workers", "2"];
    await using server = await startCommand("node", args, READY, { cwd: folder });
    const url = server.match[2] ?? "";
    const answers = await Promise.all(Array.from({ length: 8 }, async () => (await predict(url)).json()));
    expect(answers).toEqual(Array(8).fill(expected));
    expect(await server.stop()).toBe(0);
  });

  it.each([
    [["-m", "/nowhere/model"], /^error: Cannot find a model at "\/nowhere\/model"/m],
    [["-m", "runs:/abc"], /^error: Cannot find a model at "runs:\/abc": such a URI has the form/m],
    [["-p", "70000", "-m", "x"], /^error: option '-p, --port <port>' argument '70000' is invalid/m],
    [[], /^error: required option '-m, --model-uri <uri>' not specified/m],
  ])("says in one line what is wrong with %j", async (args, line) => {
    await expect(
      runCommand("node", [MAIN, "models", "serve", ...args], { cwd: temporaryFolder() }),
    ).rejects.toThrow(line);
  });
});
