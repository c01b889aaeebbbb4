import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clearServerMetrics, openServerMetrics } from "../../../src/server/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { newRun, testServer } from "../../support/tracking-test-server.ts";

const GET_MISSING = { method: "GET", url: "/api/2.0/mlflow/experiments/get?experiment_id=9" } as const;

describe("the figures for Prometheus", () => {
  it("count requests by method and status, but not the questions of load balancers", async () => {
    const metrics = await openServerMetrics(join(temporaryFolder(), "figures"), "one");
    const target = testServer({ metrics });
    await newRun(target);
    await target.send(GET_MISSING);
    await target.send(GET_MISSING);
    await target.send({ method: "GET", url: "/health" });
    const { text, headers } = await target.send({ method: "GET", url: "/metrics" });
    expect(headers["content-type"]).toContain("text/plain");
    expect(text).toContain('mlflow_http_request_total{method="POST",status="200"} 1\n');
    expect(text).toContain('mlflow_http_request_total{method="GET",status="404"} 2\n');
    expect(text).not.toContain('mlflow_http_request_total{method="GET",status="200"}');
    expect(text).toContain(
      'mlflow_http_request_duration_seconds_count{method="GET",status="404",mlflow_version="3.17.2"} 2\n',
    );
    expect(text).toContain('mlflow_http_request_duration_seconds_bucket{le="+Inf",');
    expect(text).toMatch(/^mlflow_exporter_info\{version="[\d.]+"\} 1$/m);
    expect(text).toMatch(/^traintracks_experiments 1$/m);
    expect(text).toMatch(/^traintracks_registered_models 0$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it("are those of all workers, whichever is asked", async () => {
    const folder = join(temporaryFolder(), "figures");
    const [one, two] = [await openServerMetrics(folder, "one"), await openServerMetrics(folder, "two")];
    const asked = testServer({ metrics: one });
    const other = testServer({ metrics: two });
    await other.send(GET_MISSING);
    await asked.send(GET_MISSING);
    // The other worker tells what it has counted once a second.
    await expect
      .poll(async () => (await asked.send({ method: "GET", url: "/metrics" })).text, { timeout: 10_000 })
      .toContain('mlflow_http_request_total{method="GET",status="404"} 2\n');
  });

  it("start anew with a server, and are not given by one that was not asked to", async () => {
    const folder = join(temporaryFolder(), "figures");
    const earlier = testServer({ metrics: await openServerMetrics(folder, "earlier") });
    await earlier.send(GET_MISSING);
    clearServerMetrics(folder);
    await earlier.server.close();
    const target = testServer({ metrics: await openServerMetrics(folder, "now") });
    expect((await target.send({ method: "GET", url: "/metrics" })).text).not.toContain('status="404"');
    expect((await testServer().send({ method: "GET", url: "/metrics" })).status).toBe(404);
  });
});
