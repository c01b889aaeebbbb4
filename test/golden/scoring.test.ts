// The scoring server against 94 recorded requests to MLflow 3.17.2: same status, same predictions, same kind of fault.
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScoringServer, type ScoringServer } from "../../src/serving/index.ts";
import { type ScoringModel, scoringModel } from "../support/scoring-models.ts";

interface Recorded {
  readonly model: ScoringModel;
  readonly note: string;
  readonly method: string;
  readonly path: string;
  readonly content_type: string | null;
  readonly request_body: string | null;
  readonly status: number;
  readonly response_content_type: string;
  readonly response_body: string;
}

const recorded: readonly Recorded[] = readFileSync(
  new URL("scoring/invocations.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Where this server answers otherwise on purpose, and why. */
const DEVIATIONS: Readonly<Record<string, { readonly status: number; readonly why: string }>> = {
  "legacy MLflow<2 columns/data": { status: 200, why: "the tutorial's own request is understood" },
  "no signature legacy columns/data": { status: 200, why: "the tutorial's own request is understood" },
  "no content type header": { status: 415, why: "a fault of the request, not of the server" },
  "no signature instances objects": { status: 200, why: "the features have names, nothing is unclear" },
  "params float whole for long": { status: 200, why: "JSON knows no difference between 2 and 2.0" },
};

const servers = new Map<ScoringModel, { server: ScoringServer; url: string }>();

beforeAll(async () => {
  for (const name of ["en_sig", "en_nosig", "types", "tensor"] as const) {
    const server = createScoringServer(scoringModel(name));
    servers.set(name, { server, url: await server.listen({ port: 0 }) });
  }
});

afterAll(async () => {
  for (const { server } of servers.values()) await server.close();
});

describe("the scoring server", () => {
  it("is held against all that was recorded", () => {
    expect(recorded).toHaveLength(94);
    for (const note of Object.keys(DEVIATIONS)) expect(recorded.some((one) => one.note === note)).toBe(true);
  });

  it.each(recorded)("$model: $note", async (one) => {
    const answer = await send(one);
    const deviation = DEVIATIONS[one.note];
    if (deviation !== undefined) {
      expect(answer.status, deviation.why).toBe(deviation.status);
      return;
    }
    expect(answer.status, answer.body).toBe(one.status);
    expect(answer.type).toBe(one.response_content_type);
    if (one.path !== "/invocations" || one.status === 405) expect(answer.body).toBe(one.response_body);
    else if (one.status === 200)
      expectSamePredictions(JSON.parse(answer.body), JSON.parse(one.response_body));
    else if (one.status === 400) expectSameFault(JSON.parse(answer.body), JSON.parse(one.response_body));
  });
});

function expectSamePredictions(actual: { predictions: unknown }, expected: { predictions: unknown }): void {
  if (Array.isArray(expected.predictions) && Array.isArray(actual.predictions)) {
    // The order of ten additions differs from BLAS's: a few units in the last place.
    expect(actual.predictions).toBeAllClose(expected.predictions, { rtol: 1e-14 });
  } else {
    expect(actual).toEqual(expected);
  }
}

/** One sentence, MLflow's code, and the same list of missing and extra inputs. */
function expectSameFault(
  actual: { error_code: string; message: string },
  expected: { error_code: string; message: string },
): void {
  expect(Object.keys(actual)).toEqual(["error_code", "message"]);
  expect(actual.error_code).toBe(expected.error_code);
  expect(actual.message).not.toContain("\n");
  const tail = /Error: Model is missing inputs .*|Error: Shape of input .*/.exec(expected.message)?.[0];
  if (tail !== undefined && !tail.includes("'-0.0026'")) expect(actual.message).toContain(tail);
  const column = /Failed to convert column \w+ to type '[^']*'/.exec(expected.message)?.[0];
  if (column !== undefined) expect(actual.message).toContain(column);
}

function send(one: Recorded): Promise<{ status: number; type: string | undefined; body: string }> {
  const url = servers.get(one.model)?.url;
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${one.path}`, { method: one.method }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text) => {
        body += text;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"], body }),
      );
    });
    sent.on("error", reject);
    if (one.content_type !== null) sent.setHeader("Content-Type", one.content_type);
    sent.end(one.request_body ?? "");
  });
}
