// The tags that say which script a run comes from, and which commit of it.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TrackingClient } from "../../../../src/tracking/index.ts";
import { runScript } from "../../../support/script.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

function git(folder: string, ...words: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...words], { cwd: folder, encoding: "utf8" }).trim();
}

async function tagsOfRunIn(folder: string): Promise<Record<string, string>> {
  const { code, stderr } = await runScript("await t.startRun();", { folder });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const page = await new TrackingClient(join(folder, "mlruns")).searchRuns({ experimentIds: ["0"] });
  return Object.fromEntries(page.items[0]?.data.tags ?? []);
}

it("name the script as seen from the working folder, and no commit outside of a repository", async () => {
  const tags = await tagsOfRunIn(temporaryFolder());
  expect(tags["mlflow.source.name"]).toBe("script.mjs");
  expect(Object.keys(tags).filter((key) => key.includes("git"))).toEqual([]);
});

it("name the commit and the branch of the script's repository", async () => {
  const folder = temporaryFolder();
  git(folder, "init", "--quiet", "--initial-branch", "trunk");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "first");
  expect(await tagsOfRunIn(folder)).toMatchObject({
    "mlflow.source.git.commit": git(folder, "rev-parse", "HEAD"),
    "mlflow.source.git.branch": "trunk",
  });
});

it("name no branch when the repository is at none, and nothing before the first commit", async () => {
  const folder = temporaryFolder();
  git(folder, "init", "--quiet", "--initial-branch", "trunk");
  expect(await tagsOfRunIn(folder)).not.toHaveProperty(["mlflow.source.git.commit"]);
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "first");
  git(folder, "checkout", "--quiet", "--detach");
  const inner = join(folder, "inner");
  mkdirSync(inner);
  const tags = await tagsOfRunIn(inner);
  expect(tags).toHaveProperty(["mlflow.source.git.commit"], git(folder, "rev-parse", "HEAD"));
  expect(tags).not.toHaveProperty(["mlflow.source.git.branch"]);
});
