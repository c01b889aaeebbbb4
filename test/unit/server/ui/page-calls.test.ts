import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lazyModelDoor } from "../../../../src/cli/model-door.ts";
import { saveModel } from "../../../../src/models/index.ts";
import { AccessTokens } from "../../../../src/server/index.ts";
import { sampleModels } from "../../../support/sample-models.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import {
  newRun,
  type TestAnswer,
  type TestServer,
  testServer,
} from "../../../support/tracking-test-server.ts";

const get = ({ send }: TestServer, path: string): Promise<TestAnswer> =>
  send({ method: "GET", url: `/ajax-api/ui/${path}` });

const post = ({ send }: TestServer, path: string, body: object, headers = {}): Promise<TestAnswer> =>
  send({
    method: "POST",
    url: `/ajax-api/ui/${path}`,
    headers: { "content-type": "application/json", ...headers },
    payload: JSON.stringify(body),
  });

describe("the list of experiments", () => {
  it("tells how many runs there are, what they do, and the best of the metric that a tag names", async () => {
    const server = testServer();
    const ids = [await newRun(server, { start_time: 10 }), await newRun(server, { start_time: 20 })];
    for (const [i, id] of ids.entries()) {
      await server.call("POST", "runs/log-metric", {
        run_id: id,
        key: "rmse",
        value: 5 - i,
        timestamp: 1,
        step: 0,
      });
    }
    await server.call("POST", "runs/update", { run_id: ids[0], status: "FINISHED", end_time: 30 });
    await server.call("POST", "experiments/set-experiment-tag", {
      experiment_id: "0",
      key: "traintracks.home_metric",
      value: "min rmse",
    });
    const { json } = await get(server, "experiments");
    expect(json["experiments"]).toMatchObject([
      {
        experiment_id: "0",
        n_runs: 2,
        n_running: 1,
        n_deleted: 0,
        last_activity: 30,
        statuses: { RUNNING: 1, FINISHED: 1 },
        recent: ["RUNNING", "FINISHED"],
        best: { key: "rmse", is_minimum: true, value: 4, run_id: ids[1] },
      },
    ]);
    expect((await get(server, "experiment?experiment_id=77")).status).toBe(404);
  });
});

describe("the page of a run", () => {
  it("comes in one answer: facts, metrics summed up, data sets, family, neighbours", async () => {
    const server = testServer();
    const parent = await newRun(server, { run_name: "parent", start_time: 1 });
    const tags = [{ key: "mlflow.parentRunId", value: parent }];
    const child = await newRun(server, { run_name: "child", start_time: 2, tags });
    await server.call("POST", "runs/log-batch", {
      run_id: child,
      metrics: [4, 2].map((value, step) => ({ key: "loss", value, step, timestamp: step })),
      params: [{ key: "a", value: "1" }],
    });
    await server.call("POST", "runs/log-inputs", {
      run_id: child,
      datasets: [{ dataset: { name: "d", digest: "x", source_type: "code", source: "{}" } }],
    });
    const { json } = await get(server, `run?run_id=${child}`);
    expect(json).toMatchObject({
      run: { run_id: child, run_name: "child", parent_id: parent },
      experiment: { experiment_id: "0", name: "Default" },
      params: [{ key: "a", value: "1" }],
      metrics: [{ key: "loss", last: 2, step: 1, first: 4, min: 2, max: 4, mean: 3, count: 2, n_nan: 0 }],
      datasets: [{ dataset: { name: "d", digest: "x" } }],
      ancestors: [{ run_id: parent, run_name: "parent", experiment_id: "0" }],
      n_children: 0,
      newer_run_id: null,
      older_run_id: parent,
      is_stale: false,
    });
    const above = await get(server, `run?run_id=${parent}`);
    expect(above.json).toMatchObject({ n_children: 1, children: [{ run_id: child }], newer_run_id: child });
    expect((await get(server, `run?run_id=${"0".repeat(32)}`)).status).toBe(404);
    expect((await get(server, "run?run_id=..%2F..")).status).toBe(404);
  });
});

