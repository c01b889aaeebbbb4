import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const DAY_MS = 86_400_000;

describe("emptying the trash", () => {
  it("removes deleted runs, models and experiments, and nothing else", () => {
    const root = join(temporaryFolder(), "mlruns");
    const store = openFileStore(root);
    const kept = store.createRun({ experimentId: "0" }).info.runId;
    const run = store.createRun({ experimentId: "0", runName: "gone" }).info.runId;
    store.logBatch(run, { params: new Map([["p", "12345"]]) });
    const { modelId } = store.createLoggedModel({ experimentId: "0", name: "old" });
    const experimentId = store.createExperiment("over");
    store.createRun({ experimentId });
    store.deleteRun(run);
    store.deleteLoggedModel(modelId);
    store.deleteExperiment(experimentId);

    const planned = store.purgeTrash({ dryRun: true });
    expect(planned.map(({ kind, id, name }) => [kind, id, name]).sort()).toEqual([
      ["experiment", experimentId, "over"],
      ["model", modelId, "old"],
      ["run", run, "gone"],
    ]);
    expect(planned.find(({ kind }) => kind === "run")?.sizeBytes).toBeGreaterThan(300);
    expect(store.run(run).info.lifecycleStage).toBe("deleted");

    expect(store.purgeTrash()).toEqual(planned);
    expect(() => store.run(run)).toThrow(expect.objectContaining({ code: "RESOURCE_DOES_NOT_EXIST" }));
    expect(readdirSync(join(root, ".trash"))).toEqual([]);
    expect(readdirSync(join(root, "0")).sort()).toEqual([kept, "meta.yaml", "models"].sort());
    expect(store.purgeTrash()).toEqual([]);
    expect(store.createExperiment("over")).toBeTypeOf("string");
  });

  it("spares what was deleted a short time ago, if asked to", () => {
    const store = openFileStore(temporaryFolder());
    const { runId } = store.createRun({ experimentId: "0" }).info;
    store.deleteRun(runId);
    const experimentId = store.createExperiment("x");
    store.deleteExperiment(experimentId);
    expect(store.purgeTrash({ olderThanMs: DAY_MS })).toEqual([]);
    expect(store.purgeTrash({ olderThanMs: 0 })).toHaveLength(2);
  });

  it("takes only what it is told, and refuses what is not in the trash", () => {
    const store = openFileStore(temporaryFolder());
    const [first, second, active] = [1, 2, 3].map(() => store.createRun({ experimentId: "0" }).info.runId);
    store.deleteRun(first!);
    store.deleteRun(second!);
    expect(store.purgeTrash({ runIds: [first!] }).map(({ id }) => id)).toEqual([first]);
    expect(store.run(second!).info.lifecycleStage).toBe("deleted");
    expect(() => store.purgeTrash({ runIds: [active!] })).toThrow(/not in the trash; delete it first/);
    expect(() => store.purgeTrash({ experimentIds: ["0"] })).toThrow(/not in the trash/);
    expect(() => store.purgeTrash({ runIds: ["0".repeat(32)] })).toThrow(/not found/);
    expect(() => store.purgeTrash({ modelIds: ["m-1"] })).toThrow(/not found/);
  });

  it("removes artifacts that lie elsewhere on this machine, if they are plainly the run's own", () => {
    const base = temporaryFolder();
    const store = openFileStore(join(base, "mlruns"));
    const artifactLocation = pathToFileURL(join(base, "elsewhere")).href;
    const experimentId = store.createExperiment("a", { artifactLocation });
    const { runId } = store.createRun({ experimentId }).info;
    const artifacts = join(base, "elsewhere", runId, "artifacts");
    mkdirSync(artifacts, { recursive: true });
    writeFileSync(join(artifacts, "model.bin"), Buffer.alloc(1000));
    store.deleteRun(runId);
    expect(store.purgeTrash()[0]?.sizeBytes).toBeGreaterThan(1000);
    expect(existsSync(artifacts)).toBe(false);
    expect(existsSync(join(base, "elsewhere", runId))).toBe(true);
  });

  it("removes proxied artifacts where it is told they lie", () => {
    const base = temporaryFolder();
    const store = openFileStore(join(base, "mlruns"), { artifactRoot: "mlflow-artifacts:/" });
    const { runId } = store.createRun({ experimentId: "0" }).info;
    const artifacts = join(base, "mlartifacts/0", runId, "artifacts");
    mkdirSync(artifacts, { recursive: true });
    store.deleteRun(runId);
    store.purgeTrash({
      localFolderOf: (uri) => join(base, uri.replace("mlflow-artifacts:/", "mlartifacts/")),
    });
    expect(existsSync(artifacts)).toBe(false);
  });
});
