import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  columnEdges,
  columnsInSight,
  rowsInSight,
  scrollToRow,
} from "../../../../src/ui/table/virtual-range.ts";

const ROW = 30;

describe("the rows in sight", () => {
  it("hold every row that a pixel of the window shows, and few more", () => {
    const sizes = fc.record({
      scrollTop: fc.integer({ min: -100, max: 400_000 }),
      height: fc.integer({ min: 1, max: 2_000 }),
      count: fc.integer({ min: 1, max: 10_000 }),
      overscan: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(sizes, ({ scrollTop, height, count, overscan }) => {
        const { start, end } = rowsInSight(scrollTop, height, ROW, count, overscan);
        const top = Math.min(Math.max(0, scrollTop), Math.max(0, count * ROW - height));
        const first = Math.floor(top / ROW);
        const last = Math.min(count - 1, Math.floor((top + height - 1) / ROW));
        expect(start).toBeLessThanOrEqual(first);
        expect(end).toBeGreaterThan(last);
        expect(end - start).toBeLessThanOrEqual(Math.ceil(height / ROW) + 1 + 2 * overscan);
      }),
    );
  });

  it("are none in an empty table or an invisible one", () => {
    expect(rowsInSight(0, 500, ROW, 0, 5)).toEqual({ start: 0, end: 0 });
    expect(rowsInSight(0, 0, ROW, 10, 5)).toEqual({ start: 0, end: 0 });
  });
});

describe("the columns in sight", () => {
  it("hold every column that a pixel of the window shows, and at most two more at each side", () => {
    const sizes = fc.record({
      widths: fc.array(fc.integer({ min: 48, max: 400 }), { minLength: 1, maxLength: 600 }),
      scrollLeft: fc.integer({ min: 0, max: 100_000 }),
      width: fc.integer({ min: 1, max: 3_000 }),
    });
    fc.assert(
      fc.property(sizes, ({ widths, scrollLeft, width }) => {
        const edges = columnEdges(widths);
        const { start, end } = columnsInSight(edges, scrollLeft, width);
        const shown = widths.flatMap((size, i) => {
          const left = edges[i]!;
          return left < scrollLeft + width && left + size > scrollLeft ? [i] : [];
        });
        for (const column of shown) {
          expect(column).toBeGreaterThanOrEqual(start);
          expect(column).toBeLessThan(end);
        }
        if (shown.length > 0) {
          expect(shown[0]! - start).toBeLessThanOrEqual(2);
          expect(end - shown.at(-1)!).toBeLessThanOrEqual(3);
        }
      }),
    );
  });
});

describe("scrolling to a row", () => {
  it("moves as little as shows it whole, and not at all when it is", () => {
    expect(scrollToRow(2, 120, 300, ROW)).toBe(60);
    expect(scrollToRow(30, 0, 300, ROW)).toBe(630);
    expect(scrollToRow(4, 120, 300, ROW)).toBeUndefined();
  });
});
