import { describe, expect, it } from "vitest";
import { coefficientPathPlot } from "../../../src/plots/index.ts";

const path = {
  alphas: [10, 1, 0.01],
  coefficients: [
    [0, 1, 2],
    [0, 0, -3],
  ],
  featureNames: ["age", "bmi"],
  l1Ratio: 0.75,
};

describe("coefficientPathPlot", () => {
  it("draws every coefficient against -log10(alpha)", () => {
    const plot = coefficientPathPlot(path);
    expect(plot.series.map(({ name }) => name)).toEqual(["age", "bmi"]);
    expect(plot.series[1]!.x).toBeAllClose([-1, 0, 2], { atol: 1e-15 });
    expect(Array.from(plot.series[1]!.y)).toEqual([0, 0, -3]);
  });

  it("names the l1_ratio in its title", () => {
    expect(coefficientPathPlot(path).title).toBe("Elastic net path, l1_ratio = 0.75");
  });

  it("draws the largest hundred of many coefficients, in the order of the features, and says so", () => {
    const count = 250;
    const plot = coefficientPathPlot({
      alphas: [1],
      coefficients: Array.from({ length: count }, (_, j) => [j % 2 === 0 ? j : -j]),
      featureNames: Array.from({ length: count }, (_, j) => `f${j}`),
      l1Ratio: 1,
    });
    expect(plot.series).toHaveLength(100);
    expect(plot.series[0]!.name).toBe("f150");
    expect(plot.series.at(-1)!.name).toBe("f249");
    expect(plot.subtitle).toContain("100 largest of 250");
  });

  it.each([
    ["a missing name", { ...path, featureNames: ["age"] }, /2 rows and 1 names/],
    ["a short row", { ...path, coefficients: [[0, 1, 2], [0]] }, /feature bmi.*current value is 1$/],
    ["no alpha", { ...path, alphas: [] }, /at least one alpha/],
    ["an alpha of 0", { ...path, alphas: [1, 0.1, 0] }, /positive number: current value is 0$/],
    [
      "an alpha that is no number",
      { ...path, alphas: [1, Number.NaN, 0.1] },
      /positive number: current value is NaN$/,
    ],
  ])("refuses %s", (_, wrong, message) => {
    expect(() => coefficientPathPlot(wrong)).toThrow(message);
    expect(() => coefficientPathPlot(wrong)).toThrow(RangeError);
  });
});
