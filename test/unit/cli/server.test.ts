// `traintracks server` as it is started by hand: one process or several, what it prints, answers, refuses, and how it ends.
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { plainEnvironment, runCommand, startCommand } from "../../support/processes.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const READY = /Tracking at (http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ctrl-C/;

type Started = Awaited<ReturnType<typeof startCommand>> & { readonly url: string };

async function start(cwd: string, ...options: readonly string[]): Promise<Started> {
  const server = await startCommand("node", [MAIN, "server", "-p", "0", ...options], READY, { cwd });
  return Object.assign(server, { url: server.match[1] ?? "" });
}

/** Sends a request on a connection of its own, so that the workers take turns. */
async function call(url: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    headers: { "content-type": "application/json", connection: "close" },
    signal: AbortSignal.timeout(20_000), // a connection given to a worker that is killed at that moment is lost
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

describe("traintracks server", () => {
  it("keeps runs in ./mlruns and artifacts in ./mlartifacts until it is asked to stop", async () => {
    const folder = temporaryFolder();
    await using server = await start(folder);
    const { run } = await call(server.url, "runs/create", { experiment_id: "0" });
    const { info } = run as { info: { run_id: string; artifact_uri: string } };
    expect(info.artifact_uri).toBe(`mlflow-artifacts:/0/${info.run_id}/artifacts`);
    await fetch(`${server.url}/api/2.0/mlflow-artifacts/artifacts/0/${info.run_id}/artifacts/a.txt`, {
      method: "PUT",
      body: "a",
    });
    expect(existsSync(join(folder, "mlruns", "0", info.run_id, "meta.yaml"))).toBe(true);
    expect(existsSync(join(folder, "mlartifacts", "0", info.run_id, "artifacts", "a.txt"))).toBe(true);
    expect(await call(server.url, "runs/search", { experiment_ids: ["0"] })).toMatchObject({
      runs: [{ info: { run_id: info.run_id } }],
    });
    expect(await server.stop()).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it.each([
    [["--no-serve-artifacts"], {}],
    [[], { MLFLOW_SERVE_ARTIFACTS: "false" }],
  ])("leaves artifacts to the clients when %j or %j tells it to", async (options, variables) => {
    const folder = temporaryFolder();
    const env = { ...plainEnvironment(), ...variables };
    const command = [MAIN, "server", "-p", "0", ...options];
    await using started = await startCommand("node", command, READY, { cwd: folder, env });
    const server = { url: started.match[1] ?? "" };
    const { run } = await call(server.url, "runs/create", { experiment_id: "0" });
    const { info } = run as { info: { run_id: string; artifact_uri: string } };
    expect(info.artifact_uri).toBe(`file://${folder}/mlruns/0/${info.run_id}/artifacts`);
  });

  it("of several workers is one server: what goes in through one is seen by all", {
    timeout: 120_000,
  }, async () => {
    const folder = temporaryFolder();
    await using server = await start(folder, "--workers", "2", "--expose-prometheus", "figures");
    await call(server.url, "registered-models/create", { name: "m" });
    const versions = await Promise.all(
      Array.from({ length: 30 }, () =>
        call(server.url, "model-versions/create", { name: "m", source: "s3://bucket/model" }),
      ),
    );
    const numbers = versions.map(({ model_version }) =>
      Number((model_version as { version: string }).version),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    for (let step = 0; step < 20; step++) {
      const { run } = await call(server.url, "runs/create", { experiment_id: "0" });
      const { info } = run as { info: { run_id: string } };
      await call(server.url, "runs/log-metric", { run_id: info.run_id, key: "m", value: step, timestamp: 1 });
      const { metrics } = await call(server.url, `metrics/get-history?run_id=${info.run_id}&metric_key=m`);
      expect(metrics).toMatchObject([{ value: step }]);
    }
    await expect
      .poll(async () => (await fetch(`${server.url}/metrics`)).text(), { timeout: 20_000 })
      .toContain('mlflow_http_request_total{method="POST",status="200"} 71\n');
    expect(
      readdirSync(join(folder, "figures")).every((name) => /^worker-\d+\.metrics\.json$/.test(name)),
    ).toBe(true);
    expect(await server.stop()).toBe(0);
  });

  it("of several workers lives on when one is killed, and starts another", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    await using server = await start(folder, "--workers", "2", "--expose-prometheus", "figures");
    const workers = (): readonly number[] =>
      readdirSync(join(folder, "figures"))
        .map((name) => Number(/^worker-(\d+)\.metrics/.exec(name)?.[1] ?? 0))
        .filter((pid) => pid > 0);
    const ask = async (): Promise<readonly number[]> => {
      await call(server.url, "experiments/get?experiment_id=0");
      return workers();
    };
    await expect.poll(async () => (await ask()).length, { timeout: 60_000 }).toBe(2);
    const [victim = 0] = workers();
    process.kill(victim, "SIGKILL");
    await expect.poll(async () => (await ask()).length, { timeout: 60_000 }).toBe(3);
    expect(await server.stop()).toBe(0);
  });

  it("asks for a token when it has a file of them", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "tokens"), "write aaaaaaaaaaaaaaaaaaaa\n");
    await using server = await start(folder, "--token-file", "tokens");
    expect((await fetch(server.url)).status).toBe(401);
    const headers = { authorization: "Bearer aaaaaaaaaaaaaaaaaaaa" };
    expect((await fetch(server.url, { headers })).status).toBe(200);
  });

  it.each([
    [["--port", "70000"], /argument '70000' is invalid/],
    [["--workers", "0"], /argument '0' is invalid/],
    [["--static-prefix", "x/"], /It must start with a slash/],
    [["--x-frame-options", "MAYBE"], /Allowed choices are SAMEORIGIN, DENY, NONE/],
    [["--backend-store-uri", "sqlite:///x.db"], /^error: Cannot track to "sqlite:\/\/\/x\.db"/m],
    [["--backend-store-uri", "http://h:1"], /^error: Cannot keep runs at "http:\/\/h:1"/m],
    [["--allowed-hosts", "http://x"], /^error: Cannot allow host "http:\/\/x"/m],
    [["--token-file", "nowhere"], /^error: .*nowhere/m],
  ])("refuses %j in one line", async (options, message) => {
    const run = runCommand("node", [MAIN, "server", "-p", "0", ...options], { cwd: temporaryFolder() });
    await expect(run).rejects.toThrow(message);
  });

  it.each(["1", "2"])("says that its port is in use, with %s workers", async (workers) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const port = String((other.address() as AddressInfo).port);
    const run = runCommand("node", [MAIN, "server", "-p", port, "--workers", workers], {
      cwd: temporaryFolder(),
    });
    await expect(run).rejects.toThrow(
      /Cannot listen on 127\.0\.0\.1:\d+: the port is in use; choose another with --port/,
    );
  });
});