describe("courses of metrics", () => {
  it("are exact for a range that holds few points, and true at the extremes for one that holds many", async () => {
    const server = testServer();
    const id = await newRun(server);
    const values = Array.from({ length: 900 }, (_, step) => (step === 333 ? -9 : Math.sin(step)));
    await server.call("POST", "runs/log-batch", {
      run_id: id,
      metrics: values.map((value, step) => ({ key: "m", value, step, timestamp: 1000 + step })),
    });
    const series = [
      { run_id: id, key: "m" },
      { run_id: id, key: "none" },
    ];
    const { json } = await post(server, "metrics/histories", { series, buckets: 20 });
    const [course, none] = json["series"] as Record<string, unknown>[];
    expect(course).toMatchObject({
      total: 900,
      in_range: 900,
      is_exact: false,
      min: { value: -9, step: 333, x: 333 },
    });
    expect(course!["y"]).toContain(-9);
    expect((course!["x"] as number[]).length).toBeLessThanOrEqual(80);
    expect(none).toMatchObject({ total: 0, x: [], y: [] });
    const zoomed = await post(server, "metrics/histories", { series, buckets: 20, from: 330, to: 335 });
    expect((zoomed.json["series"] as object[])[0]).toMatchObject({
      is_exact: true,
      in_range: 6,
      x: [329, 330, 331, 332, 333, 334, 335, 336],
      y: values.slice(329, 337),
    });
  });

  it("run along steps, time, time since the start, or another metric", async () => {
    const server = testServer();
    const id = await newRun(server, { start_time: 5000 });
    const metrics = [0, 1, 2].flatMap((step) => [
      { key: "y", value: step * step, step, timestamp: 6000 + step },
      { key: "epoch", value: step / 2, step, timestamp: 6000 + step },
    ]);
    await server.call("POST", "runs/log-batch", { run_id: id, metrics });
    const along = async (x: object): Promise<unknown> => {
      const { json } = await post(server, "metrics/histories", { series: [{ run_id: id, key: "y" }], ...x });
      return (json["series"] as { x: number[] }[])[0]!.x;
    };
    expect(await along({})).toEqual([0, 1, 2]);
    expect(await along({ x: "time" })).toEqual([6000, 6001, 6002]);
    expect(await along({ x: "relative" })).toEqual([1000, 1001, 1002]);
    expect(await along({ x: "metric", x_key: "epoch" })).toEqual([0, 0.5, 1]);
    const band = await post(server, "metrics/histories", { series: [{ run_id: id, key: "y" }], band: true });
    expect(band.json["band"]).toMatchObject({ x: [0, 1, 2], mean: [0, 1, 4], count: [1, 1, 1] });
    expect((await post(server, "metrics/histories", { series: [], x: "metric" })).status).toBe(400);
    expect((await post(server, "metrics/histories", { series: [], buckets: 5001 })).status).toBe(400);
    const csv = await get(server, `metrics/download?run_id=${id}&metric_key=y`);
    expect(csv.headers["content-disposition"]).toMatch(/^attachment; filename=[\w.-]+\.csv$/);
    expect(csv.text).toBe("step,timestamp,value\n0,6000,0\n1,6001,1\n2,6002,4\n");
    const asJson = await get(server, `metrics/download?run_id=${id}&metric_key=y&format=json`);
    expect(JSON.parse(asJson.text)).toHaveLength(3);
  });
});

