import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMetricLine, parseMetricLine } from "../../src/tracking/codecs/metric-line.ts";
import { readPointLines } from "../../src/tracking/columns/point-lines.ts";

type Point = readonly [timestampMs: number, value: number, step: number];

function fast(text: string): { readonly points: readonly Point[]; readonly damaged: number } {
  const points: Point[] = [];
  const damaged = readPointLines(text, (timestampMs, value, step) => points.push([timestampMs, value, step]));
  return { points, damaged };
}

function plain(text: string): ReturnType<typeof fast> {
  const read = text
    .split("\n")
    .slice(0, -1)
    .map((line) => parseMetricLine(line, "run"));
  const points = read.flatMap((point): Point[] =>
    point === undefined ? [] : [[point.timestampMs, point.value, point.step]],
  );
  return { points, damaged: read.length - points.length };
}

const point = fc.record({
  timestampMs: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  value: fc.double(),
  step: fc.maxSafeInteger(),
});

describe("the fast way through a metric file", () => {
  it("reads every point that was written", () => {
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const text = points.map((each) => formatMetricLine({ key: "m", ...each }, "run")).join("");
        expect(fast(text)).toEqual({
          points: points.map(({ timestampMs, value, step }) => [timestampMs, value, step === 0 ? 0 : step]),
          damaged: 0,
        });
      }),
    );
  });

  it("says of each line what the careful way says, whatever the line", () => {
    const piece = fc.constantFrom(
      ..."0123456789 -+.eEnaifNx\t".split(""),
      ...["nan", "inf", "-inf", "0x1f", "1e5", " 1700000000000 ", "9007199254740993", " 1 2 3", "-0"],
    );
    const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.map((each) => `${each}\n`).join("");
        expect(fast(text)).toEqual(plain(text));
      }),
      { numRuns: 2000 },
    );
  });
});
