// What only a store in files can get right or wrong: its layout, and what others do to its files.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FileStore, openFileStore } from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { silenceWarnings } from "../../../support/warnings.ts";

const point = (value: number, step = 0) => ({ key: "loss", value, timestampMs: 1_700_000_000_000, step });

function openedStore(): { readonly store: FileStore; readonly root: string } {
  const root = join(temporaryFolder(), "mlruns");
  return { store: openFileStore(root), root };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

describe("a file store", () => {
  it("makes nothing before something is written", () => {
    const { store, root } = openedStore();
    expect(store.searchExperiments().items).toHaveLength(1);
    expect(store.searchRuns({ experimentIds: ["0"] }).items).toEqual([]);
    expect(store.experimentByName("x")).toBeUndefined();
    expect(existsSync(root)).toBe(false);
  });

  it("opens by path and by file: URI", () => {
    const root = join(temporaryFolder(), "a b");
    for (const location of [root, pathToFileURL(root).href]) {
      expect(openFileStore(location)).toMatchObject({ folder: root, uri: pathToFileURL(root).href });
    }
    expect(() => openFileStore("file://elsewhere/mlruns")).toThrow(/file: URI/);
  });

  it("lays a run out as MLflow does", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({
      experimentId: "0",
      userId: "alice",
      runName: "first",
      startTimeMs: 5,
    });
    store.logBatch(info.runId, {
      metrics: [point(0.5), point(1e-5, 1)],
      params: new Map([["l1/ratio", "0.75"]]),
      tags: new Map([["mlflow.user", "alice"]]),
    });
    store.updateRun(info.runId, { status: "FINISHED", endTimeMs: 7 });
    const folder = join(root, "0", info.runId);
    expect(filesBelow(folder)).toEqual([
      "artifacts",
      "meta.yaml",
      "metrics",
      "metrics/loss",
      "params",
      "params/l1",
      "params/l1/ratio",
      "tags",
      "tags/mlflow.runName",
      "tags/mlflow.user",
    ]);
    expect(readFileSync(join(folder, "metrics/loss"), "utf8")).toBe(
      "1700000000000 0.5 0\n1700000000000 1e-05 1\n",
    );
    expect(readFileSync(join(folder, "params/l1/ratio"), "utf8")).toBe("0.75");
    expect(readFileSync(join(folder, "meta.yaml"), "utf8")).toBe(
      [
        `artifact_uri: ${pathToFileURL(root).href}/0/${info.runId}/artifacts`,
        "end_time: 7",
        "entry_point_name: ''",
        "experiment_id: '0'",
        "lifecycle_stage: active",
        `run_id: ${/^(\d+|\d+e\d+)$/.test(info.runId) ? `'${info.runId}'` : info.runId}`,
        "run_name: first",
        "source_name: ''",
        "source_type: 4",
        "source_version: ''",
        "start_time: 5",
        "status: 3",
        "tags: []",
        "user_id: alice",
        "",
      ].join("\n"),
    );
    expect(readdirSync(root).sort()).toEqual([".trash", "0"]);
  });

  it("keeps artifacts elsewhere when it is told to", () => {
    const store = openFileStore(temporaryFolder(), { artifactRoot: "mlflow-artifacts:/" });
    const experimentId = store.createExperiment("a");
    expect(store.experiment(experimentId).artifactLocation).toBe(`mlflow-artifacts:/${experimentId}`);
    const { info } = store.createRun({ experimentId });
    expect(info.artifactUri).toBe(`mlflow-artifacts:/${experimentId}/${info.runId}/artifacts`);
  });

  it("moves a deleted experiment into the trash and back, whole", () => {
    const { store, root } = openedStore();
    const experimentId = store.createExperiment("a");
    const { info } = store.createRun({ experimentId });
    store.logBatch(info.runId, { metrics: [point(1)] });
    store.deleteExperiment(experimentId);
    expect(readdirSync(join(root, ".trash"))).toEqual([experimentId]);
    expect(store.run(info.runId).data.metrics.get("loss")?.value).toBe(1);
    store.restoreExperiment(experimentId);
    store.logBatch(info.runId, { metrics: [point(2, 1)] });
    expect(readFileSync(join(root, experimentId, info.runId, "metrics/loss"), "utf8")).toContain(" 2.0 1\n");
  });

  it("leaves no temporary files behind", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: store.createExperiment("a") });
    store.logBatch(info.runId, { params: new Map([["p", "1"]]), tags: new Map([["t", "1"]]) });
    expect(() => store.logBatch(info.runId, { params: new Map([["p", "2"]]) })).toThrow();
    store.logOutputs(info.runId, [{ modelId: "m-1", step: 0 }]);
    store.updateRun(info.runId, { status: "FINISHED" });
    expect(filesBelow(root).filter((path) => path.includes(".traintracks"))).toEqual([]);
  });

  it.each([
    ["p", "p/q"],
    ["p/q", "p"],
  ])("refuses the key that would make a file of a folder: %s, then %s", (first, second) => {
    const { store } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    const refused = expect.objectContaining({ code: "INVALID_PARAMETER_VALUE" });
    const params = (key: string) => ({ params: new Map([[key, "1"]]) });
    const tags = (key: string) => ({ tags: new Map([[key, "1"]]) });
    const metrics = (key: string) => ({ metrics: [{ ...point(1), key }] });
    for (const batch of [params, tags, metrics]) {
      store.logBatch(info.runId, batch(first));
      expect(() => store.logBatch(info.runId, batch(second))).toThrow(refused);
    }
    expect([...store.run(info.runId).data.params.keys()]).toEqual([first]);
  });

  it("can use a name again once what lay below it is gone", () => {
    const { store } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    store.logBatch(info.runId, { tags: new Map([["a/b/c", "1"]]) });
    store.deleteTag(info.runId, "a/b/c");
    store.logBatch(info.runId, { tags: new Map([["a", "2"]]) });
    expect(store.run(info.runId).data.tags.get("a")).toBe("2");
  });

  it("refuses a key that is too long for a file name, and says so", () => {
    const { store } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    expect(() => store.logBatch(info.runId, { metrics: [{ ...point(1), key: "가".repeat(100) }] })).toThrow(
      expect.objectContaining({ code: "INVALID_PARAMETER_VALUE" }),
    );
  });
});

