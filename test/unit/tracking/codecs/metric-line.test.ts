import { describe, expect, it } from "vitest";
import { formatMetricLine, parseMetricLine } from "../../../../src/tracking/codecs/metric-line.ts";

const POINT = { key: "m", value: 0.7862, timestampMs: 1_700_000_535_462, step: 3 };
const DATASET = { datasetName: "dataset", datasetDigest: "01c92db8" };

describe("a line of a metric file", () => {
  it("has time, value and step, and in a logged model's file the run", () => {
    expect(formatMetricLine(POINT, "run")).toBe("1700000535462 0.7862 3\n");
    expect(formatMetricLine({ ...POINT, runId: "a4" }, "model")).toBe("1700000535462 0.7862 3 a4\n");
  });

  it("names the data set, unless its name would break the line apart", () => {
    expect(formatMetricLine({ ...POINT, ...DATASET }, "run")).toBe(
      "1700000535462 0.7862 3 dataset 01c92db8\n",
    );
    expect(formatMetricLine({ ...POINT, ...DATASET, runId: "a4" }, "model")).toBe(
      "1700000535462 0.7862 3 a4 dataset 01c92db8\n",
    );
    for (const datasetName of ["two words", "line\nbreak", "no-break\u00a0space", ""]) {
      expect(formatMetricLine({ ...POINT, ...DATASET, datasetName }, "run")).toBe("1700000535462 0.7862 3\n");
    }
  });

  it("is read with 2, 3 or 5 fields in a run's file", () => {
    const { key: _, ...point } = POINT;
    expect(parseMetricLine("1700000535462 0.7862", "run")).toEqual({ ...point, step: 0 });
    expect(parseMetricLine("1700000535462 0.7862 3", "run")).toEqual(point);
    expect(parseMetricLine("1700000535462 0.7862 3 dataset 01c92db8", "run")).toEqual({
      ...point,
      ...DATASET,
    });
  });

  it("is read with 4 or 6 fields in a logged model's file", () => {
    const { key: _, ...point } = { ...POINT, runId: "a4" };
    expect(parseMetricLine("1700000535462 0.7862 3 a4", "model")).toEqual(point);
    expect(parseMetricLine("1700000535462 0.7862 3 a4 dataset 01c92db8", "model")).toEqual({
      ...point,
      ...DATASET,
    });
  });

  it.each([
    "",
    "1700000535462",
    "1700000535462 ",
    "1700000535462 x 3",
    "x 0.5 3",
    "1 0.5 3.5",
    "1 0.5 3 only-a-name",
    "1 0.5 3 a b c",
    " 1 0.5 3",
    "1  0.5 3",
    "99999999999999999999 0.5 3",
    "1 0.5 9007199254740993",
    "\0\0\0\0",
  ])("is damaged when it is %j", (line) => {
    expect(parseMetricLine(line, "run")).toBeUndefined();
  });
});
