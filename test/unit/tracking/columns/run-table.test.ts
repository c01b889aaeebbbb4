import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { queryRuns, type RunQuery } from "../../../../src/tracking/columns/run-query.ts";
import { type FileStore, openFileStore } from "../../../../src/tracking/index.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const START_MS = 1_700_000_000_000;

/** A store with some runs in its first experiment; the later ones are newer. */
function storeWith(runs: readonly Readonly<Record<string, string | readonly number[]>>[]): {
  readonly store: FileStore;
  readonly ids: readonly string[];
} {
  const store = openFileStore(temporaryFolder());
  const ids = runs.map((values, i) => {
    const { info } = store.createRun({ experimentId: "0", runName: `run ${i}`, startTimeMs: START_MS + i });
    for (const [key, value] of Object.entries(values)) {
      const [kind, name = ""] = key.split(".");
      if (typeof value !== "string") {
        const metrics = value.map((each, step) => ({
          key: name,
          value: each,
          step,
          timestampMs: START_MS + step,
        }));
        store.logBatch(info.runId, { metrics });
      } else
        store.logBatch(info.runId, { [kind === "params" ? "params" : "tags"]: new Map([[name, value]]) });
    }
    return info.runId;
  });
  return { store, ids };
}

function names(store: FileStore, query: Partial<RunQuery>): readonly (string | undefined)[] {
  return queryRuns(store.table, { experimentIds: ["0"], ...query }).rows.map((row) => row.info()?.runName);
}

