// The published vulnerabilities of MLflow's server that are about paths and URIs: what each sent, and that nothing comes of it here.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { rawRequest } from "../../../support/raw-http.ts";
import { newRun, type TestServer, testServer } from "../../../support/tracking-test-server.ts";

const SECRET = "the secret of this machine";

/** A listening server with a file beside its folders that nobody may reach. */
async function attackedServer(): Promise<TestServer & { readonly port: number; readonly runId: string }> {
  const target = testServer();
  await target.server.listen({ host: "127.0.0.1", port: 0 });
  const { port } = target.server.server.address() as AddressInfo;
  writeFileSync(join(target.folder, "secret.txt"), SECRET);
  const runId = await newRun(target);
  await target.send({
    method: "PUT",
    url: `/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/kept.txt`,
    payload: "kept",
  });
  return { ...target, port, runId };
}

/** Nothing outside of the two folders was made or changed, and the server was at fault for nothing. */
function expectUntouched({ folder, faults }: TestServer): void {
  expect(readdirSync(folder).sort()).toEqual(["mlartifacts", "mlruns", "secret.txt"]);
  expect(readFileSync(join(folder, "secret.txt"), "utf8")).toBe(SECRET);
  expect(faults).toEqual([]);
}

/** Paths that once led out of the artifacts' root, as they stand in a request line. */
const CLIMBING = [
  "../secret.txt",
  "..%2fsecret.txt",
  "%2e%2e/secret.txt",
  "%2e%2e%2fsecret.txt",
  "%252e%252e%252fsecret.txt",
  "%25252e%25252e%25252fsecret.txt",
  "0/../../secret.txt",
  "0/..%2f..%2fsecret.txt",
  "..%5csecret.txt",
  "..\\secret.txt",
  "0%5c..%5c..%5csecret.txt",
  "/etc/passwd",
  "%2fetc%2fpasswd",
  "//etc/passwd",
  "%2f%2fetc/passwd",
  "C:/secret.txt",
  "C:%5csecret.txt",
  "%00/secret.txt",
  "..%00/secret.txt",
  "..;/secret.txt",
  "....//....//secret.txt",
  "file:///etc/passwd",
  "%ff%fe/secret.txt",
  "%c0%ae%c0%ae/secret.txt",
  "%zz",
  `${"a/".repeat(3000)}x`,
  `${"a".repeat(300)}/x`,
];

