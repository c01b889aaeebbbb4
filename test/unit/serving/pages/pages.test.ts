// The pages of a scoring server: to try a model by hand, and for programs to read.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScoringServer, type ScoringServer } from "../../../../src/serving/index.ts";
import { scoringModel } from "../../../support/scoring-models.ts";

const servers: ScoringServer[] = [];
const urls: Record<string, string> = {};

beforeAll(async () => {
  for (const name of ["en_sig", "types", "tensor"] as const) {
    const server = createScoringServer(scoringModel(name));
    servers.push(server);
    urls[name] = await server.listen({ port: 0 });
  }
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

async function open(name: string, path: string) {
  const response = await fetch(urls[name] + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const fields = Array.from({ length: 10 }, (_, i) => `c${i}=0`).join("&");

describe("the page", () => {
  it("has a field a column, filled in with the example", async () => {
    const { text, status } = await open("en_sig", "/");
    expect(status).toBe(200);
    expect(text.match(/<input /g)).toHaveLength(10);
    expect(text).toContain('age <small>double</small><input name="c0" value="0.038075906433423026"');
    expect(text).not.toContain("<output>");
  });

  it("shows the prediction, and how a program asks for it", async () => {
    const { text, status } = await open("en_sig", `/?${fields}`);
    expect(status).toBe(200);
    expect(text).toContain("<output>152.133484162896</output>");
    expect(text).toContain("&quot;data&quot;:[[0,0,0,0,0,0,0,0,0,0]]");
    expect(text).toContain(`${urls["en_sig"]}/invocations`);
  });

  it("says what is wrong with what was typed, and keeps it", async () => {
    const { text, status } = await open("en_sig", `/?${fields.replace("c0=0", "c0=tall")}`);
    expect(status).toBe(400);
    expect(text).toContain('role="alert">Invalid input. ');
    expect(text).toContain("row 0 holds &quot;tall&quot;, which is not a number");
    expect(text).toContain('value="tall"');
  });

  it("takes every text for text", async () => {
    const evil = encodeURIComponent(`"><script>alert(1)</script>'`);
    for (const path of [`/?${fields}&c0=${evil}`, `/?c0=${evil}`, `/?body=${evil}`]) {
      for (const name of ["en_sig", "tensor"]) {
        const { text, headers } = await open(name, path);
        expect(text).not.toContain("<script");
        expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      }
    }
  });

  it("offers truths to choose from, and a text area where there is no table", async () => {
    const { text } = await open("types", "/");
    expect(text).toContain('<select name="c5"><option value="true">true</option>');
    const tensor = await open("tensor", `/?body=${encodeURIComponent('{"inputs": [[1, 2, 3]]}')}`);
    expect(tensor.text).toContain("array([[1., 2., 3.]], dtype=float32)");
    expect(tensor.text).toContain("<textarea");
  });

  it("loads nothing but its style", async () => {
    const { text } = await open("en_sig", "/");
    expect([...text.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1])).toEqual([
      "/page.css",
      "/openapi.json",
      "/metrics",
    ]);
    expect((await open("en_sig", "/page.css")).headers.get("content-type")).toBe("text/css; charset=utf-8");
  });
});

describe("/openapi.json", () => {
  it("says what a request may hold, by the signature", async () => {
    const { text } = await open("types", "/openapi.json");
    const document = JSON.parse(text);
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(["/invocations", "/ping", "/health", "/version"]);
    const forms = document.paths["/invocations"].post.requestBody.content["application/json"].schema.oneOf;
    const row = forms[1].properties.dataframe_records.items;
    expect(row.properties).toMatchObject({
      i64: { type: "integer", format: "int64" },
      f32: { type: "number" },
      s: { type: "string" },
      b: { type: "boolean" },
      dt: { format: "date-time" },
    });
    expect(row.required).toEqual(["i64", "i32", "f64", "f32", "s", "b", "dt"]);
  });

  it("gives arrays their shape, and the model's own example", async () => {
    const tensor = JSON.parse((await open("tensor", "/openapi.json")).text);
    const content = tensor.paths["/invocations"].post.requestBody.content["application/json"];
    expect(content.schema.oneOf[0].properties.inputs).toEqual({
      type: "array",
      items: { type: "array", items: { type: "number" }, minItems: 3, maxItems: 3 },
    });
    const { example } = JSON.parse((await open("en_sig", "/openapi.json")).text).paths["/invocations"].post
      .requestBody.content["application/json"];
    expect(Object.keys(example)).toEqual(["dataframe_split"]);
  });
});

describe("/metrics", () => {
  it("counts invocations by status and by how long they took", async () => {
    const post = (body: string) =>
      fetch(`${urls["tensor"]}/invocations`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
      });
    for (const body of ['{"inputs":[[1,2,3]]}', '{"inputs":[[1,2,3]]}', "{"]) await post(body);
    const { text, headers } = await open("tensor", "/metrics");
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(text).toContain('traintracks_invocations_total{status="200",worker="0"} 2\n');
    expect(text).toContain('traintracks_invocations_total{status="400",worker="0"} 1\n');
    expect(text).toContain('traintracks_invocation_duration_seconds_bucket{le="+Inf",worker="0"} 3\n');
    expect(text).toContain('traintracks_invocation_duration_seconds_count{worker="0"} 3\n');
    expect(text).toContain('traintracks_model_info{flavor="echo",model_id="",run_id="",worker="0"} 1\n');
    expect(text).toMatch(/^process_resident_memory_bytes\{worker="0"\} \d+$/m);
  });
});
