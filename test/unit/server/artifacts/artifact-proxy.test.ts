import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { newRun, testServer } from "../../../support/tracking-test-server.ts";

const PROXY = "/api/2.0/mlflow-artifacts/artifacts";
const MEBIBYTE = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes of buffers that are still in use. */
function liveBuffers(): number {
  // The first run finds what is dead, the second waits until its memory is given back.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

describe("the artifact proxy", () => {
  it("keeps a file and gives it back, whole and in parts", async () => {
    const { send, folder } = testServer();
    const put = await send({ method: "PUT", url: `${PROXY}/1/run/artifacts/d/f.txt`, payload: "hello" });
    expect([put.status, put.text]).toEqual([200, ""]);
    expect(readFileSync(join(folder, "mlartifacts/1/run/artifacts/d/f.txt"), "utf8")).toBe("hello");
    const whole = await send({ method: "GET", url: `${PROXY}/1/run/artifacts/d/f.txt` });
    expect(whole.text).toBe("hello");
    expect(whole.headers).toMatchObject({
      "content-length": "5",
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": "attachment; filename=f.txt",
      "accept-ranges": "bytes",
    });
    const part = await send({
      method: "GET",
      url: `${PROXY}/1/run/artifacts/d/f.txt`,
      headers: { range: "bytes=1-2" },
    });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([206, "el", "bytes 1-2/5"]);
    const beyond = await send({
      method: "GET",
      url: `${PROXY}/1/run/artifacts/d/f.txt`,
      headers: { range: "bytes=5-" },
    });
    expect([beyond.status, beyond.headers["content-range"]]).toEqual([416, "bytes */5"]);
  });

  it("keeps an empty file, and one sent without a content type", async () => {
    const { send } = testServer();
    expect((await send({ method: "PUT", url: `${PROXY}/empty`, payload: "" })).status).toBe(200);
    const { status, text, headers } = await send({ method: "GET", url: `${PROXY}/empty` });
    expect([status, text, headers["content-length"]]).toEqual([200, "", "0"]);
    const listed = await send({ method: "GET", url: PROXY });
    expect(listed.json).toEqual({ files: [{ path: "empty", is_dir: false }] });
  });

  it("lists base names, and nothing for what is no folder", async () => {
    const { send } = testServer();
    await send({ method: "PUT", url: `${PROXY}/a/b/c.txt`, payload: "12" });
    await send({ method: "PUT", url: `${PROXY}/a/z.txt`, payload: "1" });
    expect((await send({ method: "GET", url: `${PROXY}?path=a` })).json).toEqual({
      files: [
        { path: "b", is_dir: true },
        { path: "z.txt", is_dir: false, file_size: 1 },
      ],
    });
    for (const path of ["nope", "a/z.txt", "a/b/c.txt/deeper"]) {
      const { status, json } = await send({ method: "GET", url: `${PROXY}?path=${path}` });
      expect([status, json]).toEqual([200, {}]);
    }
  });

  it("removes files and folders, and does not mind when there are none", async () => {
    const { send, folder } = testServer();
    await send({ method: "PUT", url: `${PROXY}/a/b/c.txt`, payload: "12" });
    for (const path of ["a/b/c.txt", "a/b/c.txt", "a", "a"]) {
      const { status, json } = await send({ method: "DELETE", url: `${PROXY}/${path}` });
      expect([status, json]).toEqual([200, {}]);
    }
    expect(readdirSync(join(folder, "mlartifacts"))).toEqual([]);
  });

  it("answers 400 to what can be no file", async () => {
    const { send, faults } = testServer();
    await send({ method: "PUT", url: `${PROXY}/a/file`, payload: "x" });
    const cases = [
      { method: "PUT", url: `${PROXY}/a/`, payload: "x" },
      { method: "PUT", url: `${PROXY}/a`, payload: "x" },
      { method: "PUT", url: `${PROXY}/a/file/deeper`, payload: "x" },
      { method: "PUT", url: `${PROXY}/${"n".repeat(300)}`, payload: "x" },
      { method: "GET", url: `${PROXY}/a` },
      { method: "GET", url: `${PROXY}/` },
    ] as const;
    for (const options of cases) {
      const { status, json } = await send(options);
      expect(status, `${options.method} ${options.url.slice(0, 80)}`).toBe(400);
      expect(json["error_code"]).toBe("INVALID_PARAMETER_VALUE");
      expect(json["message"]).not.toContain("/tmp");
    }
    expect((await send({ method: "GET", url: `${PROXY}/a/file/deeper` })).status).toBe(404);
    expect(faults).toEqual([]);
  });

  it("is not there when artifacts are not served", async () => {
    const { send, faults } = testServer({ servesArtifacts: false });
    for (const options of [
      { method: "PUT", url: `${PROXY}/x`, payload: "x" },
      { method: "GET", url: `${PROXY}/x` },
      { method: "GET", url: PROXY },
      { method: "DELETE", url: `${PROXY}/x` },
    ] as const) {
      const { status, text } = await send(options);
      expect(status).toBe(400);
      expect(text).toContain("--no-serve-artifacts");
    }
    expect(faults).toEqual([]);
  });

  it("takes a file in and gives it out with bounded memory", { timeout: 120_000 }, async () => {
    const { server, folder } = testServer();
    await server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const size = 192 * MEBIBYTE;
    const chunk = Buffer.alloc(MEBIBYTE, 7);
    const sent = createHash("sha256");
    let most = 0;
    let passed = 0;
    // What is alive, not what waits to be collected: the collector runs before each look.
    const watch = (bytes: number): void => {
      if (passed % (8 * MEBIBYTE) > (passed + bytes) % (8 * MEBIBYTE)) most = Math.max(most, liveBuffers());
      passed += bytes;
    };
    const before = liveBuffers();
    const body = Readable.from(
      (function* () {
        for (let i = 0; i < size / MEBIBYTE; i++) {
          sent.update(chunk);
          watch(MEBIBYTE);
          yield chunk;
        }
      })(),
    );
    await new Promise<void>((resolve, reject) => {
      const upload = request({ port, method: "PUT", path: `${PROXY}/big.bin` }, (response) => {
        response.resume().on("end", resolve);
      });
      upload.on("error", reject);
      body.pipe(upload);
    });
    expect(statSync(join(folder, "mlartifacts/big.bin")).size).toBe(size);
    const received = createHash("sha256");
    await new Promise<void>((resolve, reject) => {
      request({ port, path: `${PROXY}/big.bin` }, (response) => {
        response.on("data", (data: Buffer) => {
          received.update(data);
          watch(data.length);
        });
        response.on("end", resolve).on("error", reject);
      }).end();
    });
    expect(received.digest("hex")).toBe(sent.digest("hex"));
    // Buffers in flight; the whole file would be twelve times this.
    expect(most - before).toBeLessThan(16 * MEBIBYTE);
  });

  it("keeps the old file, and nothing else, when an upload breaks off", async () => {
    const { server, send, folder, faults } = testServer();
    await send({ method: "PUT", url: `${PROXY}/kept.txt`, payload: "old" });
    await server.listen({ host: "127.0.0.1", port: 0 });
    const { port } = server.server.address() as AddressInfo;
    await new Promise<void>((resolve) => {
      const upload = request({ port, method: "PUT", path: `${PROXY}/kept.txt` });
      upload.on("error", () => resolve());
      upload.write("ne", () => upload.destroy());
      upload.on("close", () => resolve());
    });
    await expect.poll(() => readdirSync(join(folder, "mlartifacts"))).toEqual(["kept.txt"]);
    expect(readFileSync(join(folder, "mlartifacts/kept.txt"), "utf8")).toBe("old");
    expect(faults).toEqual([]);
  });
});

describe("the files of a run", () => {
  it("are taken from the user interface up to 10 MiB", async () => {
    const target = testServer();
    const runId = await newRun(target);
    const upload = (
      payload: string | Buffer,
      query = `run_uuid=${runId}&path=u/x.txt`,
    ): ReturnType<typeof target.send> =>
      target.send({ method: "POST", url: `/ajax-api/2.0/mlflow/upload-artifact?${query}`, payload });
    expect((await upload("data")).status).toBe(200);
    expect(
      (await target.send({ method: "GET", url: `/get-artifact?run_id=${runId}&path=u/x.txt` })).text,
    ).toBe("data");
    expect((await upload("")).json["message"]).toBe("Request must specify data.");
    expect((await upload("x", "path=u")).json["message"]).toBe("Request must specify run_uuid.");
    expect((await upload("x", `run_uuid=${runId}`)).json["message"]).toBe("Request must specify path.");
    const large = await upload(Buffer.alloc(10 * MEBIBYTE + 1));
    expect([large.status, large.json["message"]]).toEqual([
      400,
      "Artifact size is too large. Max size is 10MB.",
    ]);
    expect((await upload(Buffer.alloc(10 * MEBIBYTE))).status).toBe(200);
  });

  it("are read where a store without a proxy keeps them", async () => {
    const target = testServer({ servesArtifacts: false });
    const runId = await newRun(target);
    const upload = await target.send({
      method: "POST",
      url: `/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${runId}&path=a.txt`,
      payload: "local",
    });
    expect(upload.status).toBe(200);
    expect(existsSync(join(target.folder, "mlruns", "0", runId, "artifacts", "a.txt"))).toBe(true);
    const { json } = await target.call("GET", `artifacts/list?run_id=${runId}`);
    expect(json["files"]).toEqual([{ path: "a.txt", is_dir: false, file_size: 5 }]);
    expect((await target.send({ method: "GET", url: `/get-artifact?run_id=${runId}&path=a.txt` })).text).toBe(
      "local",
    );
  });
});
