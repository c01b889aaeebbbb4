// Whatever is sent: an answer, or an error with a code and one sentence. Never anything else.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCode, httpStatus } from "../../../src/errors/index.ts";
import { Scorer } from "../../../src/serving/index.ts";
import { mutationOf } from "../../support/byte-mutations.ts";
import { type ScoringModel, scoringModel } from "../../support/scoring-models.ts";

const models: readonly ScoringModel[] = ["en_sig", "en_nosig", "types", "tensor"];
const scorers = new Map(models.map((name) => [name, new Scorer(scoringModel(name))]));
const LONGEST_MESSAGE = 4000;

function expectAnswerOrSentence(
  name: ScoringModel,
  format: "application/json" | "text/csv",
  body: Uint8Array,
): void {
  let answer: string;
  try {
    answer = scorers.get(name)?.score(format, Buffer.from(body)) ?? "";
  } catch (error) {
    expect(errorCode(error), String(error)).toBeDefined();
    expect(httpStatus(error)).toBe(400);
    expect(String(error).length).toBeLessThan(LONGEST_MESSAGE);
    return;
  }
  expect(Object.keys(JSON.parse(answer))).toEqual(["predictions"]);
}

const anyModel = fc.constantFrom(...models);
const key = fc.constantFrom(
  "dataframe_split",
  "dataframe_records",
  "instances",
  "inputs",
  "params",
  "data",
  "columns",
  "__proto__",
);
const cell = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom("NaN", "1e400", "-0", 1e308, -1e308, 2 ** 60, "", "2024-02-30", "\u0000", "constructor"),
);
const column = fc.constantFrom("age", "sex", "i64", "dt", "bin", "__proto__", "toString", "");
const table = fc.oneof(
  fc.record({ columns: fc.array(column), data: fc.array(fc.array(cell)) }, { requiredKeys: [] }),
  fc.array(fc.dictionary(column, cell)),
  fc.dictionary(column, fc.array(cell)),
  fc.array(fc.array(cell)),
  fc.jsonValue({ maxDepth: 4 }),
);

describe("a scorer", () => {
  it("answers any JSON in any form", () => {
    fc.assert(
      fc.property(anyModel, fc.dictionary(key, table, { maxKeys: 3 }), (name, body) => {
        expectAnswerOrSentence(name, "application/json", Buffer.from(JSON.stringify(body)));
      }),
      { numRuns: 5000, interruptAfterTimeLimit: 5000 },
    );
  });

  it("answers damaged versions of requests that were recorded", () => {
    const recorded = readFileSync(new URL("../../golden/scoring/invocations.jsonl", import.meta.url), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .filter((one) => typeof one.request_body === "string" && one.request_body !== "");
    const damaged = fc
      .constantFrom(...recorded)
      .chain((one) => fc.tuple(fc.constant(one), mutationOf(new TextEncoder().encode(one.request_body))));
    fc.assert(
      fc.property(damaged, ([{ model, content_type }, bytes]) => {
        expectAnswerOrSentence(model, content_type === "text/csv" ? "text/csv" : "application/json", bytes);
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: 5000 },
    );
  });

  it("answers any bytes", () => {
    fc.assert(
      fc.property(
        anyModel,
        fc.constantFrom("application/json", "text/csv"),
        fc.uint8Array({ maxLength: 200 }),
        expectAnswerOrSentence,
      ),
    );
  });
});
