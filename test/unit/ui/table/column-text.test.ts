import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  columnsText,
  columnText,
  METRIC_STATS,
  orderText,
  parseColumn,
  parseColumns,
  parseOrder,
} from "../../../../src/ui/table/column-text.ts";

const column = fc.oneof(
  fc.record({
    kind: fc.constantFrom("attribute" as const, "param" as const, "tag" as const),
    key: fc.string({ minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant("metric" as const),
    key: fc.string({ minLength: 1 }),
    stat: fc.constantFrom(...METRIC_STATS),
  }),
);

describe("columns as words", () => {
  it("come back as the same columns, whatever they are called", () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1 }), (columns) => {
        const read = parseColumns(columnsText(columns));
        expect(read.map(columnText)).toEqual(columns.map(columnText));
        expect(read.map(({ key }) => key)).toEqual(columns.map(({ key }) => key));
      }),
    );
  });

  it("are short", () => {
    expect(columnText({ kind: "metric", key: "val/rmse", stat: "min" })).toBe("min.val/rmse");
    expect(columnText({ kind: "metric", key: "rmse", stat: "last" })).toBe("metrics.rmse");
    expect(columnText({ kind: "attribute", key: "start_time" })).toBe("attr.start_time");
  });

  it("that are none are left out", () => {
    expect(parseColumn("rmse")).toBeUndefined();
    expect(parseColumn("nothing.rmse")).toBeUndefined();
    expect(parseColumns("params.a,,x,tags.b")).toHaveLength(2);
  });
});

describe("orders as words", () => {
  it("begin with a minus when the largest comes first, also for names that do", () => {
    const order = [
      { kind: "metric" as const, key: "-x", stat: "max" as const, descending: true },
      { kind: "param" as const, key: "alpha", descending: false },
    ];
    expect(orderText(order)).toBe("-max.-x,params.alpha");
    expect(parseOrder(orderText(order))).toEqual(order);
  });
});
