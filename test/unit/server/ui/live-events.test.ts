import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../../../src/tracking/index.ts";
import { newRun, type TestServer, testServer } from "../../../support/tracking-test-server.ts";

interface ServerEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Follows a server as a browser does. */
async function follow(
  server: TestServer,
  body: object,
): Promise<{
  /** The next event of this kind. */
  next(event: string): Promise<ServerEvent["data"]>;
  close(): Promise<void>;
  readonly status: number;
}> {
  const address = server.server.server.address();
  const url =
    typeof address === "object" && address !== null
      ? `http://127.0.0.1:${address.port}`
      : await server.server.listen({ host: "127.0.0.1", port: 0 });
  const abort = new AbortController();
  const response = await fetch(`${url}/ajax-api/ui/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: abort.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  const nextOne = async (): Promise<ServerEvent> => {
    for (;;) {
      const end = pending.indexOf("\n\n");
      if (end >= 0) {
        const block = pending.slice(0, end);
        pending = pending.slice(end + 2);
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (event !== undefined) return { event, data: JSON.parse(data!) as ServerEvent["data"] };
        continue;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error("The stream has ended");
      pending += value;
    }
  };
  return {
    status: response.status,
    next: async (wanted) => {
      for (;;) {
        const { event, data } = await nextOne();
        if (event === wanted) return data;
      }
    },
    close: async () => {
      abort.abort();
      await reader.cancel().catch(() => {});
    },
  };
}

describe("the stream of events", () => {
  it("tells of runs that another process makes, changes and deletes", async () => {
    const server = testServer();
    const id = await newRun(server);
    const other = openFileStore(`${server.folder}/mlruns`);
    const stream = await follow(server, { experiment_ids: ["0"] });
    expect(await stream.next("hello")).toMatchObject({ cursor: expect.any(String) });
    const made = other.createRun({ experimentId: "0" }).info.runId;
    expect(await stream.next("runs")).toMatchObject({
      experiment_id: "0",
      added: [made],
      removed: [],
      more: false,
    });
    other.updateRun(id, { status: "FINISHED", endTimeMs: 5 });
    expect(await stream.next("runs")).toMatchObject({ added: [], changed: [id] });
    other.deleteRun(id);
    const { changed, cursor } = await stream.next("runs");
    expect(changed).toEqual([id]);
    await stream.close();
    // Who comes back with a cursor is told what has happened meanwhile.
    other.restoreRun(id);
    const again = await follow(server, { experiment_ids: ["0"], since: cursor });
    expect(await again.next("runs")).toMatchObject({ changed: [id], more: false });
    const stranger = await follow(server, { experiment_ids: ["0"], since: "gone~0.7" });
    expect(await stranger.next("runs")).toMatchObject({ more: true });
    await again.close();
    await stranger.close();
  });

  it("sends only the points that are new, in the order they were logged, odd values as words", async () => {
    const server = testServer();
    const id = await newRun(server);
    const log = (value: number | string, step: number): Promise<unknown> =>
      server.call("POST", "runs/log-metric", { run_id: id, key: "loss", value, step, timestamp: step });
    await log(3, 0);
    const stream = await follow(server, { series: [{ run_id: id, key: "loss", from: 1 }] });
    await stream.next("hello");
    await log(2, 1);
    await log("NaN", 2);
    const values: unknown[] = [];
    while (values.length < 2) {
      const points = await stream.next("points");
      expect(points).toMatchObject({ run_id: id, key: "loss", from: 1 + values.length });
      values.push(...(points["values"] as unknown[]));
    }
    expect(values).toEqual([2, "NaN"]);
    await stream.close();
  });

  it("ends with a word when the server stops", async () => {
    const server = testServer();
    const stream = await follow(server, { experiment_ids: ["0"] });
    await stream.next("hello");
    const closing = server.server.close();
    expect(await stream.next("end")).toEqual({});
    await closing;
  });

  it("has room for so many and no more, and again when one has gone", async () => {
    const server = testServer();
    const streams = [];
    for (let i = 0; i < 64; i++) streams.push(await follow(server, {}));
    expect((await follow(server, {})).status).toBe(503);
    const closed = once(server.server.server, "close");
    for (const stream of streams) await stream.close();
    await server.server.close();
    await closed;
    expect(server.faults).toEqual([]);
  });

  it.each([
    [{ experiment_ids: [1] }],
    [{ series: [{ run_id: "a" }] }],
    [{ series: Array.from({ length: 201 }, () => ({ run_id: "a", key: "b" })) }],
    [{ run_ids: Array.from({ length: 101 }, () => "a") }],
  ])("refuses %j", async (body) => {
    const server = testServer();
    const { status } = await server.send({
      method: "POST",
      url: "/ajax-api/ui/events",
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(body),
    });
    expect(status).toBe(400);
  });
});
