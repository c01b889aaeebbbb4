// Every kind of plot becomes a whole SVG document that shows what it was given.
import { describe, expect, it } from "vitest";
import { figureSvg } from "../../../src/plots/index.ts";

const TITLES = { title: "Title <1>", xLabel: "across", yLabel: "up" };

describe("a scatter plot", () => {
  it("has a dot for each finite point, and its titles", async () => {
    const svg = await figureSvg({ ...TITLES, points: { x: [1, 2, Number.NaN, 4], y: [1, 4, 9, 16] } });
    expect(svg.match(/stroke-linecap="round"/g)).toHaveLength(3);
    expect(svg).toContain("Title &lt;1&gt;");
    expect(svg).toMatch(/>across<[\s\S]*|>up</);
  });

  it("stands on its frame without any point", async () => {
    expect(await figureSvg({ ...TITLES, points: { x: [], y: [] } })).toContain("</svg>");
  });
});

describe("a bar plot", () => {
  it("has a bar for each name, those below zero in another colour", async () => {
    const bars = [
      { name: "age", value: 2 },
      { name: "bmi", value: -1 },
    ];
    const svg = await figureSvg({ ...TITLES, bars });
    const colours = Array.from(svg.matchAll(/<rect x[^>]*fill="(#\w+)"/g), ([, colour]) => colour);
    expect(new Set(colours).size).toBe(2);
    const widths = Array.from(svg.matchAll(/<rect x[^>]* width="([\d.]+)"/g), ([, width]) => Number(width));
    expect(widths[0]! / widths[1]!).toBeCloseTo(2, 2);
  });

  it("keeps those furthest from zero when there are many, and says how many there are more", async () => {
    const bars = Array.from({ length: 50 }, (_, i) => ({ name: `b${i}`, value: i - 25 }));
    const svg = await figureSvg({ ...TITLES, bars });
    expect(svg).toContain("and 30 more");
    expect(svg).toContain(">b0<");
    expect(svg).not.toContain(">b25<");
  });

  it("stands when all values are zero", async () => {
    expect(await figureSvg({ ...TITLES, bars: [{ name: "a", value: 0 }] })).not.toContain("NaN");
  });
});

describe("a plot of a table", () => {
  it("says every count, and names rows and columns", async () => {
    const svg = await figureSvg({
      ...TITLES,
      labels: ["no", "yes"],
      counts: [
        [50, 1],
        [2, 47],
      ],
    });
    for (const word of ["50", "1", "2", "47"]) expect(svg).toContain(`>${word}</text>`);
    expect(svg.match(/>yes</g)).toHaveLength(2);
  });

  it("leaves names and counts away when there are too many to read", async () => {
    const labels = Array.from({ length: 40 }, (_, i) => `class ${i}`);
    const svg = await figureSvg({ ...TITLES, labels, counts: labels.map(() => labels.map(() => 0)) });
    expect(svg.match(/<rect x/g)).toHaveLength(1600);
    expect(svg).not.toContain("class 1<");
  });
});
