// Requests as Parquet and Arrow, as pandas and pyarrow write them, and as somebody breaks them.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScoringHandler } from "../../../src/serving/scoring-handler.ts";
import { mutationOf } from "../../support/byte-mutations.ts";
import { type ScoringModel, scoringModel } from "../../support/scoring-models.ts";

const golden = new URL("../../golden/scoring/binary/", import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  parquet: "application/vnd.apache.parquet",
  arrows: "application/vnd.apache.arrow.stream",
  arrow: "application/vnd.apache.arrow.file",
};
const MUTATIONS = 100;

const bytesOf = (file: string): Buffer => readFileSync(new URL(file, golden));
const typeOf = (file: string): string => TYPES[file.split(".").at(-1)!]!;

const faults: unknown[] = [];
const handlers = {
  types: handlerOf("types"),
  en_sig: handlerOf("en_sig"),
};

function handlerOf(model: ScoringModel): ScoringHandler {
  return new ScoringHandler(scoringModel(model), {
    maxBodyBytes: 1_000_000,
    onFault: (fault) => faults.push(fault),
  });
}

async function ask(body: Buffer, type: string, model: keyof typeof handlers = "types") {
  const handler = handlers[model];
  const headers = { "content-type": type };
  const answer = await handler.invoke(body, headers).catch((error: unknown) => handler.fault(error));
  expect(faults).toEqual([]);
  return answer;
}

/** The rows of `generate.py`, as JSON says them. */
const SAME_AS_JSON = `{"dataframe_split": {"columns": ["b", "i32", "i64", "f32", "f64", "s", "bin", "dt"], "data": [
  [true, 1, 1152921504606846977, 0.1, 0.1, "a", "AP8=", "2024-01-02 03:04:05.678"],
  [false, -2, 5, 2.5, null, null, "", "1969-12-31"],
  [true, 3, -6, -1e30, -2e-300, "é", "eHl6", "2024-02-29"]]}}`;

describe("a binary request", () => {
  it.each(["types.parquet", "types-plain.parquet", "types.arrows", "types.arrow"])(
    "as %s holds what JSON would",
    async (file) => {
      const answer = await ask(bytesOf(file), typeOf(file));
      expect(answer).toEqual(await ask(Buffer.from(SAME_AS_JSON), "application/json"));
      expect(answer.status).toBe(200);
    },
  );

  it.each([
    ["types.arrow", "application/vnd.apache.parquet", /^Invalid input. Failed to read the Parquet. Error: /],
    ["types.parquet", "application/vnd.apache.arrow.stream", /^Invalid input. Failed to read the Arrow data/],
    ["types-zstd.parquet", "application/vnd.apache.parquet", /Failed to read the Parquet. Error: .*ZSTD/],
    ["nested.parquet", "application/vnd.apache.parquet", /column d is not flat/],
  ])("as %s with type %s is refused with a sentence", async (file, type, sentence) => {
    const { status, body } = await ask(bytesOf(file), type);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toEqual({
      error_code: "BAD_REQUEST",
      message: expect.stringMatching(sentence),
    });
  });

  it("is told of the columns that it does not have", async () => {
    const { status, body } = await ask(bytesOf("types.parquet"), typeOf("types.parquet"), "en_sig");
    expect(status).toBe(400);
    expect(JSON.parse(body).message).toContain("Model is missing inputs ['age', 'sex'");
  });

  it.each(["types.parquet", "types-plain.parquet", "types.arrows", "types.arrow"])(
    "as %s that is damaged is answered, with predictions or a sentence",
    { timeout: 120_000 },
    async (file) => {
      const type = typeOf(file);
      await fc.assert(
        fc.asyncProperty(mutationOf(new Uint8Array(bytesOf(file))), async (bytes) => {
          const { status } = await ask(Buffer.from(bytes), type);
          expect([200, 400]).toContain(status);
        }),
        { numRuns: MUTATIONS, interruptAfterTimeLimit: 5_000 },
      );
    },
  );
});
