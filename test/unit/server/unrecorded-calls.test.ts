// Calls of MLflow's API that its clients did not make while they were recorded: what the contract says of them.
import { describe, expect, it } from "vitest";
import { newRun, type TestServer, testServer } from "../../support/tracking-test-server.ts";

const BEYOND_DOUBLES = ["9007199254740993", "-9223372036854775808"];

async function newModel({ call }: TestServer, fields: object = {}): Promise<string> {
  const { json } = await call("POST", "logged-models", { experiment_id: "0", name: "model", ...fields });
  return (json as { model: { info: { model_id: string } } }).model.info.model_id;
}

describe("integers of 64 bits", () => {
  it.each(BEYOND_DOUBLES)("%s is refused rather than rounded, as a number and as text", async (digits) => {
    const server = testServer();
    const runId = await newRun(server);
    for (const step of [digits, `"${digits}"`]) {
      const { status, json } = await server.send({
        method: "POST",
        url: "/api/2.0/mlflow/runs/log-metric",
        headers: { "content-type": "application/json" },
        payload: `{"run_id": "${runId}", "key": "m", "value": 1, "timestamp": 1, "step": ${step}}`,
      });
      expect(status).toBe(400);
      expect(json["error_code"]).toBe("INVALID_PARAMETER_VALUE");
      expect(json["message"]).toContain("Invalid value");
      expect(json["message"]).toContain("'step'");
    }
    const { json } = await server.call("GET", `metrics/get-history?run_id=${runId}&metric_key=m`);
    expect(json).toEqual({});
  });

  it("are exact up to the last that a double holds", async () => {
    const server = testServer();
    const runId = await newRun(server);
    const [step, timestamp] = [String(-Number.MAX_SAFE_INTEGER), String(Number.MAX_SAFE_INTEGER)];
    await server.call("POST", "runs/log-metric", { run_id: runId, key: "m", value: 1, timestamp, step });
    const { text } = await server.call("GET", `metrics/get-history?run_id=${runId}&metric_key=m`);
    expect(text).toContain(`"timestamp":${timestamp}`);
    expect(text).toContain(`"step":${step}`);
  });
});

