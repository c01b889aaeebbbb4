import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ListPart, LongAnswer, listAnswer } from "../../../src/server/long-answer.ts";
import { newRun, testServer } from "../../support/tracking-test-server.ts";

async function textOf(answer: object): Promise<string> {
  if (!(answer instanceof LongAnswer)) return JSON.stringify(answer);
  let text = "";
  for await (const piece of answer.pieces) text += piece;
  return text;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

describe("an answer with a list", () => {
  it("is the same JSON in pieces as in one", async () => {
    const part = fc.record({
      items: fc.array(fc.record({ text: fc.string() }), { maxLength: 450, size: "max" }),
      rest: fc.constantFrom({}, { next_page_token: "abc" }),
    });
    await fc.assert(
      fc.asyncProperty(part, fc.array(part, { maxLength: 3 }), async (first, more) => {
        const answer = listAnswer("items", first, (item) => item, more.length === 0 ? undefined : each(more));
        const all: ListPart<object> = [first, ...more].reduce((a, b) => ({
          items: [...a.items, ...b.items],
          rest: b.rest,
        }));
        const whole = { items: all.items, ...all.rest };
        expect(JSON.parse(await textOf(answer))).toEqual(
          all.items.length > 0 || answer instanceof LongAnswer ? whole : all.rest,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("of a long metric history comes whole, and in pages where that is asked for", async () => {
    const target = testServer();
    const runId = await newRun(target);
    const count = 52_000;
    for (let from = 0; from < count; from += 1000) {
      const metrics = Array.from({ length: 1000 }, (_, i) => ({
        key: "m",
        value: from + i,
        timestamp: 1,
        step: from + i,
      }));
      await target.call("POST", "runs/log-batch", { run_id: runId, metrics });
    }
    const read = async (
      query: string,
    ): Promise<{ metrics: { step: number }[]; next_page_token?: string }> => {
      const { json } = await target.call("GET", `metrics/get-history?run_id=${runId}&metric_key=m${query}`);
      return json as never;
    };
    const whole = await read("");
    expect(whole.metrics.map(({ step }) => step)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(whole.next_page_token).toBeUndefined();
    const first = await read("&max_results=30000");
    expect(first.metrics).toHaveLength(30_000);
    const second = await read(
      `&max_results=30000&page_token=${encodeURIComponent(first.next_page_token ?? "")}`,
    );
    expect(second.metrics.map(({ step }) => step)).toEqual(
      Array.from({ length: 22_000 }, (_, i) => 30_000 + i),
    );
    expect(second.next_page_token).toBeUndefined();
  });
});
