import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { COMMANDS, GROUPS } from "../../../src/cli/commands/catalogue.ts";
import { runCommandLine } from "../../../src/cli/run-command-line.ts";
import {
  ElasticNet,
  loadDiabetes,
  logMetric,
  logModel,
  logParams,
  setTrackingUri,
  withRun,
} from "../../../src/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the commands over the model registry", () => {
  let out = "";
  let error = "";
  let store = "";

  beforeEach(() => {
    out = "";
    error = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      error += String(text);
      return true;
    });
    store = join(temporaryFolder(), "mlruns");
    setTrackingUri(store);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    setTrackingUri("");
  });

  async function run(line: string, ...words: readonly string[]): Promise<number> {
    out = "";
    return await runCommandLine([...line.split(" "), ...words, "--tracking-uri", store], COMMANDS, GROUPS);
  }

  async function runJson(line: string, ...words: readonly string[]): Promise<unknown> {
    expect(await run(line, ...words, "--json"), error).toBe(0);
    return JSON.parse(out);
  }

  /** Trains, logs and registers; the run's id. */
  async function register(alpha: number, options: { withExample: boolean }): Promise<string> {
    const data = loadDiabetes();
    return await withRun({}, async ({ runId }) => {
      const model = new ElasticNet({ alpha }).fit(data.features, data.target);
      logParams({ alpha, model: "net" });
      logMetric("gap", alpha / 2);
      await logModel(model, options.withExample ? { inputExample: data.take([0, 1, 2]).features } : {});
      await runJson(`models register -m runs:/${runId}/model -n wine --description`, `alpha ${alpha}`);
      return runId;
    });
  }

  it("register models, list them and their versions", async () => {
    const first = await register(0.1, { withExample: true });
    await register(1, { withExample: true });
    expect(await runJson("models list")).toMatchObject([
      { name: "wine", latest_versions: [{ version: "2" }] },
    ]);
    expect(await runJson("models versions wine")).toMatchObject([
      { version: "2", description: "alpha 1" },
      { version: "1", description: "alpha 0.1", run_id: first, current_stage: "None" },
    ]);
    expect(await run("models list")).toBe(0);
    expect(out).toMatch(/^Name {2}Latest Version {2}Aliases {2}Updated\nwine {2}2 {24}\d{4}-\d\d-\d\d /);
    expect(await run("models versions beer")).toBe(1);
    expect(error).toContain("beer");
  });

  it("mark versions with aliases, tags and stages, and delete them", async () => {
    await register(0.1, { withExample: true });
    await register(1, { withExample: true });
    expect(await runJson("models alias wine/1 champion")).toMatchObject({ name: "wine", version: "1" });
    await runJson("models tag wine@champion taste", "dry, red");
    await runJson("models tag wine team blue");
    await runJson("models stage wine/latest production");
    expect(await runJson("models versions wine")).toMatchObject([
      { version: "2", current_stage: "Production" },
      { version: "1", aliases: ["champion"], tags: [{ key: "taste", value: "dry, red" }] },
    ]);
    await runJson("models stage wine/1 Production --archive-others");
    await runJson("models tag wine/1 taste --delete");
    await runJson("models alias wine champion --delete");
    const versions = await runJson("models versions wine");
    expect(versions).toMatchObject([
      { version: "2", current_stage: "Archived" },
      { version: "1", current_stage: "Production" },
    ]);
    expect(JSON.stringify(versions)).not.toMatch(/aliases|taste/);
    await runJson("models delete wine/2");
    expect(await runJson("models versions wine")).toMatchObject([{ version: "1" }]);
    expect(await run("models delete wine")).toBe(1);
    expect(error).toContain(
      "Cannot delete wine: it has versions; delete one by wine/<version>, or add --all-versions",
    );
    await runJson("models delete wine --all-versions");
    expect(await runJson("models list")).toEqual([]);
  });

  it("say what they need when a name does not tell it", async () => {
    await register(0.1, { withExample: true });
    expect(await run("models alias wine champion")).toBe(1);
    expect(error).toContain(
      'Cannot tell which version of "wine" is meant: write wine/3, wine@champion or wine/latest',
    );
    expect(await run("models tag wine taste")).toBe(1);
    expect(error).toContain("Cannot set the tag: give either a value or --delete");
    expect(await run("models stage wine/7 Staging")).toBe(1);
    expect(error).toContain("wine");
  });

  it("show what changed from one version to another", async () => {
    const first = await register(0.1, { withExample: true });
    const second = await register(1, { withExample: false });
    expect(await runJson("models diff wine/1 wine/2")).toMatchObject({
      before: "wine/1",
      after: "wine/2",
      kind: [{ what: "run", before: first, after: second }],
      params: [{ what: "alpha", before: "0.1", after: "1" }],
      metrics: [{ what: "gap", before: "0.05", after: "0.5" }],
      data: [],
      signature: [],
      predictions: { exampleOf: "wine/1", nRows: 3, nDifferent: 3, largestDifference: expect.any(Number) },
    });
    expect(await run("models diff wine/1 wine/2")).toBe(0);
    expect(out).toMatch(/^Params\n {7}wine\/1 {2}wine\/2\nalpha {2}0\.1 {5}1 {7}\+0\.900$/m);
    expect(out).toMatch(/^Signature: the same$/m);
    expect(out).toMatch(/^Predictions: 3 differ of the 3 rows of the example of wine\/1, by \d/m);
    expect(await run("models diff wine/1 wine/1")).toBe(0);
    expect(out).toContain("Predictions: the same for the 3 rows of the example of wine/1");
  });

  it("compare models that take different features as far as that goes", async () => {
    await register(0.1, { withExample: true });
    const narrow = await withRun({}, async ({ runId }) => {
      const model = new ElasticNet({ alpha: 1 }).fit({ a: [1, 2, 3], b: [0, 1, 0] }, [1, 2, 3]);
      await logModel(model);
      return runId;
    });
    expect(await runJson(`models diff wine/1 runs:/${narrow}/model`)).toMatchObject({
      signature: expect.arrayContaining([
        { what: "input a", after: "double, column 0" },
        { what: "input age", before: "double, column 0" },
      ]),
      predictions: expect.stringContaining("cannot predict for the example of wine/1"),
    });
  });
});