describe("tags of experiments", () => {
  it("are removed, and one that is not there is a 404", async () => {
    const { call } = testServer();
    const tag = { experiment_id: "0", key: "team" };
    await call("POST", "experiments/set-experiment-tag", { ...tag, value: "red" });
    expect(await call("POST", "experiments/delete-experiment-tag", tag)).toMatchObject({
      status: 200,
      json: {},
    });
    expect(await call("POST", "experiments/delete-experiment-tag", tag)).toMatchObject({
      status: 404,
      json: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
  });
});

describe("the files of a logged model", () => {
  it("are listed and given out to the pages", async () => {
    const server = testServer();
    const modelId = await newModel(server);
    const folder = `0/models/${modelId}/artifacts`;
    for (const name of ["MLmodel", "data/weights.bin"]) {
      const url = `/api/2.0/mlflow-artifacts/artifacts/${folder}/${name}`;
      expect((await server.send({ method: "PUT", url, payload: name })).status).toBe(200);
    }
    const list = `logged-models/${modelId}/artifacts/directories`;
    expect((await server.call("GET", list)).json).toEqual({
      root_uri: `mlflow-artifacts:/${folder}`,
      files: [
        { path: "MLmodel", is_dir: false, file_size: 7 },
        { path: "data", is_dir: true },
      ],
    });
    expect((await server.call("GET", `${list}?artifact_directory_path=data`)).json).toMatchObject({
      files: [{ path: "data/weights.bin", is_dir: false, file_size: 16 }],
    });
    const file = `/ajax-api/2.0/mlflow/logged-models/${modelId}/artifacts/files?artifact_file_path=data/weights.bin`;
    expect(await server.send({ method: "GET", url: file })).toMatchObject({
      status: 200,
      text: "data/weights.bin",
      headers: { "x-content-type-options": "nosniff" },
    });
  });
});

describe("pages of logged models", () => {
  it("go on only with the arguments that they began with", async () => {
    const server = testServer();
    for (const name of ["a", "b", "c"]) await newModel(server, { name });
    const request = { experiment_ids: ["0"], max_results: 2, order_by: [{ field_name: "name" }] };
    const { json } = await server.call("POST", "logged-models/search", request);
    const { next_page_token: page_token } = json;
    const second = await server.call("POST", "logged-models/search", { ...request, page_token });
    expect(second.json).toMatchObject({ models: [{ info: { name: "c" } }] });
    expect(second.json["next_page_token"]).toBeUndefined();
    const other = { ...request, filter: "name = 'a'", page_token };
    expect((await server.call("POST", "logged-models/search", other)).status).toBe(400);
  });
});

describe("multipart transfers through the proxy", () => {
  it.each(["/api/2.0", "/ajax-api/2.0"])("are not offered, under %s", async (base) => {
    const { send, faults } = testServer();
    for (const step of ["create", "complete", "abort"]) {
      const url = `${base}/mlflow-artifacts/mpu/${step}/0/run/artifacts/model.bin`;
      const headers = { "content-type": "application/json" };
      const answer = await send({
        method: "POST",
        url,
        headers,
        payload: '{"path": "model.bin", "num_parts": 2}',
      });
      expect(answer).toMatchObject({ status: 501, json: { error_code: "NOT_IMPLEMENTED" } });
    }
    const answer = await send({ method: "GET", url: `${base}/mlflow-artifacts/presigned/0/run/artifacts/x` });
    expect(answer).toMatchObject({ status: 501, json: { error_code: "NOT_IMPLEMENTED" } });
    expect(faults).toEqual([]);
    const { json } = await send({ method: "GET", url: "/api/3.0/mlflow/server-info" });
    expect(json).toMatchObject({ multipart_uploads_enabled: false, multipart_downloads_enabled: false });
  });
});

describe("model versions", () => {
  it("keep the link to their run, and take an alias only for a version in text", async () => {
    const { call } = testServer();
    await call("POST", "registered-models/create", { name: "wine" });
    const version = { name: "wine", source: "s3://bucket/model", run_link: "https://elsewhere/run" };
    expect((await call("POST", "model-versions/create", version)).json).toMatchObject({
      model_version: { version: "1", run_link: "https://elsewhere/run" },
    });
    const alias = { name: "wine", alias: "best" };
    expect((await call("POST", "registered-models/alias", { ...alias, version: 1 })).status).toBe(400);
    expect((await call("POST", "registered-models/alias", { ...alias, version: "1" })).status).toBe(200);
    expect((await call("GET", "registered-models/alias?name=wine&alias=best")).json).toMatchObject({
      model_version: { version: "1", aliases: ["best"] },
    });
  });

  it("are found as the latest by GET, as Java asks, and by POST, as Python asks", async () => {
    const { call } = testServer();
    await call("POST", "registered-models/create", { name: "wine" });
    for (let i = 0; i < 2; i++) {
      await call("POST", "model-versions/create", { name: "wine", source: "s3://bucket/model" });
    }
    const expected = { model_versions: [{ version: "2", current_stage: "None" }] };
    const path = "registered-models/get-latest-versions";
    expect((await call("GET", `${path}?name=wine&stages=None&stages=Production`)).json).toMatchObject(
      expected,
    );
    expect((await call("POST", path, { name: "wine", stages: ["none"] })).json).toMatchObject(expected);
  });
});

describe("a path before all others", () => {
  it("stands before the API, the artifacts and the probes", async () => {
    const { send } = testServer({ staticPrefix: "/tracking" });
    for (const path of ["/health", "/version", "/api/2.0/mlflow/experiments/get?experiment_id=0"]) {
      expect((await send({ method: "GET", url: `/tracking${path}` })).status, path).toBe(200);
      expect((await send({ method: "GET", url: path })).status, path).toBe(404);
    }
  });
});
