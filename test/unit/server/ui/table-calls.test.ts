import { describe, expect, it } from "vitest";
import { newRun, type TestServer, testServer } from "../../../support/tracking-test-server.ts";

/** Asks a call of the user interface. */
async function ask(
  { send }: TestServer,
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }> {
  return await send({
    method: "POST",
    url: `/ajax-api/ui/${path}`,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(body),
  });
}

/** A server with three runs; the first has no param, the last is nested in the second. */
async function serverWithRuns(): Promise<{ readonly server: TestServer; readonly ids: readonly string[] }> {
  const server = testServer();
  const ids: string[] = [];
  for (const [i, alpha] of [undefined, "0.5", "2"].entries()) {
    const tags = i === 2 ? [{ key: "mlflow.parentRunId", value: ids[1]! }] : [];
    const id = await newRun(server, { run_name: `r${i}`, start_time: 1000 + i, tags });
    ids.push(id);
    await server.call("POST", "runs/log-batch", {
      run_id: id,
      metrics: [3, 1, 2].map((value, step) => ({
        key: "loss",
        value: value + 10 * i,
        step,
        timestamp: 1000 + step,
      })),
      params: alpha === undefined ? [] : [{ key: "alpha", value: alpha }],
    });
  }
  await server.call("POST", "runs/update", { run_id: ids[1], status: "FINISHED", end_time: 3001 });
  return { server, ids };
}

const ALL = { experiment_ids: ["0"] };