describe("artifacts", () => {
  it("are listed as a tree, and HTML among them is shown where it can do nothing", async () => {
    const server = testServer();
    const id = await newRun(server);
    const folder = join(server.folder, "mlartifacts", "0", id, "artifacts");
    mkdirSync(join(folder, "inner"), { recursive: true });
    writeFileSync(join(folder, "inner", "page.html"), "<script>1</script>");
    const tree = await get(server, `artifacts/tree?run_id=${id}`);
    expect(tree.json).toMatchObject({
      files: [
        { path: "inner", is_dir: true, size: null },
        { path: "inner/page.html", is_dir: false, size: 18 },
      ],
      truncated: false,
      total_bytes: 18,
    });
    const still = await get(server, `artifacts/frame?run_id=${id}&path=inner/page.html`);
    expect(still.text).toBe("<script>1</script>");
    expect(still.headers["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
    const moving = await get(server, `artifacts/frame?run_id=${id}&path=inner/page.html&scripts=true`);
    const policy = String(moving.headers["content-security-policy"]);
    expect(policy).toMatch(/^sandbox allow-scripts; /);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/connect-src|allow-same-origin|'self'(?!$)/);
    for (const path of ["../../../../mlruns/0/meta.yaml", "/etc/passwd", "..%252f..", "inner"]) {
      const { status, text } = await get(
        server,
        `artifacts/frame?run_id=${id}&path=${encodeURIComponent(path)}`,
      );
      expect([400, 404], path).toContain(status);
      expect(text).not.toContain("artifact_location");
    }
    expect((await get(server, "artifacts/tree")).status).toBe(400);
  });
});

describe("the playground", () => {
  it("tells what a model takes and answers rows with its predictions, or in words what is wrong with them", async () => {
    const server = testServer({ ui: { models: lazyModelDoor() } });
    const id = await newRun(server);
    const { model, table, expected } = sampleModels()[0]!;
    const artifacts = join(server.folder, "mlartifacts", "0", id, "artifacts");
    mkdirSync(artifacts, { recursive: true });
    await saveModel(model, join(artifacts, "model"), { inputExample: table });
    const uri = `runs:/${id}/model`;
    const form = await get(server, `models/form?uri=${encodeURIComponent(uri)}`);
    expect(form.json).toMatchObject({
      uri,
      message: null,
      signature: { inputs: expect.arrayContaining([{ name: "a", type: "double", required: true }]) },
    });
    const answer = await post(server, "models/predict", { uri, body: String(form.json["example"]) });
    const { predictions } = JSON.parse(String(answer.json["answer"])) as { predictions: number[] };
    expect(predictions[0]).toBeCloseTo(Number(expected[0]), 10);
    const wrong = await post(server, "models/predict", {
      uri,
      body: '{"dataframe_split":{"columns":["a"],"data":[[1]]}}',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.json["message"]).toContain("b");
    expect((await post(server, "models/predict", { uri, body: "{" })).status).toBe(400);
  });

  it.each([
    "/etc",
    "file:///etc",
    "../..",
    "runs:/0/../..",
    "s3://a/b",
    "http://127.0.0.1:1/x",
    "models:/none/1",
    "m-00000000000000000000000000000000",
    "",
  ])("finds no model at %j", async (uri) => {
    const server = testServer({ ui: { models: lazyModelDoor() } });
    const { status } = await get(server, `models/form?uri=${encodeURIComponent(uri)}`);
    expect([400, 404]).toContain(status);
    expect(server.faults).toEqual([]);
  });

  it("is refused by a server that has none", async () => {
    const server = testServer();
    const { status, json } = await get(server, "models/form?uri=models:/m/1");
    expect([status, json["error_code"]]).toEqual([501, "NOT_IMPLEMENTED"]);
  });
});

describe("registered models", () => {
  it("come with their versions, what their runs measured, and what has changed between two", async () => {
    const server = testServer();
    await server.call("POST", "registered-models/create", { name: "it's a model" });
    for (const [i, alpha] of ["0.1", "0.2"].entries()) {
      const id = await newRun(server);
      await server.call("POST", "runs/log-batch", {
        run_id: id,
        params: [
          { key: "alpha", value: alpha },
          { key: "same", value: "s" },
        ],
        metrics: [{ key: "rmse", value: 9 - i, timestamp: 1, step: 0 }],
      });
      await server.call("POST", "model-versions/create", {
        name: "it's a model",
        source: `mlflow-artifacts:/0/${id}/artifacts/model`,
        run_id: id,
      });
    }
    await server.call("POST", "registered-models/alias", {
      name: "it's a model",
      alias: "champion",
      version: "2",
    });
    const list = await get(server, "models");
    expect(list.json["models"]).toMatchObject([
      {
        name: "it's a model",
        aliases: [{ alias: "champion", version: "2" }],
        latest: { version: "2", metrics: { rmse: 8 } },
      },
    ]);
    const name = encodeURIComponent("it's a model");
    const model = await get(server, `model?name=${name}`);
    expect(model.json["versions"]).toMatchObject([
      { version: "2", aliases: ["champion"], params: { alpha: "0.2" } },
      { version: "1", aliases: [], params: { alpha: "0.1" } },
    ]);
    const diff = await get(server, `model/diff?name=${name}&from=1&to=2`);
    expect(diff.json).toMatchObject({
      params: [{ key: "alpha", from: "0.1", to: "0.2" }],
      metrics: [{ key: "rmse", from: 9, to: 8 }],
      signature: { is_same: true },
    });
    expect((await get(server, "model?name=none")).status).toBe(404);
    expect((await get(server, `model/diff?name=${name}&from=1&to=9`)).status).toBe(404);
  });
});

describe("the server about itself", () => {
  it("tells where things are, examines the store, and empties the trash", async () => {
    const server = testServer();
    const id = await newRun(server);
    await server.call("POST", "runs/delete", { run_id: id });
    expect((await get(server, "about")).json).toMatchObject({
      tokens: false,
      playground: false,
      mlflow_version: "3.17.2",
    });
    expect((await post(server, "about/examine", {})).json).toMatchObject({
      experiments: 1,
      runs: 1,
      n_findings: 0,
    });
    const trash = await get(server, "trash");
    expect(trash.json).toMatchObject({ n_items: 1, items: [{ kind: "run", id, experiment_id: "0" }] });
    expect((await post(server, "trash/purge", {})).json).toMatchObject({ n_purged: 0 });
    expect((await post(server, "trash/purge", { run_ids: [id] })).json).toMatchObject({ n_purged: 1 });
    expect((await get(server, "trash")).json).toMatchObject({ n_items: 0, size_bytes: 0 });
  });

  it("lets a token for reading read, by POST too, and change nothing", async () => {
    const tokens = new AccessTokens("read reader-reader-reader\nwrite writer-writer-writer");
    const server = testServer({ tokens });
    const asReader = { authorization: "Bearer reader-reader-reader" };
    expect((await get(server, "about")).status).toBe(401);
    expect((await server.send({ method: "GET", url: "/" })).status).toBe(401);
    for (const [path, body] of [
      ["runs/table", { experiment_ids: ["0"] }],
      ["metrics/histories", { series: [] }],
      ["about/examine", {}],
    ] as const) {
      expect((await post(server, path, body, asReader)).status, path).toBe(200);
    }
    for (const [path, body] of [
      ["runs/bulk", { run_ids: [], action: "delete" }],
      ["trash/purge", { all: true }],
    ] as const) {
      expect((await post(server, path, body, asReader)).status, path).toBe(403);
      expect((await post(server, path, body, { authorization: "Bearer writer-writer-writer" })).status).toBe(
        200,
      );
    }
  });

  it("gives each answer an id", async () => {
    const server = testServer();
    const ids = [await get(server, "about"), await get(server, "none")].map(
      ({ headers }) => headers["x-request-id"],
    );
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe("the files of the app", () => {
  it("are sent packed, once and for all where their name tells their content, and nothing besides them", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "assets"));
    writeFileSync(join(folder, "index.html"), "<!doctype html>".padEnd(5000));
    writeFileSync(join(folder, "assets", "app-1a2b.js"), "let a = 1;".repeat(500));
    writeFileSync(join(folder, "secret.pem"), "secret");
    const { send } = testServer({ ui: { folder } });
    const page = await send({ method: "GET", url: "/" });
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
    });
    const etag = String(page.headers["etag"]);
    expect((await send({ method: "GET", url: "/", headers: { "if-none-match": etag } })).status).toBe(304);
    const packed = await send({
      method: "GET",
      url: "/assets/app-1a2b.js",
      headers: { "accept-encoding": "gzip, br" },
    });
    expect(packed.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
    });
    expect(packed.headers["cache-control"]).toContain("immutable");
    for (const url of [
      "/assets/none.js",
      "/assets/..%2Fsecret.pem",
      "/assets/%2e%2e%2findex.html",
      "/secret.pem",
      "/index.html",
    ]) {
      expect((await send({ method: "GET", url })).status, url).toBe(404);
    }
  });

  it("are missed in a sentence that says how to get them", async () => {
    const { text, status } = await testServer().send({ method: "GET", url: "/" });
    expect([status, text]).toEqual([200, expect.stringContaining("npm run build")]);
  });
});