describe("a table of runs", () => {
  it("sums up each metric: last, extremes with their steps, mean, first, and how many", () => {
    const { store, ids } = storeWith([{ "metrics.loss": [3, 1, Number.NaN, Number.POSITIVE_INFINITY, 2] }]);
    expect(store.table.row(ids[0]!)?.metric("loss")).toEqual({
      last: 2,
      step: 4,
      timestampMs: START_MS + 4,
      first: 3,
      min: 1,
      minStep: 1,
      max: 3,
      maxStep: 0,
      mean: 2,
      count: 5,
      oddCount: 2,
    });
    expect(store.table.row(ids[0]!)?.metric("other")).toBeUndefined();
  });

  it("orders by any number of a metric, by params and by attributes, what is missing last", () => {
    const { store } = storeWith([
      { "metrics.loss": [5, 1], "params.a": "x" },
      { "metrics.loss": [2, 3] },
      { "params.a": "b" },
    ]);
    const by = (
      kind: "metric" | "param" | "attribute",
      key: string,
      stat?: "min" | "last",
      isDescending = false,
    ) => names(store, { orders: [{ kind, key, stat, isDescending }] });
    expect(by("metric", "loss")).toEqual(["run 0", "run 1", "run 2"]);
    expect(by("metric", "loss", "last", true)).toEqual(["run 1", "run 0", "run 2"]);
    expect(by("metric", "loss", "min", true)).toEqual(["run 1", "run 0", "run 2"]);
    expect(by("param", "a")).toEqual(["run 2", "run 0", "run 1"]);
    expect(by("attribute", "start_time")).toEqual(["run 0", "run 1", "run 2"]);
    expect(names(store, {})).toEqual(["run 2", "run 1", "run 0"]);
  });

  it.each([
    ["metrics.loss.min < 2", ["run 0"]],
    ["metrics.loss = 3", ["run 1"]],
    ["params.a > 1", ["run 1"]],
    ["params.a >= 0.5 AND NOT params.a = 2", ["run 0"]],
    ["tags.team IN ('blue', 'red')", ["run 2"]],
    ["params.a IS NULL", ["run 2"]],
    ["attributes.run_name LIKE '%1' OR tags.team = 'blue'", ["run 2", "run 1"]],
    ["attributes.lifecycle_stage = 'active' AND metrics.loss.count > 1", ["run 1", "run 0"]],
  ])("finds %s", (filter, expected) => {
    const { store } = storeWith([
      { "metrics.loss": [5, 1], "params.a": "0.5" },
      { "metrics.loss": [2, 3], "params.a": "2" },
      { "tags.team": "blue" },
    ]);
    expect(names(store, { filter })).toEqual(expected);
  });

  it.each(["params.a > 'x'", "params.a LIKE 3", "metrics.loss <", "attributes.nothing = 'a'"])(
    "refuses %s",
    (filter) => {
      const { store } = storeWith([{}]);
      expect(() => names(store, { filter })).toThrow(RangeError);
    },
  );

  it("knows a metric that is called like a number of another one", () => {
    const { store, ids } = storeWith([{ "metrics.loss": [5] }]);
    expect(names(store, { filter: "metrics.loss.min = 5" })).toEqual(["run 0"]);
    store.logBatch(ids[0]!, { metrics: [{ key: "loss.min", value: 7, step: 0, timestampMs: START_MS }] });
    store.table.row(ids[0]!)?.touch();
    expect(names(store, { filter: "metrics.loss.min = 7" })).toEqual(["run 0"]);
  });

  it("shows nested runs below the run they belong to, at any depth", () => {
    const { store, ids } = storeWith([{}]);
    const child = store.createRun({
      experimentId: "0",
      runName: "child",
      tags: new Map([["mlflow.parentRunId", ids[0]!]]),
    }).info.runId;
    store.createRun({
      experimentId: "0",
      runName: "grandchild",
      tags: new Map([["mlflow.parentRunId", child]]),
    });
    expect(names(store, { rootsOnly: true })).toEqual(["run 0"]);
    expect(names(store, { parentId: ids[0]! })).toEqual(["child"]);
    expect(names(store, { parentId: child })).toEqual(["grandchild"]);
    // Without its parent among those that match, a run stands on its own.
    expect(names(store, { rootsOnly: true, filter: "attributes.run_name = 'grandchild'" })).toEqual([
      "grandchild",
    ]);
  });

  it("sees at the next look what another process has logged, changed, made and removed", () => {
    const { store, ids } = storeWith([{ "metrics.loss": [1], "params.a": "1" }, {}]);
    const { table } = store;
    const other = openFileStore(store.folder);
    const row = table.row(ids[0]!)!;
    const known = table.changes("0", undefined).version;
    expect([row.metric("loss")?.last, row.tag("t"), row.keys("metric")]).toEqual([1, undefined, ["loss"]]);
    other.logBatch(ids[0]!, {
      metrics: [
        { key: "loss", value: 9, step: 5, timestampMs: START_MS },
        { key: "val/loss", value: 2, step: 0, timestampMs: START_MS },
      ],
      tags: new Map([["t", "new"]]),
    });
    const made = other.createRun({ experimentId: "0", runName: "made elsewhere" }).info.runId;
    rmSync(join(store.folder, "0", ids[1]!), { recursive: true });
    row.touch();
    expect([row.metric("loss")?.last, row.tag("t"), row.keys("metric")]).toEqual([
      9,
      "new",
      ["loss", "val/loss"],
    ]);
    expect(names(store, {})).toEqual(["made elsewhere", "run 0"]);
    expect(table.changes("0", known)).toMatchObject({
      added: [made],
      changed: [ids[0]],
      removed: [ids[1]],
      isPartial: false,
    });
    expect(table.changes("0", table.changes("0", undefined).version)).toMatchObject({
      added: [],
      changed: [],
      removed: [],
    });
    expect(table.changes("0", Number.POSITIVE_INFINITY).isPartial).toBe(true);
  });

  it("reads a history once, and then only what has been added", () => {
    const { store, ids } = storeWith([{ "metrics.loss": [1, 2] }]);
    const history = store.table.history(ids[0]!, "loss")!;
    expect(Array.from(history.values.subarray(0, history.length))).toEqual([1, 2]);
    const path = join(store.folder, "0", ids[0]!, "metrics", "loss");
    appendFileSync(path, `${START_MS} 3.0 2\n${START_MS} 4.0 3`);
    expect(store.table.history(ids[0]!, "loss")?.length).toBe(3); // the last line is not whole yet
    appendFileSync(path, "\nnonsense\n");
    expect(store.table.history(ids[0]!, "loss")?.length).toBe(4);
    writeFileSync(path, `${START_MS} 8.0 0\n`);
    const again = store.table.history(ids[0]!, "loss")!;
    expect(Array.from(again.values.subarray(0, again.length))).toEqual([8]);
    expect(store.table.history(ids[0]!, "none")).toBeUndefined();
    expect(store.damage().map(({ path: damaged }) => damaged)).toContain(path);
  });

  it.each(["../../../secret", "..", "a/../b", "/etc/passwd", "a\\b", "a\0b", ""])(
    "has nothing under the key %j",
    (key) => {
      const { store, ids } = storeWith([{ "metrics.loss": [1], "params.a": "1" }]);
      mkdirSync(join(store.folder, "0", ids[0]!, "b"));
      const row = store.table.row(ids[0]!)!;
      expect([row.metric(key), row.param(key), row.tag(key)]).toEqual([undefined, undefined, undefined]);
      expect(() => store.table.history(ids[0]!, key)).toThrow(RangeError);
    },
  );

  it("keeps apart runs that take each other's place", () => {
    const { store, ids } = storeWith([{ "metrics.loss": [1], "params.a": "old" }]);
    expect(store.table.rows(["0"])[0]?.metric("loss")?.last).toBe(1);
    expect(store.table.rows(["0"])[0]?.param("a")).toBe("old");
    rmSync(join(store.folder, "0", ids[0]!), { recursive: true });
    expect(store.table.rows(["0"])).toEqual([]);
    store.createRun({ experimentId: "0" });
    const [row] = store.table.rows(["0"]);
    expect([row?.metric("loss"), row?.param("a")]).toEqual([undefined, undefined]);
  });
});
