// The server around the scorer: limits, refusals, and how it stops.
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import {
  createScoringServer,
  type ScoringServer,
  type ScoringServerOptions,
} from "../../../src/serving/index.ts";
import { scoringModel } from "../../support/scoring-models.ts";

const row =
  '{"columns":["age","sex","bmi","bp","s1","s2","s3","s4","s5","s6"],"data":[[0,0,0,0,0,0,0,0,0,0]]}';
const intercept = '{"predictions":[152.133484162896]}';

let server: ScoringServer;

async function started(options: ScoringServerOptions = {}, model = scoringModel("en_sig")): Promise<string> {
  server = createScoringServer(model, options);
  return await server.listen({ port: 0 });
}

afterEach(async () => {
  await server.close();
});

async function invoke(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = "application/json",
  encoding = "identity",
) {
  const headers = { "Content-Type": type, "Content-Encoding": encoding };
  const response = await fetch(`${url}/invocations`, { method: "POST", headers, body });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe("createScoringServer", () => {
  it("answers the tutorial's request, on this machine alone", async () => {
    const url = await started();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { status, text, headers } = await invoke(url, row);
    expect({ status, text }).toEqual({ status: 200, text: intercept });
    expect(headers.get("content-type")).toBe("application/json");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("answers HEAD of what can be read, and refuses other methods and paths", async () => {
    const url = await started();
    expect((await fetch(`${url}/ping?now`, { method: "HEAD" })).status).toBe(200);
    expect((await fetch(`${url}/health`, { method: "DELETE" })).status).toBe(405);
    expect((await fetch(`${url}/invocations/`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${url}/%2e%2e/etc/passwd`)).status).toBe(404);
  });

  it("tells curl's default content type what to do", async () => {
    const { status, text } = await invoke(await started(), row, "application/x-www-form-urlencoded");
    expect(status).toBe(415);
    expect(text).toContain("With curl, add -H 'Content-Type: application/json'");
  });

  it("refuses a body above the limit, announced or not, and goes on", async () => {
    const url = await started({ maxBodyBytes: 1000 });
    const long = row + " ".repeat(100_000);
    const refusal =
      /^\{"error_code":"BAD_REQUEST","message":"The body of a request may have at most 1000 bytes/;
    const announced = await invoke(url, long);
    expect(announced.status).toBe(413);
    expect(announced.text).toMatch(refusal);
    const streamed = await chunked(url, long);
    expect(streamed.status).toBe(413);
    expect(streamed.text).toMatch(refusal);
    expect((await invoke(url, row.padEnd(1000))).text).toBe(intercept);
    expect((await invoke(url, row.padEnd(1001))).status).toBe(413);
  });

  it("takes packed bodies, and lets none of them grow beyond the limit", async () => {
    const url = await started({ maxBodyBytes: 10_000 });
    const packed = { gzip: gzipSync(row), deflate: deflateSync(row), br: brotliCompressSync(row) };
    for (const [encoding, body] of Object.entries(packed)) {
      expect((await invoke(url, new Uint8Array(body), "application/json", encoding)).text).toBe(intercept);
    }
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(5_000_000)));
    expect(bomb.length).toBeLessThan(10_000);
    expect((await invoke(url, bomb, "application/json", "gzip")).status).toBe(413);
    expect((await invoke(url, row, "application/json", "gzip")).status).toBe(400);
    expect((await invoke(url, row, "application/json", "zstd")).status).toBe(415);
  });

  it("tells its owner of an example that the model cannot predict for, and serves all the same", async () => {
    const faults: unknown[] = [];
    const model = { ...scoringModel("en_sig"), servingExample: () => '{"inputs":{"age":[1]}}' };
    const url = await started({ onFault: (error) => faults.push(error) }, model);
    expect(String(faults)).toContain("Model is missing inputs ['sex', ");
    expect((await invoke(url, row)).text).toBe(intercept);
  });

  it.each([
    ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0x7d]), "The body is not UTF-8 text"],
    [
      "a bad row",
      row.replace("[0,", '["x",'),
      `Failed to convert column age to type 'float64'. Error: row 0 holds "x"`,
    ],
    ["a missing cell", row.replace("[0,", "[null,"), 'column "age" in row 0 is missing'],
    [
      "keys that objects inherit",
      '{"__proto__":{"data":[[1]]},"toString":1}',
      "Received dictionary with input fields: []",
    ],
    [
      "lists nested 100,000 deep",
      `{"inputs":${"[".repeat(1e5)}${"]".repeat(1e5)}}`,
      "nested at most 32 deep",
    ],
    [
      "ragged lists that claim to be huge",
      `{"inputs":[[${"1,".repeat(1e5)}1]${",1".repeat(1e5)}]}`,
      "at most 16777216 cells",
    ],
    ["rows with a key each", `{"dataframe_records":[${manyKeys()}]}`, "at most 16777216 cells"],
    ["millions of empty lists", `{"inputs":[${"[],".repeat(1e6)}[]]}`, "at most 500000 lists and objects"],
    ["a cell of a million digits and a letter", row.replace("[0,", `["${"1".repeat(1e6)}x",`), "row 0 holds"],
    ["a cell of a million blanks and a letter", row.replace("[0,", `["${" ".repeat(1e6)}x",`), "row 0 holds"],
    ["a cell that is a list", row.replace("[0,", "[[0],"), "Failed to convert column age to type 'float64'"],
    ["Python's NaN", row.replace("[0,", "[NaN,"), "Ensure that input is a valid JSON formatted string"],
    [
      "a missing column",
      row.replace('"age"', '"extra"'),
      "Model is missing inputs ['age']. Note that there were",
    ],
    ["a row that is too short", row.replace("[0,", "["), "Row 0 must have 10 values"],
    ["no rows", row.replace(/"data".*/, '"data":[]}'), "There are no rows to predict for"],
    ["the same column twice", '{"columns":["age","age"],"data":[[1,2]]}', 'Column "age" comes twice'],
  ])("answers %s with a sentence, soon", async (_, body, message) => {
    const url = await started();
    const startMs = performance.now();
    const { status, text } = await invoke(url, body);
    expect(performance.now() - startMs).toBeLessThan(2000); // a pattern that tries everything takes minutes
    expect(status).toBe(400);
    expect(Object.keys(JSON.parse(text))).toEqual(["error_code", "message"]);
    expect(JSON.parse(text).message).toContain(message);
    expect(text.length).toBeLessThan(1000);
  });

  it("takes columns in any order and passes over those it does not know", async () => {
    const { columns } = JSON.parse(row) as { columns: string[] };
    const data = [["?", ...columns.map((_, j) => j / 100)]];
    const given = { columns: ["unknown", ...columns.toReversed()], data };
    const inOrder = { columns, data: [columns.map((_, j) => (columns.length - 1 - j) / 100)] };
    const url = await started();
    const answer = await invoke(url, JSON.stringify(given));
    expect(answer.text).toBe((await invoke(url, JSON.stringify(inOrder))).text);
    expect(answer.status).toBe(200);
  });

  it("answers 500 without a word about its insides when the model breaks, tells its owner, and goes on", async () => {
    const faults: unknown[] = [];
    const broken = {
      ...scoringModel("en_nosig"),
      predictInput: () => {
        throw new Error("secret");
      },
    };
    const url = await started({ onFault: (error) => faults.push(error) }, broken);
    const { status, text } = await invoke(url, row);
    expect(status).toBe(500);
    expect(text).not.toContain("secret");
    expect(faults).toEqual([new Error("secret")]);
    expect((await fetch(`${url}/ping`)).status).toBe(200);
  });

  it("writes null for predictions that are not finite, so that answers are JSON", async () => {
    const huge = row.replace("[0,0,", "[1e308,-1e308,").replace("0,0]]", "0,1e308]]");
    expect((await invoke(await started(), huge)).text).toBe('{"predictions":[null]}');
  });

  it("answers what was asked before it stops, and closes idle connections", async () => {
    const url = await started();
    const idle = await connected(url);
    const busy = await connected(url);
    busy.write(
      `POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${row.length}\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect(await nextText(busy)).toContain("100 Continue");
    const closed = server.close();
    const idleEnd = new Promise((resolve) => idle.once("close", resolve));
    busy.write(row);
    const answer = await nextText(busy);
    expect(answer).toContain(intercept);
    expect(answer).toMatch(/^connection: close\r$/im);
    await Promise.all([closed, idleEnd]);
    await expect(fetch(`${url}/ping`)).rejects.toThrow();
  });

  it("gives up on a client that does not send what it announced", async () => {
    const slow = await connected(await started({ timeoutMs: 50 }));
    const ended = new Promise((resolve) => slow.once("close", resolve));
    slow.write(
      "POST /invocations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    expect(await nextText(slow)).toMatch(/^HTTP\/1\.1 408 /);
    await ended;
  });

  it("says when the port is taken", async () => {
    const url = await started();
    const second = createScoringServer(scoringModel("en_sig"));
    await expect(second.listen({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });
});

function manyKeys(): string {
  return Array.from({ length: 5000 }, (_, i) => `{"k${i}":1}`).join(",");
}

function chunked(url: string, body: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { "Content-Type": "application/json", "Transfer-Encoding": "chunked" };
    const sent = request(`${url}/invocations`, { method: "POST", headers }, (response) => {
      response.setEncoding("utf8");
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function connected(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => resolve(socket));
    socket.on("error", reject);
  });
}

function nextText(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once("data", (data) => resolve(data.toString())));
}
