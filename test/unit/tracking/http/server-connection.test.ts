// Requests to a tracking server: credentials, errors, retries.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { ServerConnection } from "../../../../src/tracking/http/server-connection.ts";
import { scriptedServer } from "../../../support/scripted-server.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const READ = { method: "GET", path: "/x", repeatable: true } as const;
const CREATE = { method: "POST", path: "/x", json: { a: 1 }, repeatable: false } as const;

beforeEach(() => {
  vi.stubEnv("HOME", temporaryFolder());
  vi.stubEnv("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it("sends queries and JSON, and reads the answer", async () => {
  const { url, seen } = await scriptedServer({ status: 200, body: '{"b": 2}' });
  const server = new ServerConnection(`${url}/`);
  expect(server.url).toBe(url);
  expect(
    await server.json({
      ...READ,
      query: [
        ["k", "a b&c"],
        ["none", undefined],
        ["n", 3],
      ],
    }),
  ).toEqual({ b: 2 });
  expect(await server.json(CREATE)).toEqual({ b: 2 });
  expect(seen.map(({ method, url: path, body }) => [method, path, body])).toEqual([
    ["GET", "/x?k=a+b%26c&n=3", ""],
    ["POST", "/x", '{"a":1}'],
  ]);
  expect(seen[1]?.headers["content-type"]).toBe("application/json");
});

it("takes an empty answer for an empty object", async () => {
  const { url } = await scriptedServer({ status: 200, body: "" });
  expect(await new ServerConnection(url).json(READ)).toEqual({});
});

it.each(["OK", "[1]", "<html>"])("says that the answer %j is not a JSON object", async (body) => {
  const { url } = await scriptedServer({ status: 200, body });
  await expect(new ServerConnection(url).json(READ)).rejects.toThrow(
    /Cannot understand the answer to GET .*\/x/,
  );
});

it("throws the server's own error", async () => {
  const body = JSON.stringify({ error_code: "RESOURCE_DOES_NOT_EXIST", message: "Run 'x' not found" });
  const { url, seen } = await scriptedServer({ status: 404, body });
  await expect(new ServerConnection(url).json(READ)).rejects.toMatchObject({
    code: "RESOURCE_DOES_NOT_EXIST",
    message: "Run 'x' not found",
  });
  expect(seen).toHaveLength(1);
});

it.each([
  [401, "UNAUTHENTICATED"],
  [403, "PERMISSION_DENIED"],
  [404, "ENDPOINT_NOT_FOUND"],
  [418, "BAD_REQUEST"],
  [500, "INTERNAL_ERROR"],
])("makes an error of its own of status %i with a page", async (status, code) => {
  const { url } = await scriptedServer({ status, body: "<h1>Something\n is off</h1>" });
  await expect(new ServerConnection(url).json(READ)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(`status ${status}: "Something is off"`),
  });
});

it("follows a redirection of a GET, and tells where any other request would have to go", async () => {
  const { url, seen } = await scriptedServer(
    { status: 302, headers: { Location: "/y" } },
    { status: 200, body: '{"b": 2}' },
    { status: 301, headers: { Location: "https://elsewhere/x" } },
  );
  expect(await new ServerConnection(url).json(READ)).toEqual({ b: 2 });
  expect(seen.map((request) => request.url)).toEqual(["/x", "/y"]);
  await expect(new ServerConnection(url).json(CREATE)).rejects.toThrow(
    `The tracking server at ${url} sends requests on to https://elsewhere/x: use that address`,
  );
});

