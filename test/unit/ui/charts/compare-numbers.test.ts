import { describe, expect, it } from "vitest";
import { historiesCsv } from "../../../../src/ui/charts/histories-csv.ts";
import { parallelAxis, prefersLog, withinRanges } from "../../../../src/ui/compare/parallel-axis.ts";
import { plotColumn } from "../../../../src/ui/compare/plot-column.ts";
import { valueColor } from "../../../../src/ui/compare/value-color.ts";

const straight = { isLog: false, isFlipped: false };

describe("a column of a comparison", () => {
  it("is numeric when every value that is there is a number", () => {
    expect(plotColumn("param.alpha", ["0.1", null, "1e-3"]).isNumeric).toBe(true);
    expect(plotColumn("param.solver", ["0.1", "lbfgs"]).isNumeric).toBe(false);
    expect(plotColumn("param.empty", ["", "1"]).isNumeric).toBe(false);
    expect(plotColumn("param.none", [null, null]).isNumeric).toBe(false);
  });

  it("keeps what is not finite in metrics", () => {
    expect([...plotColumn("metric.loss", [1, "NaN", "Infinity", null]).numbers]).toEqual([
      1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});

describe("an axis of parallel coordinates", () => {
  const alpha = plotColumn("param.alpha", ["0.01", "0.1", "1", null]);

  it("spreads numbers from foot to head, by their logarithms if asked", () => {
    expect([...parallelAxis(alpha, { isLog: true, isFlipped: false }).places]).toEqual([
      0,
      expect.closeTo(0.5, 12),
      1,
      Number.NaN,
    ]);
    expect(parallelAxis(alpha, { isLog: false, isFlipped: true }).places[2]).toBe(0);
  });

  it("orders categories as people count", () => {
    const axis = parallelAxis(plotColumn("param.name", ["v10", "v2", null]), straight);
    expect(axis.ticks.map(({ label }) => label)).toEqual(["v2", "v10"]);
    expect([...axis.places]).toEqual([1, 0, Number.NaN]);
    expect(axis.valueAt(0.9)).toBe("v10");
  });

  it("is logarithmic by itself for numbers over a hundredfold", () => {
    expect(prefersLog(Float64Array.of(0.001, 1))).toBe(true);
    expect(prefersLog(Float64Array.of(0, 1000))).toBe(false);
    expect(prefersLog(Float64Array.of(1, 99))).toBe(false);
  });

  it("keeps the runs that are within every range; a run without a value is in none", () => {
    const axes = [
      parallelAxis(alpha, straight),
      parallelAxis(plotColumn("metric.rmse", [3, 2, 1, 0]), straight),
    ];
    expect(withinRanges(axes, new Map(), 4)).toEqual([true, true, true, true]);
    expect(withinRanges(axes, new Map([["param.alpha", [0, 0.5]]]), 4)).toEqual([true, true, false, false]);
    expect(
      withinRanges(
        axes,
        new Map([
          ["param.alpha", [0, 0.5]],
          ["metric.rmse", [0, 0.7]],
        ]),
        4,
      ),
    ).toEqual([false, true, false, false]);
  });
});

describe("the colours of values", () => {
  it("grow lighter from low to high, and are grey for no value", () => {
    const lightness = (share: number): number => {
      const [r = 0, g = 0, b = 0] = (/rgb\((\d+) (\d+) (\d+)\)/.exec(valueColor(share)) ?? [])
        .slice(1)
        .map(Number);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const steps = Array.from({ length: 21 }, (_, i) => lightness(i / 20));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(valueColor(Number.NaN)).toBe("#9aa3ab");
    expect(valueColor(7)).toBe(valueColor(1));
  });
});

describe("histories as CSV", () => {
  it("quotes what needs it, and lets no name be a formula", () => {
    const csv = historiesCsv(
      [
        {
          run_id: "r1",
          key: 'a,"b"',
          total: 1,
          in_range: 1,
          is_exact: true,
          x: [0],
          y: [-1.5],
          steps: [0],
          times: [9],
          min: null,
          max: null,
          first_x: 0,
          last_x: 0,
          n_nan: 0,
          n_inf: 0,
        },
      ],
      new Map([["r1", { name: "=HYPERLINK(1)" }]]),
    );
    expect(csv).toBe(
      'run_id,run_name,metric,step,timestamp,value\r\nr1,\'=HYPERLINK(1),"a,""b""",0,9,-1.5\r\n',
    );
  });
});
