import { describe, expect, it } from "vitest";
import { AccessTokens } from "../../../../src/server/security/access-tokens.ts";
import { testServer } from "../../../support/tracking-test-server.ts";

const FILE = `# tokens of the lab
write aaaaaaaaaaaaaaaaaaaa

read  bbbbbbbbbbbbbbbbbbbb
`;
const WRITE = { authorization: "Bearer aaaaaaaaaaaaaaaaaaaa" };
const READ = { authorization: "Bearer bbbbbbbbbbbbbbbbbbbb" };

describe("a token file", () => {
  const tokens = new AccessTokens(FILE);
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

  it("lets bearers of its tokens in, and passwords that are one, whatever the user name", () => {
    expect(tokens.accessOf("Bearer aaaaaaaaaaaaaaaaaaaa")).toBe("write");
    expect(tokens.accessOf("bearer bbbbbbbbbbbbbbbbbbbb")).toBe("read");
    expect(tokens.accessOf(basic("alice:aaaaaaaaaaaaaaaaaaaa"))).toBe("write");
    expect(tokens.accessOf(basic(":bbbbbbbbbbbbbbbbbbbb"))).toBe("read");
  });

  it.each([
    undefined,
    "",
    "Bearer",
    "Bearer ",
    "Bearer aaaaaaaaaaaaaaaaaaa",
    "Bearer aaaaaaaaaaaaaaaaaaaaa",
    "Basic !!!",
    "Digest aaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaa",
  ])("lets nobody in with %j", (header) => {
    expect(tokens.accessOf(header)).toBe("none");
  });

  it("must hold a token, and only long ones", () => {
    expect(() => new AccessTokens("# none\n")).toThrow("it holds no token");
    expect(() => new AccessTokens("write short\n")).toThrow("line 1");
    expect(() => new AccessTokens("\nadmin aaaaaaaaaaaaaaaaaaaa\n")).toThrow("line 2");
  });
});

describe("a server with tokens", () => {
  it("asks for one on every path except those of load balancers", async () => {
    const { send } = testServer({ tokens: new AccessTokens(FILE) });
    const paths = [
      "/",
      "/models",
      "/api/2.0/mlflow/experiments/get?experiment_id=0",
      "/ajax-api/2.0/mlflow/experiments/get?experiment_id=0",
      "/api/2.0/mlflow-artifacts/artifacts",
      "/get-artifact?run_id=x&path=y",
      "/api/2.0/mlflow/logged-models/m-x/artifacts/files?artifact_file_path=y",
      "/nowhere",
    ];
    for (const url of paths) {
      const { status, headers } = await send({ method: "GET", url });
      expect(status, url).toBe(401);
      expect(headers["www-authenticate"]).toContain("Basic");
    }
    expect((await send({ method: "GET", url: "/health" })).text).toBe("OK");
    expect((await send({ method: "HEAD", url: "/health" })).status).toBe(200);
    expect((await send({ method: "GET", url: "/version" })).status).toBe(200);
  });

  it("lets readers read and search, and only writers write", async () => {
    const { send } = testServer({ tokens: new AccessTokens(FILE) });
    const json = { "content-type": "application/json" };
    const search = {
      method: "POST",
      url: "/api/2.0/mlflow/runs/search",
      payload: '{"experiment_ids":["0"]}',
    } as const;
    const create = {
      method: "POST",
      url: "/api/2.0/mlflow/experiments/create",
      payload: '{"name":"x"}',
    } as const;
    const put = { method: "PUT", url: "/api/2.0/mlflow-artifacts/artifacts/a.txt", payload: "x" } as const;
    const remove = { method: "DELETE", url: "/api/2.0/mlflow-artifacts/artifacts/a.txt" } as const;
    expect((await send({ ...search, headers: { ...json, ...READ } })).status).toBe(200);
    expect((await send({ ...create, headers: { ...json, ...READ } })).status).toBe(403);
    expect((await send({ ...put, headers: READ })).status).toBe(403);
    expect((await send({ ...remove, headers: READ })).status).toBe(403);
    expect((await send({ ...create, headers: { ...json, ...WRITE } })).status).toBe(200);
    expect((await send({ ...put, headers: WRITE })).status).toBe(200);
    expect((await send({ ...remove, headers: WRITE })).status).toBe(200);
  });
});
