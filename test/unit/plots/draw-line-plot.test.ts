import { describe, expect, it } from "vitest";
import { drawLinePlot } from "../../../src/plots/draw-line-plot.ts";
import { type LinePlot, linePlotSvg } from "../../../src/plots/index.ts";

const plot: LinePlot = {
  title: "Title",
  xLabel: "x",
  yLabel: "y",
  series: [
    { name: "rising", x: [0, 1, 2], y: [0, 50, 100] },
    { name: "falling", x: [0, 1, 2], y: [0, -20, -40] },
  ],
};

/** The texts of a drawing in document order. */
function textsOf(svg: string): readonly string[] {
  return Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g), (match) => match[1]!);
}

it("linePlotSvg loads the drawing code and draws", async () => {
  expect(await linePlotSvg(plot)).toBe(drawLinePlot(plot));
});

describe("drawLinePlot", () => {
  it("writes title, axes' names, ticks and a legend entry for each line", () => {
    const texts = textsOf(drawLinePlot(plot));
    expect(texts).toEqual(
      expect.arrayContaining(["Title", "x", "y", "rising", "falling", "0", "100", "−40"]),
    );
  });

  it("lists the legend in the order in which the lines end, from the top", () => {
    const series = [...plot.series].reverse();
    expect(textsOf(drawLinePlot({ ...plot, series })).slice(-2)).toEqual(["rising", "falling"]);
  });

  it("is the same text for the same plot", () => {
    expect(drawLinePlot(plot)).toBe(drawLinePlot(plot));
  });

  it("gives each of 21 lines a stroke of its own", () => {
    const many = Array.from({ length: 21 }, (_, j) => ({ name: `n${j}`, x: [0, 1], y: [0, j] }));
    const strokes = Array.from(
      drawLinePlot({ ...plot, series: many }).matchAll(
        / (stroke="[^"]*" stroke-width="2.25"[^/]*?) stroke-linejoin/g,
      ),
      (match) => match[1],
    );
    expect(strokes).toHaveLength(21);
    expect(new Set(strokes).size).toBe(21);
  });

  it("names the lines that go furthest when there are too many for the legend, and counts the rest", () => {
    const many = Array.from({ length: 60 }, (_, j) => ({ name: `n${j}`, x: [0, 1], y: [0, j] }));
    const texts = textsOf(drawLinePlot({ ...plot, series: many }));
    const named = texts.filter((text) => /^n\d+$/.test(text));
    expect(named[0]).toBe("n59");
    expect(texts.at(-1)).toBe(`and ${60 - named.length} more`);
  });

  it("escapes markup in names and replaces characters that XML forbids", () => {
    const svg = drawLinePlot({ ...plot, title: '<a & "b">\u0000' });
    expect(svg).toContain("&lt;a &amp; &quot;b&quot;&gt;\ufffd");
  });

  it("cuts long names", () => {
    const series = [{ name: "a".repeat(200), x: [0, 1], y: [0, 1] }];
    expect(textsOf(drawLinePlot({ ...plot, series })).at(-1)).toBe(`${"a".repeat(23)}…`);
  });

  it.each([
    ["gaps", [0, Number.NaN, 2, Number.POSITIVE_INFINITY, 4]],
    ["one value", [3, 3, 3, 3, 3]],
    ["only zeros", [0, 0, 0, 0, 0]],
    ["huge values", [0, 1e300, -1e300, 5, 5]],
    ["tiny values", [0, 1e-300, 2e-300, 0, 0]],
    ["no number at all", [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]],
  ])("draws %s without a coordinate that is not a number", (_, y) => {
    const svg = drawLinePlot({ ...plot, series: [{ name: "line", x: [0, 1, 2, 3, 4], y }] });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg).not.toMatch(/[xy]="-/);
  });

  it("draws a single point's axes", () => {
    const svg = drawLinePlot({ ...plot, series: [{ name: "line", x: [1], y: [2] }] });
    expect(svg).not.toContain("NaN");
  });
});