it("takes its credentials along to another address of the server, but not to another server", async () => {
  vi.stubEnv("MLFLOW_TRACKING_TOKEN", "secret");
  const other = await scriptedServer({ status: 200 });
  const { url, seen } = await scriptedServer(
    { status: 307, headers: { Location: "/y" } },
    { status: 302, headers: { Location: `${other.url}/z` } },
  );
  await new ServerConnection(url).json(READ);
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
  expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it("does not follow a circle of redirections for ever", async () => {
  const { url, seen } = await scriptedServer({ status: 302, headers: { Location: "/x" } });
  await expect(new ServerConnection(url).json(READ)).rejects.toThrow("it leads from one address to the next");
  expect(seen).toHaveLength(6);
});

it("asks again while the server is busy, also to create", async () => {
  const busy = { status: 503, headers: { "Retry-After": "0" } };
  const { url, seen } = await scriptedServer(busy, busy, { status: 200, body: '{"ok":1}' });
  expect(await new ServerConnection(url).json(CREATE)).toEqual({ ok: 1 });
  expect(seen).toHaveLength(3);
});

it("asks again after a cut connection only what can be asked twice", async () => {
  const { url, seen } = await scriptedServer("hang up", { status: 200 });
  await expect(new ServerConnection(url).json(CREATE)).rejects.toMatchObject({
    code: "TEMPORARILY_UNAVAILABLE",
    message: expect.stringContaining("the connection was closed"),
  });
  expect(seen).toHaveLength(1);
  expect(await new ServerConnection(url).json(READ)).toEqual({});
});

it("does not send what cannot be asked twice into a connection that was closed during a computation", async () => {
  const server = createHttpServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const connection = new ServerConnection(
    `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
  );
  for (let round = 0; round < 5; round++) {
    await connection.json(CREATE);
    // The server's end of the connection is closed in a turn in which the client's end cannot be looked at.
    server.closeIdleConnections();
    expect(await connection.json(CREATE)).toEqual({});
  }
});

it("gives up after as many retries as MLFLOW_HTTP_REQUEST_MAX_RETRIES allows", async () => {
  vi.stubEnv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "2");
  const { url, seen } = await scriptedServer({ status: 504 });
  await expect(new ServerConnection(url).json(READ)).rejects.toMatchObject({ code: "INTERNAL_ERROR" });
  expect(seen).toHaveLength(3);
});

it("says that nothing listens", async () => {
  const port = await unusedPort();
  await expect(new ServerConnection(`http://127.0.0.1:${port}`).json(CREATE)).rejects.toMatchObject({
    code: "TEMPORARILY_UNAVAILABLE",
    message: `Cannot reach the tracking server at http://127.0.0.1:${port}: nothing listens there`,
  });
});

it("says that the server did not answer in time", async () => {
  vi.stubEnv("MLFLOW_HTTP_REQUEST_TIMEOUT", "0.05");
  vi.stubEnv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  await expect(new ServerConnection(`http://127.0.0.1:${port}`).json(READ)).rejects.toThrow(
    "did not answer in time",
  );
  silent.close();
});

it.each([
  ["of the URL", { url: "user:p%40ss@" }, basic("user:p@ss")],
  ["of the environment", { MLFLOW_TRACKING_USERNAME: "u", MLFLOW_TRACKING_PASSWORD: "p" }, basic("u:p")],
  [
    "of the environment before a token",
    { MLFLOW_TRACKING_USERNAME: "u", MLFLOW_TRACKING_PASSWORD: "p", MLFLOW_TRACKING_TOKEN: "t" },
    basic("u:p"),
  ],
  ["that is a token", { MLFLOW_TRACKING_TOKEN: "secret" }, "Bearer secret"],
  ["that is not there", {}, undefined],
])(
  "shows the credentials %s",
  async (_, { url: userinfo = "", ...environment }: Record<string, string>, expected) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const { url, seen } = await scriptedServer({ status: 200 });
    const server = new ServerConnection(url.replace("http://", `http://${userinfo}`));
    await server.json(READ);
    expect(seen[0]?.headers.authorization).toBe(expected);
    expect(server.url).toBe(url);
  },
);

it("shows the credentials of ~/.mlflow/credentials", async () => {
  const folder = join(String(process.env["HOME"]), ".mlflow");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "credentials"),
    "# mine\n[other]\nmlflow_tracking_password = no\n[mlflow]\nmlflow_tracking_username = me\nmlflow_tracking_password: a=b;c\n",
  );
  const { url, seen } = await scriptedServer({ status: 200 });
  await new ServerConnection(url).json(READ);
  expect(seen[0]?.headers.authorization).toBe(basic("me:a=b;c"));
});

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString("base64")}`;
}

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
