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
  { light: "#2e5cbf", dark: "#8aa9e9" },
  { light: "#c7480f", dark: "#f88d2a" },
  { light: "#0b8471", dark: "#3bc495" },
  { light: "#7b42a0", dark: "#ab82ee" },
  { light: "#ab8317", dark: "#e1c633" },
  { light: "#c85185", dark: "#ea8ac5" },
  { light: "#1a92a9", dark: "#53d0f3" },
  { light: "#587921", dark: "#9ec86f" },
  { light: "#783c20", dark: "#c1795a" },
  { light: "#3e455b", dark: "#c7cbcf" },
];

const FIRST: RunColor = { light: "#2e5cbf", dark: "#8aa9e9" };

/** A hash of a run's id that never changes: FNV-1a over its characters, 32 bits. */
export function runHash(runId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < runId.length; i++) hash = Math.imul(hash ^ runId.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The colour of a run that nobody gave another one. */
export function runColor(runId: string): RunColor {
  return RUN_COLORS[runHash(runId) % RUN_COLORS.length] ?? FIRST;
}

const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3]];

/** The dash pattern of a run's line, in pixels: the second thing that tells runs of one colour apart. */
export function runDash(runId: string): readonly number[] {
  return DASHES[Math.floor(runHash(runId) / RUN_COLORS.length) % DASHES.length] ?? [];
}
