// The curve of precision and recall, held against numbers that scikit-learn 1.9 gives.
import { describe, expect, it } from "vitest";
import { precisionRecallCurve } from "../../../src/metrics/index.ts";

describe("precisionRecallCurve", () => {
  it("gives scikit-learn's points, from every sample to none", () => {
    const { precision, recall, thresholds } = precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], {
      posLabel: 1,
    });
    expect([...precision]).toEqual([0.5, 2 / 3, 0.5, 1, 1]);
    expect([...recall]).toEqual([1, 1, 0.5, 0.5, 0]);
    expect([...thresholds]).toEqual([0.1, 0.35, 0.4, 0.8]);
  });

  it("counts samples by their weights", () => {
    const weighted = precisionRecallCurve(["n", "y"], [0.2, 0.1], { posLabel: "y", sampleWeight: [3, 1] });
    expect([...weighted.precision]).toEqual([0.25, 0, 1]);
  });

  it("refuses data without a positive sample", () => {
    expect(() => precisionRecallCurve([0, 0], [1, 2], { posLabel: 1 })).toThrow(
      "some sample must be positive",
    );
  });
});
