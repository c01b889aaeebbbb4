// The published vulnerabilities of MLflow's server, one by one: what each sent, and that nothing comes of it here.
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

describe("a page on another site (CVE-2025-1473, CVE-2025-14279)", () => {
  it("cannot reach the server under a name of its own (DNS rebinding)", async () => {
    const { send } = testServer();
    for (const host of [
      "evil.example",
      "10.evil.example",
      "192.168.evil.example",
      "localhost:80@evil.example",
    ]) {
      const { status, text } = await send({ method: "GET", url: "/", headers: { host } });
      expect(status, host).toBe(403);
      expect(text).toBe("Invalid Host header - possible DNS rebinding attack detected");
    }
  });

  it("cannot change anything by a form, and gets no permission to read", async () => {
    const { send, call } = testServer();
    const url = "/api/2.0/mlflow/experiments/create";
    const payload = '{"name":"planted"}';
    for (const origin of ["https://evil.example", "null"]) {
      const { status, text, headers } = await send({
        method: "POST",
        url,
        payload,
        headers: { origin, "content-type": "application/json" },
      });
      expect([status, text]).toEqual([403, "Cross-origin request blocked"]);
      expect(headers).not.toHaveProperty("access-control-allow-origin");
    }
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/json",
    ]) {
      const { status } = await send({ method: "POST", url, payload, headers: { "content-type": type } });
      expect(status, type).toBe(400);
    }
    expect((await call("GET", "experiments/get-by-name?experiment_name=planted")).status).toBe(404);
    const read = await send({ method: "GET", url: "/", headers: { origin: "https://evil.example" } });
    expect(read.headers).not.toHaveProperty("access-control-allow-origin");
    const preflight = await send({ method: "OPTIONS", url, headers: { origin: "https://evil.example" } });
    expect(preflight.headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("cannot have a GET change anything", async () => {
    const { send } = testServer();
    for (const path of [
      "experiments/create?name=planted",
      "runs/delete?run_id=x",
      "registered-models/delete?name=m",
    ]) {
      expect((await send({ method: "GET", url: `/api/2.0/mlflow/${path}` })).status).toBe(404);
    }
  });
});

describe("what users have stored (CVE-2024-27132, 27133, CVE-2024-0520, #10584, AFINE 2026)", () => {
  const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

  it("is text in every page, and no page may run scripts", async () => {
    const target = testServer();
    const { call, send } = target;
    const { json } = await call("POST", "experiments/create", {
      name: script,
      tags: [{ key: "mlflow.note.content", value: script }],
    });
    const runId = await newRun(target, {
      experiment_id: json["experiment_id"],
      run_name: script,
      user_id: script,
      tags: [{ key: "mlflow.note.content", value: script }],
    });
    await call("POST", "runs/log-batch", {
      run_id: runId,
      params: [{ key: "p", value: script }],
      tags: [{ key: "t", value: script }],
    });
    await call("POST", "runs/log-inputs", {
      run_id: runId,
      datasets: [{ dataset: { name: script, digest: "d", source_type: script, source: script } }],
    });
    await call("POST", "registered-models/create", { name: "m", description: script });
    const filter = encodeURIComponent(script);
    for (const url of [
      "/",
      "/models",
      `/experiments/${json["experiment_id"]}?filter=${filter}&order_by=${filter}`,
      `/runs/${runId}?path=${filter}`,
      `/runs/${filter}`,
    ]) {
      const { text, headers } = await send({ method: "GET", url });
      expect(text, url).not.toMatch(/<script|<img src=x/);
      expect(headers["content-security-policy"], url).toContain("default-src 'none'");
      expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it.each(["x.html", "x.svg", "x.xhtml", "x.xml", "x.js", "MLmodel", "x.unknown", "x.pdf"])(
    "as %s is sent as a download that a browser does not run",
    async (name) => {
      const target = testServer();
      const runId = await newRun(target);
      const path = `0/${runId}/artifacts/${name}`;
      await target.send({
        method: "PUT",
        url: `/api/2.0/mlflow-artifacts/artifacts/${path}`,
        payload: script,
      });
      for (const url of [
        `/api/2.0/mlflow-artifacts/artifacts/${path}`,
        `/get-artifact?run_id=${runId}&path=${name}`,
      ]) {
        const { headers, text } = await target.send({ method: "GET", url });
        expect(text).toBe(script);
        expect(headers["content-disposition"]).toMatch(/^attachment/);
        expect(headers["content-security-policy"]).toContain("sandbox");
        expect(headers["x-content-type-options"]).toBe("nosniff");
        expect(headers["content-type"]).not.toMatch(/html|javascript|^(?:text|application)\/xml/);
      }
    },
  );

  it("cannot put anything into the headers of a download by its name", async () => {
    const target = testServer();
    for (const name of ['a"b.txt', "a;b.txt", "a\r\nSet-Cookie: x=1.txt", "été 가.txt", "a'b(c)*.txt"]) {
      const url = `/api/2.0/mlflow-artifacts/artifacts/${encodeURIComponent(name)}`;
      await target.send({ method: "PUT", url, payload: "x" });
      const { headers, status } = await target.send({ method: "GET", url });
      expect(status, name).toBe(200);
      expect(headers).not.toHaveProperty("set-cookie");
      expect(headers["content-disposition"]).toBe(
        `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
      );
    }
    expect(target.faults).toEqual([]);
  });
});

describe("what is not offered (CVE-2025-0453, CVE-2026-0545, CVE-2026-2393, #15970)", () => {
  it.each([
    "/graphql",
    "/ajax-api/3.0/jobs/search",
    "/api/2.0/mlflow/webhooks/create",
    "/ajax-api/2.0/mlflow/gateway-proxy",
    "/signup",
    "/api/2.0/mlflow/users/create",
  ])("%s is not found, in JSON", async (url) => {
    const { send } = testServer();
    for (const method of ["GET", "POST"] as const) {
      const { status, json } = await send({ method, url, headers: { "content-type": "application/json" } });
      expect(status).toBe(404);
      expect(json["error_code"]).toBe("ENDPOINT_NOT_FOUND");
    }
  });
});

describe("names and numbers (CVE-2024-6838, CVE-2020-10735, and what only JavaScript has)", () => {
  it("of more than their length are refused, and of a megabyte at once", async () => {
    const { call, faults } = testServer();
    const million = "9".repeat(1_000_000);
    const answers = await Promise.all([
      call("POST", "experiments/create", { name: million }),
      call("POST", "experiments/create", { name: "x", artifact_location: million }),
      call("POST", "registered-models/create", { name: million }),
      call("POST", "runs/log-metric", { run_id: million, key: "k", value: 1, timestamp: 1 }),
      call("POST", "runs/search", { experiment_ids: ["0"], filter: `metrics.m > ${million}` }),
      call("GET", `experiments/get?experiment_id=${"9".repeat(5000)}`),
    ]);
    for (const { status } of answers) expect(status).toBe(400);
    expect(faults).toEqual([]);
  });

  it("are only names, even those that objects have by themselves", async () => {
    const target = testServer();
    const keys = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];
    const runId = await newRun(target);
    const { status } = await target.call("POST", "runs/log-batch", {
      run_id: runId,
      params: keys.map((key) => ({ key, value: key })),
      tags: keys.map((key) => ({ key, value: key })),
      metrics: keys.map((key) => ({ key, value: 1, timestamp: 1 })),
    });
    expect(status).toBe(200);
    const { json } = await target.call("GET", `runs/get?run_id=${runId}`);
    const { run } = json as { run: { data: { params: { key: string; value: string }[] } } };
    expect(run.data.params.map(({ key }) => key).sort()).toEqual([...keys].sort());
    const other = await newRun(target);
    const search = await target.call("POST", "runs/search", {
      experiment_ids: ["0"],
      filter: "tags.constructor != 'x'",
    });
    expect(search.text).toContain(runId);
    expect(search.text).not.toContain(other);
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });
});
