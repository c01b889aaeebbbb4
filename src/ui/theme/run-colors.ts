// The colour of a run: always the same, whatever else is shown, and told apart without red and green.

/** A colour in both themes. */
export interface RunColor {
  readonly light: string;
  readonly dark: string;
}

/**
 * Ten hues in steps of lightness. Any two differ for people with protanopia, deuteranopia and tritanopia too, and each
 * stands out from its ground by 3:1 (WCAG 1.4.11); a test computes both.
 */
export const RUN_COLORS: readonly RunColor[] = [
  { light: "#1f5fbf", dark: "#6fa4f2" },
  { light: "#c24e00", dark: "#f29a52" },
  { light: "#0b7f66", dark: "#41c4a4" },
  { light: "#7a3ea8", dark: "#bd8fe6" },
  { light: "#9a7400", dark: "#dcb93a" },
  { light: "#c2336f", dark: "#f283b0" },
  { light: "#00869e", dark: "#45c2d9" },
  { light: "#5b6b1f", dark: "#a9bd5a" },
  { light: "#7b3b20", dark: "#c98a6c" },
  { light: "#3d4658", dark: "#c3cbd8" },
];

/** A hash of a run's id that never changes: FNV-1a over its characters, 32 bits. */
export function runHash(runId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < runId.length; i++) hash = Math.imul(hash ^ runId.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The colour of a run that nobody gave another one. */
export function runColor(runId: string): RunColor {
  return RUN_COLORS[runHash(runId) % RUN_COLORS.length] ?? { light: "#1f5fbf", dark: "#6fa4f2" };
}

const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3]];

/** The dash pattern of a run's line, in pixels: the second thing that tells runs of one colour apart. */
export function runDash(runId: string): readonly number[] {
  return DASHES[Math.floor(runHash(runId) / RUN_COLORS.length) % DASHES.length] ?? [];
}
