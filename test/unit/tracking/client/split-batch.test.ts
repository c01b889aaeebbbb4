// Cutting a batch into pieces that a store takes at once.
import fc from "fast-check";
import { expect, it } from "vitest";
import { splitBatch } from "../../../../src/tracking/client/split-batch.ts";
import type { Batch } from "../../../../src/tracking/index.ts";

const named = (n: number): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: n }, (_, i) => [`k${i}`, String(i)]));

it("keeps everything, in order, in pieces within the limits", () => {
  fc.assert(
    fc.property(fc.nat(3500), fc.nat(450), fc.nat(450), (nMetrics, nParams, nTags) => {
      const batch: Batch = {
        metrics: Array.from({ length: nMetrics }, (_, i) => ({
          key: "m",
          value: i,
          timestampMs: 0,
          step: i,
        })),
        params: named(nParams),
        tags: named(nTags),
      };
      const parts = splitBatch(batch);
      expect(parts.flatMap(({ metrics }) => metrics)).toEqual(batch.metrics);
      expect(parts.flatMap(({ params = [] }) => [...params])).toEqual([...named(nParams)]);
      expect(parts.flatMap(({ tags = [] }) => [...tags])).toEqual([...named(nTags)]);
      for (const { metrics = [], params = new Map(), tags = new Map() } of parts) {
        const nItems = metrics.length + params.size + tags.size;
        expect(nItems).toBeGreaterThan(0);
        expect(Math.max(nItems / 1000, params.size / 100, tags.size / 100)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 30 },
  );
});

it("needs one piece for what fits, and none for nothing", () => {
  const batch = { metrics: [], params: named(100), tags: named(100) };
  expect(splitBatch(batch)).toEqual([batch]);
  expect(splitBatch({})).toEqual([]);
});
