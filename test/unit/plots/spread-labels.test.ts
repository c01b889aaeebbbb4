import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spreadLabels } from "../../../src/plots/spread-labels.ts";

const GAP = 10;
const LOW = 0;
const HIGH = 200;
const wantedLabels = fc
  .array(fc.double({ min: LOW, max: HIGH, noNaN: true }), { maxLength: 21 })
  .map((positions) => positions.sort((a, b) => a - b));

describe("spreadLabels", () => {
  it("leaves labels where they are when there is room", () => {
    expect(spreadLabels([10, 30, 80], GAP, LOW, HIGH)).toEqual([10, 30, 80]);
  });

  it("moves two labels at one place half a gap each", () => {
    expect(spreadLabels([50, 50], GAP, LOW, HIGH)).toEqual([45, 55]);
  });

  it("keeps the gap and the bounds for any labels", () => {
    fc.assert(
      fc.property(wantedLabels, (wanted) => {
        const placed = spreadLabels(wanted, GAP, LOW, HIGH);
        // Positions are sums of up to 21 doubles below 200: rounding stays far below 1e-9.
        for (let i = 1; i < placed.length; i++)
          expect(placed[i]! - placed[i - 1]!).toBeGreaterThanOrEqual(GAP - 1e-9);
        for (const position of placed) {
          expect(position).toBeGreaterThanOrEqual(LOW - 1e-9);
          expect(position).toBeLessThanOrEqual(HIGH + 1e-9);
        }
      }),
    );
  });

  it("moves labels as little as possible: no other allowed placement is nearer in least squares", () => {
    const cost = (placed: readonly number[], wanted: readonly number[]): number =>
      placed.reduce((sum, position, i) => sum + (position - wanted[i]!) ** 2, 0);
    fc.assert(
      fc.property(
        wantedLabels,
        wantedLabels,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (wanted, others, t) => {
          const best = spreadLabels(wanted, GAP, LOW, HIGH);
          const n = Math.min(wanted.length, others.length);
          const other = spreadLabels(
            [...others.slice(0, n), ...wanted.slice(n)].sort((a, b) => a - b),
            GAP,
            LOW,
            HIGH,
          );
          // The allowed placements are convex, so every point between two of them is one as well.
          const between = best.map((position, i) => position + t * (other[i]! - position));
          expect(cost(best, wanted)).toBeLessThanOrEqual(cost(between, wanted) + 1e-6);
        },
      ),
    );
  });
});
