// What is kept of a fit when the process ends right after it, in whichever way.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runScript } from "../../support/script.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FIT = "t.autolog();\nnew t.LinearRegression().fit([[1], [2], [3]], [1, 2, 4]);";

it.each([
  ["by itself", "", "3"],
  ["by exit()", "process.exit(0);", "3"],
  ["by an error", 'throw new Error("no");', "4"],
])("a process that ends %s leaves an ended run with params and metrics", async (_, end, status) => {
  const folder = temporaryFolder();
  await runScript(`${FIT}\n${end}`, { folder });
  const experiment = join(folder, "mlruns", "0");
  const [runId, ...others] = readdirSync(experiment).filter((name) => /^[0-9a-f]{32}$/.test(name));
  expect(others).toEqual([]);
  const run = join(experiment, runId!);
  expect(readFileSync(join(run, "meta.yaml"), "utf8")).toContain(`\nstatus: ${status}\n`);
  expect(readdirSync(join(run, "params"))).toEqual(["fit_intercept", "positive"]);
  expect(readdirSync(join(run, "metrics"))).toContain("training_r2_score");
});