describe("the call runs/table", () => {
  it("answers rows, and one array for each column", async () => {
    const { server, ids } = await serverWithRuns();
    const { json } = await ask(server, "runs/table", {
      ...ALL,
      columns: [
        { kind: "metric", key: "loss" },
        { kind: "metric", key: "loss", stat: "min" },
        { kind: "metric", key: "loss", stat: "max_step" },
        { kind: "param", key: "alpha" },
        { kind: "attribute", key: "duration" },
      ],
    });
    expect(json).toMatchObject({ total: 3, all: 3, offset: 0, run_ids: [ids[2], ids[1], ids[0]] });
    expect(json["values"]).toEqual([
      [22, 12, 2],
      [21, 11, 1],
      [0, 0, 0],
      ["2", "0.5", null],
      [null, 2000, null],
    ]);
    expect(json["rows"]).toMatchObject([
      { run_id: ids[2], run_name: "r2", status: "RUNNING", parent_id: ids[1], n_children: 0, end_time: null },
      { run_id: ids[1], run_name: "r1", status: "FINISHED", parent_id: null, n_children: 1, end_time: 3001 },
      { run_id: ids[0], run_name: "r0", n_children: 0, lifecycle_stage: "active", is_stale: false },
    ]);
  });

  it("gives the page asked for, filtered and ordered, and only roots where they are wanted", async () => {
    const { server, ids } = await serverWithRuns();
    const order = [{ kind: "metric", key: "loss", descending: false }];
    const page = await ask(server, "runs/table", { ...ALL, order, offset: 1, limit: 1, rows: false });
    expect(page.json).toMatchObject({ total: 3, run_ids: [ids[1]] });
    expect(page.json["rows"]).toBeUndefined();
    const filtered = await ask(server, "runs/table", { ...ALL, filter: "params.alpha > 1" });
    expect(filtered.json).toMatchObject({ total: 1, all: 3, run_ids: [ids[2]] });
    const roots = await ask(server, "runs/table", { ...ALL, roots_only: true });
    expect(roots.json).toMatchObject({ total: 2, run_ids: [ids[1], ids[0]] });
  });

  it("shows at once what was written through the server, also right after it was looked at", async () => {
    const { server, ids } = await serverWithRuns();
    const columns = [{ kind: "tag", key: "note" }];
    for (const value of ["a", "b", "c"]) {
      await server.call("POST", "runs/set-tag", { run_id: ids[0], key: "note", value });
      const { json } = await ask(server, "runs/table", { ...ALL, columns, filter: `tags.note = '${value}'` });
      expect(json).toMatchObject({ total: 1, values: [[value]] });
    }
  });

  it("has no column for what runs do not have, and tells NaN and the infinities apart", async () => {
    const { server, ids } = await serverWithRuns();
    for (const [key, value] of [
      ["nan", "NaN"],
      ["up", "Infinity"],
      ["down", "-Infinity"],
    ]) {
      await server.call("POST", "runs/log-metric", { run_id: ids[0], key, value, timestamp: 1, step: 0 });
    }
    const columns = ["nan", "up", "down", "none"].map((key) => ({ kind: "metric", key }));
    const { json } = await ask(server, "runs/table", {
      ...ALL,
      columns,
      filter: "attributes.run_name = 'r0'",
    });
    expect(json["values"]).toEqual([["NaN"], ["Infinity"], ["-Infinity"], [null]]);
    expect(
      (await ask(server, "runs/table", { ...ALL, columns: [{ kind: "attribute", key: "x" }] })).status,
    ).toBe(400);
  });

  it.each([
    ["no list of experiments but a text", { experiment_ids: "x" }],
    ["too many experiments", { experiment_ids: Array.from({ length: 101 }, String) }],
    ["a filter that does not parse", { ...ALL, filter: "metrics." }],
    ["an unknown kind of column", { ...ALL, columns: [{ kind: "artifact", key: "a" }] }],
    ["an unknown number of a metric", { ...ALL, columns: [{ kind: "metric", key: "a", stat: "median" }] }],
    [
      "too many columns",
      { ...ALL, columns: Array.from({ length: 601 }, () => ({ kind: "metric", key: "a" })) },
    ],
    ["too many rows", { ...ALL, limit: 20_001 }],
    ["a negative offset", { ...ALL, offset: -1 }],
    ["an order that is none", { ...ALL, order: ["loss"] }],
  ])("refuses %s", async (_, body) => {
    const server = testServer();
    const { status, json } = await ask(server, "runs/table", body);
    expect([status, json["error_code"]]).toEqual([400, "INVALID_PARAMETER_VALUE"]);
    expect(server.faults).toEqual([]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "takes %s for a key like any other",
    async (key) => {
      const { server, ids } = await serverWithRuns();
      await server.call("POST", "runs/log-parameter", { run_id: ids[0], key, value: "v" });
      const columns = [
        { kind: "param", key },
        { kind: "metric", key },
      ];
      const { json } = await ask(server, "runs/table", { ...ALL, columns });
      expect(json["values"]).toEqual([
        [null, null, "v"],
        [null, null, null],
      ]);
    },
  );
});

describe("what a table can be asked besides", () => {
  it("are the keys, with how many runs have them and whether they differ", async () => {
    const { server } = await serverWithRuns();
    const { json } = await ask(server, "runs/columns", ALL);
    expect(json).toMatchObject({
      n_runs: 3,
      metrics: [{ key: "loss", count: 3, min: 2, max: 22, distinct: 3, varies: true }],
      params: [{ key: "alpha", count: 2, distinct: 2, is_numeric: true, min: 0.5, max: 2, varies: true }],
      incomplete: false,
    });
    const few = await ask(server, "runs/columns", { ...ALL, filter: "params.alpha = '2'", summaries: false });
    expect(few.json).toMatchObject({ n_runs: 1, metrics: [{ key: "loss", count: 1, varies: null }] });
  });

  it("are the ids of all that match, and the values that there are", async () => {
    const { server, ids } = await serverWithRuns();
    expect((await ask(server, "runs/ids", { ...ALL, limit: 2 })).json).toEqual({
      run_ids: [ids[2], ids[1]],
      total: 3,
    });
    const values = await ask(server, "runs/values", { ...ALL, kind: "attribute", key: "status" });
    expect(values.json).toEqual({
      values: [
        { value: "RUNNING", count: 2 },
        { value: "FINISHED", count: 1 },
      ],
      distinct: 2,
    });
    const begun = await ask(server, "runs/values", {
      ...ALL,
      kind: "attribute",
      key: "status",
      prefix: "fin",
    });
    expect(begun.json).toMatchObject({ distinct: 1 });
  });

  it("are groups, each with a filter that finds its runs, and what their metrics come to", async () => {
    const { server } = await serverWithRuns();
    const { json } = await ask(server, "runs/groups", {
      ...ALL,
      group_by: [{ kind: "param", key: "alpha" }],
      columns: [{ kind: "metric", key: "loss" }],
    });
    const { groups } = json as {
      groups: { keys: string[]; filter: string; run_ids: string[]; stats: object[] }[];
    };
    expect(groups.map(({ keys }) => keys)).toEqual([["2"], ["0.5"], [null]]);
    expect(groups[0]!.stats).toEqual([{ count: 1, mean: 22, min: 22, max: 22, std: null, ci95: null }]);
    for (const { filter, run_ids } of groups) {
      expect((await ask(server, "runs/ids", { ...ALL, filter })).json["run_ids"]).toEqual(run_ids);
    }
    const one = await ask(server, "runs/groups", { ...ALL, columns: [{ kind: "metric", key: "loss" }] });
    // By hand: mean 12, sum of squares 200, so a deviation of 10; t(2) = 4.303, so 4.303 * 10 / sqrt(3).
    expect(one.json["groups"]).toMatchObject(
      [{ count: 3, stats: [{ mean: 12, std: 10, ci95: 24.843 }] }].map((group) => ({
        ...group,
        stats: [{ mean: 12, std: 10, ci95: expect.closeTo(24.843, 3) }],
      })),
    );
  });

  it("are sparklines, with nothing for a metric that a run does not have", async () => {
    const { server, ids } = await serverWithRuns();
    const cells = ["loss", "none"].map((key) => ({ run_id: ids[0], key }));
    const { json } = await ask(server, "runs/sparklines", { cells });
    expect(json["lines"]).toEqual([{ steps: [0, 1, 2], values: [3, 1, 2], count: 3 }, null]);
    const tooMany = Array.from({ length: 2001 }, () => cells[0]);
    expect((await ask(server, "runs/sparklines", { cells: tooMany })).status).toBe(400);
  });
});

describe("changes to many runs", () => {
  it("are made to each, and tell of those that could not be", async () => {
    const { server, ids } = await serverWithRuns();
    const run_ids = [...ids.slice(0, 2), "f".repeat(32)];
    const tagged = await ask(server, "runs/bulk", {
      run_ids,
      action: "set_tags",
      tags: [{ key: "k", value: "v" }],
    });
    expect(tagged.json).toMatchObject({ done: 2, failed: 1, failures: [{ run_id: run_ids[2] }] });
    expect((await ask(server, "runs/ids", { ...ALL, filter: "tags.k = 'v'" })).json["total"]).toBe(2);
    await ask(server, "runs/bulk", { run_ids: ids, action: "delete_tags", keys: ["k"] });
    expect((await ask(server, "runs/ids", { ...ALL, filter: "tags.k = 'v'" })).json["total"]).toBe(0);
    await ask(server, "runs/bulk", { run_ids: ids.slice(0, 2), action: "delete" });
    expect((await ask(server, "runs/ids", ALL)).json["total"]).toBe(1);
    expect((await ask(server, "runs/ids", { ...ALL, view: "DELETED_ONLY" })).json["total"]).toBe(2);
    await ask(server, "runs/bulk", { run_ids: ids.slice(0, 1), action: "restore" });
    expect((await ask(server, "runs/ids", ALL)).json["total"]).toBe(2);
    await ask(server, "runs/bulk", { run_ids: [ids[2]], action: "finish", status: "FAILED" });
    const { json } = await ask(server, "runs/table", { ...ALL, filter: "attributes.status = 'FAILED'" });
    expect(json["run_ids"]).toEqual([ids[2]]);
  });

  it("are refused when they do not say what to do", async () => {
    const server = testServer();
    for (const body of [
      { run_ids: ["a"] },
      { run_ids: ["a"], action: "set_tags" },
      { run_ids: ["a"], action: "burn" },
    ]) {
      expect((await ask(server, "runs/bulk", body)).status).toBe(400);
    }
  });
});
