// The published vulnerabilities of MLflow's server that are about browsers, names and numbers, and that nothing comes of them here.
import { describe, expect, it } from "vitest";
import { newRun, testServer } from "../../../support/tracking-test-server.ts";

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

  it("is JSON wherever the pages ask for it", async () => {
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
      "/ajax-api/ui/experiments",
      `/ajax-api/ui/run?run_id=${runId}`,
      `/ajax-api/ui/run?run_id=${filter}`,
      "/ajax-api/ui/models",
      `/ajax-api/ui/model?name=${filter}`,
    ]) {
      const { headers } = await send({ method: "GET", url });
      expect(headers["content-type"], url).toMatch(/^application\/json/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("is shown by a page that runs no script but its own, and that nobody else may put into a frame", async () => {
    const { headers } = await testServer().send({ method: "GET", url: "/" });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers["x-frame-options"]).toBe("SAMEORIGIN");
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
