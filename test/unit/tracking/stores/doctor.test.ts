import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FileStore, openFileStore } from "../../../../src/tracking/index.ts";
import { goldenStore } from "../../../support/golden-store.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { silenceWarnings } from "../../../support/warnings.ts";

/** Everything may be repaired, however fresh. */
const AT_ONCE = { quietMs: -1 };

interface Patient {
  readonly store: FileStore;
  readonly root: string;
  readonly runId: string;
  readonly folder: string;
}

function patient(): Patient {
  const root = join(temporaryFolder(), "mlruns");
  const store = openFileStore(root);
  const tags = new Map([["mlflow.user", "alice"]]);
  const { runId } = store.createRun({ experimentId: "0", runName: "first", userId: "alice", tags }).info;
  store.logBatch(runId, {
    metrics: [1, 2, 3].map((step) => ({ key: "loss", value: step, timestampMs: 1000 * step, step })),
    params: new Map([["alpha", "0.5"]]),
  });
  return { store, root, runId, folder: join(root, "0", runId) };
}

describe("the doctor", () => {
  it.each(["direct", "server"] as const)(
    "finds nothing to complain of in a store that MLflow wrote: %s",
    (name) => {
      const report = openFileStore(goldenStore(name)).examine(AT_ONCE);
      expect(report.findings).toEqual([]);
      expect(report).toMatchObject(name === "direct" ? { experiments: 4, runs: 6 } : { models: 7 });
    },
  );

  it("finds nothing where there is nothing", () => {
    const report = openFileStore(join(temporaryFolder(), "none")).examine();
    expect(report).toEqual({ experiments: 0, runs: 0, models: 0, findings: [] });
  });

  it("only looks, unless it is asked to repair", () => {
    const { store, folder } = patient();
    writeFileSync(join(folder, "meta.yaml"), "");
    const { findings } = store.examine(AT_ONCE);
    expect(findings).toEqual([
      {
        path: join(folder, "meta.yaml"),
        problem: "not readable as YAML: the file must hold a map",
        remedy: "write a new one from what lies around it",
        isRepaired: false,
      },
    ]);
    expect(readFileSync(join(folder, "meta.yaml"), "utf8")).toBe("");
  });

  it("leaves alone what may still be written to", () => {
    const { store, folder } = patient();
    appendFileSync(join(folder, "metrics/loss"), "torn");
    writeFileSync(join(folder, ".traintracks-tmp-1"), "");
    const { findings } = store.examine({ repair: true });
    expect(findings.map(({ isRepaired, remedy }) => [isRepaired, remedy])).toEqual([
      [false, "set the damaged lines aside and keep the others, once it has not been written to for a while"],
    ]);
    expect(existsSync(join(folder, ".traintracks-tmp-1"))).toBe(true);
  });

  it("gives a run whose meta.yaml is lost a new one, from its tags and metrics", () => {
    const { store, folder, runId } = patient();
    writeFileSync(join(folder, "meta.yaml"), "end_time: 5\nrun_");
    expect(store.examine({ repair: true, ...AT_ONCE }).findings).toMatchObject([{ isRepaired: true }]);
    const { info, data } = store.run(runId);
    expect(info).toMatchObject({
      runName: "first",
      userId: "alice",
      status: "KILLED",
      startTimeMs: 1000,
      endTimeMs: 3000,
      lifecycleStage: "active",
    });
    expect(info.artifactUri).toMatch(new RegExp(`/0/${runId}/artifacts$`));
    expect(data.params.get("alpha")).toBe("0.5");
    expect(readFileSync(join(folder, ".traintracks-damaged/meta.yaml"), "utf8")).toBe("end_time: 5\nrun_");
    expect(store.examine(AT_ONCE).findings).toEqual([]);
  });

  it("gives an experiment whose meta.yaml is lost a new one, and its runs are there again", () => {
    const { store, root } = patient();
    const experimentId = store.createExperiment("work");
    const { runId } = store.createRun({ experimentId }).info;
    rmSync(join(root, experimentId, "meta.yaml"));
    store.examine({ repair: true, ...AT_ONCE });
    expect(store.experiment(experimentId)).toMatchObject({
      name: `recovered-${experimentId}`,
      lifecycleStage: "active",
    });
    expect(store.searchRuns({ experimentIds: [experimentId] }).items.map(({ info }) => info.runId)).toEqual([
      runId,
    ]);
  });

  it("keeps the whole lines of a metric file, and the damaged ones beside it", () => {
    const { store, folder, runId } = patient();
    const file = join(folder, "metrics/loss");
    appendFileSync(file, "1000 x 4\n4000 4.0 4\n\0\0\0\n50");
    const { findings } = store.examine({ repair: true, ...AT_ONCE });
    expect(findings.map(({ problem }) => problem)).toEqual([
      "2 of its lines are no metric points, and its last line is torn",
    ]);
    expect(readFileSync(file, "utf8")).toBe("1000 1.0 1\n2000 2.0 2\n3000 3.0 3\n4000 4.0 4\n");
    expect(readFileSync(join(folder, ".traintracks-damaged/metrics/loss"), "utf8")).toBe(
      "1000 x 4\n\0\0\0\n50",
    );
    store.logBatch(runId, { metrics: [{ key: "loss", value: 5, timestampMs: 5000, step: 5 }] });
    expect(store.metricHistory(runId, "loss").items).toHaveLength(5);
    expect(store.examine(AT_ONCE).findings).toEqual([]);
  });

  it("sets values aside that are no text, makes folders that MLflow wants, and removes what kills left behind", () => {
    const { store, root, folder } = patient();
    writeFileSync(join(folder, "params/bad"), Buffer.from([0xff]));
    rmSync(join(folder, "artifacts"), { recursive: true });
    writeFileSync(join(folder, ".traintracks-tmp-1"), "");
    writeFileSync(join(root, "0/.traintracks-lock"), "1 nowhere x");
    mkdirSync(join(root, ".traintracks-tmp-2/tags"), { recursive: true });
    const { findings } = store.examine({ repair: true, ...AT_ONCE });
    expect(findings.every(({ isRepaired }) => isRepaired)).toBe(true);
    expect(findings).toHaveLength(5);
    expect(readdirSync(folder).sort()).toEqual([
      ".traintracks-damaged",
      "artifacts",
      "meta.yaml",
      "metrics",
      "params",
      "tags",
    ]);
    expect(readdirSync(root).sort()).toEqual([".trash", "0"]);
    expect(store.examine(AT_ONCE).findings).toEqual([]);
  });

  it("carries out a deletion that was cut off", () => {
    const { store, root } = patient();
    const experimentId = store.createExperiment("gone");
    store.deleteExperiment(experimentId);
    renameSync(join(root, ".trash", experimentId), join(root, experimentId));
    store.examine({ repair: true, ...AT_ONCE });
    expect(existsSync(join(root, ".trash", experimentId, "meta.yaml"))).toBe(true);
    store.restoreExperiment(experimentId);
  });

  it("names what only a person can tell: strangers, doubles, and things in the wrong place", async () => {
    const restore = silenceWarnings();
    const { store, root, folder, runId } = patient();
    mkdirSync(join(root, "stray"));
    const first = store.createExperiment("first");
    const second = store.createExperiment("second");
    const meta = readFileSync(join(root, second, "meta.yaml"), "utf8");
    writeFileSync(join(root, second, "meta.yaml"), meta.replace("name: second", "name: first"));
    renameSync(folder, join(root, first, runId));
    const { findings } = store.examine({ repair: true, ...AT_ONCE });
    expect(findings.map(({ path, isRepaired }) => [path, isRepaired]).sort()).toEqual(
      [
        [join(root, first, runId), false],
        [join(root, "stray/meta.yaml"), false],
        [join(root, [first, second].sort()[1]!), false],
      ].sort(),
    );
    await restore();
  });
});