describe("what others do to the files", () => {
  it("is seen at once: values, metrics and status, written in place as MLflow writes them", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    store.logBatch(info.runId, { metrics: [point(1)], tags: new Map([["t", "a"]]) });
    const folder = join(root, "0", info.runId);
    for (const round of [2, 3, 4]) {
      appendFileSync(join(folder, "metrics/loss"), `1700000000000 ${round}.0 ${round}\n`);
      writeFileSync(join(folder, "tags/t"), `v${round}`);
      writeFileSync(join(folder, "tags", `new${round}`), "x");
      const meta = readFileSync(join(folder, "meta.yaml"), "utf8");
      writeFileSync(join(folder, "meta.yaml"), meta.replace(/status: \d/, `status: ${round}`));
      const run = store.run(info.runId);
      expect(run.data.metrics.get("loss")?.value).toBe(round);
      expect(run.data.tags.get("t")).toBe(`v${round}`);
      expect(run.data.tags.has(`new${round}`)).toBe(true);
      expect(run.info.status).toBe(["SCHEDULED", "FINISHED", "FAILED"][round - 2]);
      const found = store.searchRuns({
        experimentIds: ["0"],
        filter: `metrics.loss = ${round} AND tags.t = 'v${round}'`,
      });
      expect(found.items).toHaveLength(1);
    }
  });

  it("does not lose points when a metric file is removed or replaced under an open descriptor", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    const file = join(root, "0", info.runId, "metrics/loss");
    store.logBatch(info.runId, { metrics: [point(1)] });
    rmSync(file);
    store.logBatch(info.runId, { metrics: [point(2)] });
    expect(readFileSync(file, "utf8")).toBe("1700000000000 2.0 0\n");
    writeFileSync(`${file}.new`, "1 9.0 0\n");
    renameSync(`${file}.new`, file);
    store.logBatch(info.runId, { metrics: [point(3)] });
    expect(readFileSync(file, "utf8")).toBe("1 9.0 0\n1700000000000 3.0 0\n");
  });

  it("refuses to write to a run whose folder was removed, and does not bring it back", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    store.logBatch(info.runId, { metrics: [point(1)] });
    rmSync(join(root, "0", info.runId), { recursive: true });
    const missing = expect.objectContaining({ code: "RESOURCE_DOES_NOT_EXIST" });
    expect(() => store.logBatch(info.runId, { metrics: [point(2)] })).toThrow(missing);
    expect(() => store.logBatch(info.runId, { tags: new Map([["t", "1"]]) })).toThrow(missing);
    expect(() => store.updateRun(info.runId, { status: "FINISHED" })).toThrow(missing);
    expect(existsSync(join(root, "0", info.runId))).toBe(false);
  });

  it("finds a run that was moved to another experiment's folder no more, but one copied in", () => {
    const { store, root } = openedStore();
    store.createRun({ experimentId: "0" });
    const other = openedStore();
    const { info } = other.store.createRun({ experimentId: "0" });
    renameSync(join(other.root, "0", info.runId), join(root, info.runId));
    expect(() => store.run(info.runId)).toThrow(expect.objectContaining({ code: "RESOURCE_DOES_NOT_EXIST" }));
    renameSync(join(root, info.runId), join(root, "0", info.runId));
    expect(store.run(info.runId).info.runId).toBe(info.runId);
    const stranger = store.createExperiment("stranger");
    renameSync(join(root, "0", info.runId), join(root, stranger, info.runId));
    expect(store.searchRuns({ experimentIds: [stranger] }).items).toEqual([]);
    expect(store.damage()[0]?.reason).toBe(`its meta.yaml is that of run ${info.runId} of experiment 0`);
  });

  it("sees a run deleted by another process before it writes to it", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    store.logBatch(info.runId, { metrics: [point(1)] });
    openFileStore(root).deleteRun(info.runId);
    expect(() => store.logBatch(info.runId, { metrics: [point(2)] })).toThrow(/must be in 'active'/);
  });

  it("keeps logging to more metrics at once than files are kept open", () => {
    const { store } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    for (let step = 0; step < 3; step++) {
      for (let i = 0; i < 100; i++) {
        store.logBatch(info.runId, { metrics: [{ ...point(step, step), key: `m${i}` }] });
      }
    }
    for (let i = 0; i < 100; i++) expect(store.metricHistory(info.runId, `m${i}`).items).toHaveLength(3);
    store.close();
    store.logBatch(info.runId, { metrics: [point(1)] });
  });

  it("reads whole lines only, and cuts a torn one off before it appends", () => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    const file = join(root, "0", info.runId, "metrics/loss");
    // What a kill in the middle of "1700000000000 0.9921 7" can leave: it would read as another point.
    writeFileSync(file, "1 1.0 0\n1700000000000 0.99");
    expect(store.run(info.runId).data.metrics.get("loss")?.value).toBe(1);
    store.logBatch(info.runId, { metrics: [point(2, 1)] });
    appendFileSync(file, "17000");
    store.logBatch(info.runId, { metrics: [point(3, 2)] });
    expect(readFileSync(file, "utf8")).toBe("1 1.0 0\n1700000000000 2.0 1\n1700000000000 3.0 2\n");
    expect(store.damage()).toEqual([]);
  });
});

