import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { MAX_BODY_BYTES } from "../../../src/server/limits.ts";
import { rawRequest } from "../../support/raw-http.ts";
import { newRun, testServer } from "../../support/tracking-test-server.ts";

const points = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, step) => ({ key: "m", value: 1, timestamp: 1, step }));
const entries = (count: number, prefix: string): readonly object[] =>
  Array.from({ length: count }, (_, i) => ({ key: `${prefix}${i}`, value: "1" }));

describe("a batch", () => {
  it("may be as large as MLflow's, and not larger", async () => {
    const target = testServer();
    const runId = await newRun(target);
    const log = async (batch: object): Promise<readonly unknown[]> => {
      const { status, json } = await target.call("POST", "runs/log-batch", { run_id: runId, ...batch });
      return [status, json["message"]];
    };
    const tooMany = (limit: number, got: number, what: string): string =>
      `A batch logging request can contain at most ${limit} ${what}. Got ${got} ${what}. ` +
      `Please split up ${what} across multiple requests and try again.`;
    expect(await log({ metrics: points(1000) })).toEqual([200, undefined]);
    expect(await log({ params: entries(100, "p") })).toEqual([200, undefined]);
    expect(await log({ tags: entries(100, "t") })).toEqual([200, undefined]);
    expect(await log({ metrics: points(1001) })).toEqual([400, tooMany(1000, 1001, "metrics")]);
    expect(await log({ params: entries(101, "q") })).toEqual([400, tooMany(100, 101, "params")]);
    expect(await log({ tags: entries(101, "q") })).toEqual([400, tooMany(100, 101, "tags")]);
    expect(await log({ metrics: points(900), params: entries(100, "r"), tags: entries(100, "r") })).toEqual([
      400,
      tooMany(1000, 1100, "metrics, params, and tags"),
    ]);
    expect(await log({ params: [...entries(2, "d"), ...entries(1, "d")] })).toEqual([
      400,
      "Duplicate parameter keys have been submitted: ['d0']. Please ensure the request contains only one param value per param key.",
    ]);
    expect(target.faults).toEqual([]);
  });
});

describe("a request", () => {
  it("with a body beyond the limit is refused with 413, without reading it all", async () => {
    const { send, faults } = testServer();
    const post = (length: number): ReturnType<typeof send> =>
      send({
        method: "POST",
        url: "/api/2.0/mlflow/experiments/create",
        headers: { "content-type": "application/json" },
        payload: `{"name":"${"x".repeat(length)}"}`,
      });
    const { status, json } = await post(MAX_BODY_BYTES);
    expect([status, json["error_code"]]).toEqual([413, "BAD_REQUEST"]);
    expect((await post(1000)).status).toBe(400);
    expect(faults).toEqual([]);
  });

  it("with a head beyond the limit, or that is no HTTP, gets a 4xx and harms nobody", async () => {
    const { server, faults } = testServer();
    await server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const long = await rawRequest(port, ["GET /health HTTP/1.1", `X: ${"y".repeat(40_000)}`]);
    expect(long.status).toBe(431);
    expect((await rawRequest(port, ["NONSENSE"])).status).toBe(400);
    expect((await rawRequest(port, ["GET /%zz HTTP/1.1"])).status).toBe(400);
    expect((await rawRequest(port, [`GET /${"a".repeat(9000)} HTTP/1.1`])).status).toBe(404);
    expect((await rawRequest(port, ["GET /health HTTP/1.1"])).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it("whose body does not come in time is cut off, and one that comes is not", async () => {
    const { server, faults } = testServer({ bodyTimeoutMs: 200 });
    await server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const received = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(
          "POST /api/2.0/mlflow/runs/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        );
      });
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString();
      });
      socket.on("error", () => resolve(text));
      socket.on("close", () => resolve(text));
    });
    expect(received).not.toContain("200 OK");
    const headers = ["POST /api/2.0/mlflow/runs/create HTTP/1.1", "Content-Type: application/json"];
    expect((await rawRequest(port, headers, '{"experiment_id":"0"}')).status).toBe(200);
    expect(faults).toEqual([]);
  });

  it("that breaks off in the middle of its body harms nobody", async () => {
    const { server, faults } = testServer();
    await server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.server.address() as AddressInfo;
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(
          "POST /api/2.0/mlflow/runs/create HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
          () => socket.destroy(),
        );
      });
      socket.on("close", () => resolve());
    });
    expect((await rawRequest(port, ["GET /health HTTP/1.1"])).status).toBe(200);
    expect(faults).toEqual([]);
  });
});

describe("an answer to a fault of the server itself", () => {
  it("says nothing of this machine, and its owner hears of it", async () => {
    const { server, send, faults } = testServer();
    server.get("/broken", () => {
      throw new Error("ENOENT: /secret/path");
    });
    const { status, text } = await send({ method: "GET", url: "/broken" });
    expect(status).toBe(500);
    expect(JSON.parse(text)).toEqual({
      error_code: "INTERNAL_ERROR",
      message: "The server failed on this request; its log says why.",
    });
    expect(faults).toEqual(["GET /broken: Error: ENOENT: /secret/path"]);
  });
});

describe("a static prefix", () => {
  it("stands before every path, and where its page leads", async () => {
    const { send } = testServer({ staticPrefix: "/tracking" });
    expect((await send({ method: "GET", url: "/tracking/health" })).text).toBe("OK");
    expect((await send({ method: "GET", url: "/health" })).status).toBe(404);
    expect((await send({ method: "GET", url: "/tracking/" })).status).toBe(200);
    for (const [url, location] of [
      ["/tracking", "/tracking/"],
      ["/tracking/runs/1?x=2", "/tracking/#/runs/1?x=2"],
    ]) {
      expect((await send({ method: "GET", url: url! })).headers["location"]).toBe(location);
    }
    const url = "/tracking/api/2.0/mlflow/experiments/get?experiment_id=0";
    expect((await send({ method: "GET", url })).status).toBe(200);
  });
});
