import { describe, expect, it } from "vitest";
import { RUN_COLORS, runColor, runDash, runHash } from "../../../../src/ui/theme/run-colors.ts";

type Rgb = readonly [number, number, number];

/** Linear light of a colour (IEC 61966-2-1). */
function linear(hex: string): Rgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance and contrast (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Dichromacy of severity 1 (Machado, Oliveira and Fernandes 2009), on linear light. */
const SIGHT: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** OKLab (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function seenBy(sight: readonly [Rgb, Rgb, Rgb], [r, g, b]: Rgb): Rgb {
  const [x, y, z] = sight.map(([p, q, s]) => Math.min(1, Math.max(0, p * r + q * g + s * b))) as [
    number,
    number,
    number,
  ];
  return [x, y, z];
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** More than twice the least difference in OKLab that people notice side by side, which is about 0.02. */
const TOLD_APART = 0.05;

describe("the colours of runs", () => {
  for (const theme of ["light", "dark"] as const) {
    it(`stand out by 3:1 in the ${theme} theme`, () => {
      const ground = theme === "light" ? "#ffffff" : "#1a1e22";
      for (const color of RUN_COLORS) expect(contrast(color[theme], ground)).toBeGreaterThanOrEqual(3);
    });

    it.each(Object.entries(SIGHT))(
      `are told apart in the ${theme} theme by people with %s sight`,
      (_, sight) => {
        const seen = RUN_COLORS.map((color) => oklab(seenBy(sight, linear(color[theme]))));
        seen.forEach((a, i) => {
          seen.slice(i + 1).forEach((b, j) => {
            expect(
              distance(a, b),
              `${RUN_COLORS[i]![theme]} and ${RUN_COLORS[i + 1 + j]![theme]}`,
            ).toBeGreaterThan(TOLD_APART);
          });
        });
      },
    );
  }

  it("depend on the id of the run alone, by FNV-1a", () => {
    // http://www.isthe.com/chongo/tech/comp/fnv/: the offset basis, and the test vectors for "a" and "foobar".
    expect([runHash(""), runHash("a"), runHash("foobar")]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
    expect(runColor("4f2a")).toBe(runColor("4f2a"));
    expect(runDash("4f2a")).toBe(runDash("4f2a"));
  });

  it("are spread evenly over runs", () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const { light } = runColor(i.toString(16).padStart(32, "0"));
      counts.set(light, (counts.get(light) ?? 0) + 1);
    }
    // A tenth each, give or take five standard deviations of a fair draw (30 each).
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