describe("damage", () => {
  let restoreWarnings: () => Promise<void>;
  beforeAll(() => {
    restoreWarnings = silenceWarnings();
  });
  afterAll(() => restoreWarnings());

  it.each<readonly [string, (folder: string) => void]>([
    ["an empty meta.yaml", (folder) => writeFileSync(join(folder, "meta.yaml"), "")],
    ["a cut meta.yaml", (folder) => writeFileSync(join(folder, "meta.yaml"), "artifact_uri: a\nend_ti")],
    ["a missing meta.yaml", (folder) => rmSync(join(folder, "meta.yaml"))],
    ["bytes of zero for a meta.yaml", (folder) => writeFileSync(join(folder, "meta.yaml"), "\0".repeat(300))],
    [
      "a meta.yaml that is not UTF-8",
      (folder) => writeFileSync(join(folder, "meta.yaml"), Buffer.from([0x61, 0xff])),
    ],
    ["a meta.yaml that is a folder", (folder) => replaceByFolder(join(folder, "meta.yaml"))],
    ["a meta.yaml that links to itself", (folder) => replaceByLink(join(folder, "meta.yaml"), "meta.yaml")],
    ["an alias bomb", (folder) => writeFileSync(join(folder, "meta.yaml"), "a: &a [x,x]\nb: [*a,*a,*a]\n")],
    ["a huge meta.yaml", (folder) => writeFileSync(join(folder, "meta.yaml"), "x".repeat(2_000_000))],
    [
      "a meta.yaml of another run",
      (folder) => writeFileSync(join(folder, "meta.yaml"), "run_id: x\nexperiment_id: '0'\n"),
    ],
  ])("in one run hides no other: %s", (_, spoil) => {
    const { store, root } = openedStore();
    const good = store.createRun({ experimentId: "0" }).info.runId;
    const bad = store.createRun({ experimentId: "0" }).info.runId;
    spoil(join(root, "0", bad));
    const { items } = store.searchRuns({ experimentIds: ["0"], viewType: "ALL" });
    expect(items.map(({ info }) => info.runId)).toEqual([good]);
    expect(store.damage().some(({ path }) => path.includes(bad))).toBe(true);
    expect(() => store.run(bad)).toThrow(expect.objectContaining({ code: "RESOURCE_DOES_NOT_EXIST" }));
  });

  it.each<readonly [string, (folder: string) => void]>([
    [
      "a param that is not UTF-8",
      (folder) => writeFileSync(join(folder, "params/bad"), Buffer.from([0xc3, 0x28])),
    ],
    ["a huge param", (folder) => writeFileSync(join(folder, "params/bad"), Buffer.alloc(17_000_000, 0x61))],
    ["a link in a circle", (folder) => symlinkSync("bad", join(folder, "params/bad"))],
    ["a folder that links to its parent", (folder) => symlinkSync("..", join(folder, "params/bad"))],
    ["a metric of zeros", (folder) => writeFileSync(join(folder, "metrics/bad"), "\0".repeat(100))],
    ["a metric without a whole line", (folder) => writeFileSync(join(folder, "metrics/bad"), "17000")],
    [
      "a metric that is one long line",
      (folder) => writeFileSync(join(folder, "metrics/bad"), "1".repeat(3_000_000)),
    ],
    ["a metrics folder that is a file", (folder) => replaceByFile(join(folder, "metrics"))],
    ["an input without its data set", (folder) => addInput(folder, "source_id: abc\nsource_type: DATASET\n")],
    [
      "an input that leads out of the store",
      (folder) => addInput(folder, "source_id: ../..\nsource_type: DATASET\n"),
    ],
    ["an empty input", (folder) => addInput(folder, "")],
    ["stray files", (folder) => writeFileSync(join(folder, "..", "notes.txt"), "x")],
  ])("in a part of a run leaves the rest: %s", (_, spoil) => {
    const { store, root } = openedStore();
    const { info } = store.createRun({ experimentId: "0" });
    store.logBatch(info.runId, { params: new Map([["good", "1"]]), tags: new Map([["t", "1"]]) });
    spoil(join(root, "0", info.runId));
    const [run] = store.searchRuns({ experimentIds: ["0"] }).items;
    expect([...(run?.data.params ?? [])]).toEqual([["good", "1"]]);
    expect(run?.data.tags.get("t")).toBe("1");
  });

  it("in one experiment hides no other", () => {
    const { store, root } = openedStore();
    store.createExperiment("good");
    const bad = store.createExperiment("bad");
    writeFileSync(join(root, bad, "meta.yaml"), "");
    mkdirSync(join(root, "stray"));
    symlinkSync(".", join(root, "loop"));
    writeFileSync(join(root, "file"), "x");
    const names = store
      .searchExperiments({ viewType: "ALL", orderBy: ["name"] })
      .items.map(({ name }) => name);
    expect(names).toEqual(["Default", "good"]);
    expect(store.damage().map(({ path }) => path)).toContain(join(root, bad));
  });
});

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

function replaceByLink(path: string, target: string): void {
  rmSync(path);
  symlinkSync(target, path);
}

function replaceByFile(path: string): void {
  rmSync(path, { recursive: true });
  writeFileSync(path, "x");
}

function addInput(folder: string, meta: string): void {
  mkdirSync(join(folder, "inputs/abc"), { recursive: true });
  writeFileSync(join(folder, "inputs/abc/meta.yaml"), meta);
}