describe("a path that climbs (#7166, CVE-2023-1176, 1177, 2780, 3765, 6018, 6831, 6909, CVE-2024-1560)", () => {
  it("reads nothing through the artifact proxy, get-artifact, a logged model or a listing", async () => {
    const target = await attackedServer();
    for (const path of CLIMBING) {
      const query = path.replaceAll(/[&#]/g, encodeURIComponent);
      for (const url of [
        `/api/2.0/mlflow-artifacts/artifacts/${path}`,
        `/ajax-api/2.0/mlflow-artifacts/artifacts/${path}`,
        `/api/2.0/mlflow-artifacts/artifacts?path=${query}`,
        `/get-artifact?run_id=${target.runId}&path=${query}`,
        `/api/2.0/mlflow/artifacts/list?run_id=${target.runId}&path=${query}`,
        `/runs/${target.runId}?path=${query}`,
      ]) {
        const { status, body } = await rawRequest(target.port, [`GET ${url} HTTP/1.1`]);
        expect(body, url).not.toContain(SECRET);
        expect(body, url).not.toContain("root:");
        expect(status, url).toBeLessThan(500);
        if (/^\/(?:ajax-)?api\/2\.0\/mlflow-artifacts\/artifacts\//.test(url))
          expect(status, url).toBeGreaterThanOrEqual(400);
      }
    }
    expectUntouched(target);
  });

  it("writes nothing outside of the root", async () => {
    const target = await attackedServer();
    for (const path of CLIMBING) {
      const puts = [
        `PUT /api/2.0/mlflow-artifacts/artifacts/${path}`,
        `POST /ajax-api/2.0/mlflow/upload-artifact?run_uuid=${target.runId}&path=${path.replaceAll("#", "%23")}`,
      ];
      for (const line of puts) {
        const { status } = await rawRequest(target.port, [`${line} HTTP/1.1`], "planted");
        expect(status, line).toBeLessThan(500);
      }
    }
    expectUntouched(target);
    expect(existsSync("/etc/planted")).toBe(false);
  });

  it("removes nothing outside of the root, nor the root itself", async () => {
    const target = await attackedServer();
    for (const path of [...CLIMBING, "", ".", "./", "%2e", "0/..", "0/%2e%2e", "./.", "//"]) {
      const { status } = await rawRequest(target.port, [
        `DELETE /api/2.0/mlflow-artifacts/artifacts/${path} HTTP/1.1`,
      ]);
      expect(status, path).toBeLessThan(500);
    }
    const kept = join(target.folder, "mlartifacts", "0", target.runId, "artifacts", "kept.txt");
    expect(readFileSync(kept, "utf8")).toBe("kept");
    expectUntouched(target);
  });

  it("does not lead out by a link either", async () => {
    const target = await attackedServer();
    symlinkSync(target.folder, join(target.folder, "mlartifacts", "link"));
    for (const method of ["GET", "PUT", "DELETE"]) {
      const { status, body } = await rawRequest(
        target.port,
        [`${method} /api/2.0/mlflow-artifacts/artifacts/link/secret.txt HTTP/1.1`],
        method === "PUT" ? "planted" : "",
      );
      expect(status, method).toBe(400);
      expect(body).not.toContain(SECRET);
    }
    expectUntouched(target);
  });
});

describe("an artifact location (CVE-2023-6753, 6909, CVE-2024-1483, 1593, 2928, 3848, 1594, 6838, 8859)", () => {
  it.each([
    "http:///#/../../../../etc/",
    "http:///?/../../../../etc/",
    "http:///;/../../../../etc/",
    "mlflow-artifacts:/../../etc",
    "mlflow-artifacts:/%2e%2e/%2e%2e/etc",
    "mlflow-artifacts:/%252e%252e/etc",
    "mlflow-artifacts://h/../..",
    "file:///a/../../etc",
    "s3://bucket/%2e%2e/x",
    "runs:/abc/model",
    "..",
    `s3://b/${"x".repeat(2048)}`,
  ])("%s is refused", async (location) => {
    const { call, faults } = testServer();
    const { status, json } = await call("POST", "experiments/create", {
      name: "x",
      artifact_location: location,
    });
    expect(status).toBe(400);
    expect(json).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE" });
    expect(faults).toEqual([]);
  });

  it.each(["/etc", "file:///etc", "file://localhost/etc", "//proc/self/root/etc", "/proc/self/root/etc"])(
    "%s is never read for a client, however its experiment came to be",
    async (location) => {
      const target = testServer();
      const { json } = await target.call("POST", "experiments/create", {
        name: "x",
        artifact_location: location,
      });
      const { json: made } = await target.call("POST", "runs/create", {
        experiment_id: json["experiment_id"] ?? "0",
      });
      const { run } = made as { run: { info: { run_id: string } } };
      const id = run.info.run_id;
      for (const url of [
        `/get-artifact?run_id=${id}&path=passwd`,
        `/api/2.0/mlflow/artifacts/list?run_id=${id}`,
        `/runs/${id}`,
      ]) {
        const { text, status } = await target.send({ method: "GET", url });
        expect(text).not.toContain("root:");
        expect(text).not.toContain('"hosts"');
        expect(status, url).toBeLessThan(500);
      }
      expect(target.faults).toEqual([]);
    },
  );

  it("of another host is never connected to (CVE-2023-6974, 6975)", async () => {
    let connections = 0;
    const listener = createServer().on("connection", () => connections++);
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void listener.close());
    const { port } = listener.address() as AddressInfo;
    const target = testServer();
    const hosts = [
      `http://127.0.0.1:${port}/x`,
      `mlflow-artifacts://127.0.0.1:${port}/x`,
      `ftp://127.0.0.1:${port}/x`,
    ];
    for (const [i, location] of hosts.entries()) {
      const { json } = await target.call("POST", "experiments/create", {
        name: `e${i}`,
        artifact_location: location,
      });
      const runId = await newRun(target, { experiment_id: json["experiment_id"] });
      await target.call("GET", `artifacts/list?run_id=${runId}`);
      await target.send({ method: "GET", url: `/get-artifact?run_id=${runId}&path=x` });
      await target.send({ method: "GET", url: `/runs/${runId}` });
    }
    expect(connections).toBe(0);
    expect(target.faults).toEqual([]);
  });
});

describe("the source of a model version (CVE-2023-1177, 2356, 6977, CVE-2024-1558, 3573, 4263, CVE-2026-2614)", () => {
  const sources = [
    "/etc",
    "/etc/",
    "file:///etc",
    "file:///etc/",
    "file:/etc",
    "file://localhost/etc",
    "file://remote/etc",
    "//etc",
    "//proc/self/root",
    "./../../etc",
    "..\\..\\etc",
    "C:\\Windows",
    "C:/Windows",
    "\\\\server\\share",
    "mlflow-artifacts:/",
    "mlflow-artifacts:/0",
    "mlflow-artifacts://h/../..",
    "mlflow-artifacts:/0/../..",
    "mlflow-artifacts:/%2e%2e/x",
    "http://h/api/2.0/mlflow-artifacts/artifacts/../../etc",
    "https://h/../..",
    "s3:/b/../..",
    "http:///#/../../etc",
    "http:///?x=/../../etc",
    "dbfs:/../../etc",
  ];

  it.each(sources)("%s is refused, whatever run and tags come with it", async (source) => {
    const target = testServer();
    const runId = await newRun(target);
    await target.call("POST", "registered-models/create", { name: "m" });
    for (const extra of [
      {},
      { run_id: runId },
      { tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] },
      { run_id: runId, tags: [{ key: "mlflow.prompt.is_prompt", value: "true" }] },
    ]) {
      const { status, json } = await target.call("POST", "model-versions/create", {
        name: "m",
        source,
        ...extra,
      });
      expect(status).toBe(400);
      expect(json["error_code"]).toBe("INVALID_PARAMETER_VALUE");
    }
    expect(target.faults).toEqual([]);
  });

  it("is checked again where it is read: one planted in the files leads nowhere", async () => {
    const target = testServer();
    await target.call("POST", "registered-models/create", { name: "m" });
    const folder = join(target.folder, "mlruns", "models", "m", "version-1");
    mkdirSync(folder);
    writeFileSync(
      join(folder, "meta.yaml"),
      "creation_timestamp: 1\nname: m\nsource: file:///etc\nversion: 1\n",
    );
    const { status, text } = await target.send({
      method: "GET",
      url: "/model-versions/get-artifact?name=m&version=1&path=passwd",
    });
    expect(status).toBe(400);
    expect(text).not.toContain("root:");
    expect(target.faults).toEqual([]);
  });
});
