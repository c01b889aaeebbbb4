// Colours and dashes: how many lines can be told apart, also by people who do not see all colours.

/**
 * The palette of Okabe and Ito ("Color Universal Design", 2008), which stays distinct under every common form of colour
 * blindness; less its yellow, which is too pale for a line on white.
 */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00", "#56b4e9"] as const;
/** Once all colours are used they come again, dashed and then dotted. */
const DASHES = ["", "7 4", "2 3.5"] as const;

/** How one line is drawn. */
export interface LineStyle {
  /** As `#rrggbb`. */
  readonly colour: string;
  /** As SVG's `stroke-dasharray`; empty for a solid line. */
  readonly dash: string;
}

/** The style of line `index` (from 0): distinct for 21 lines, then from the start again. */
export function lineStyle(index: number): LineStyle {
  return {
    colour: COLOURS[index % COLOURS.length]!,
    dash: DASHES[Math.floor(index / COLOURS.length) % DASHES.length]!,
  };
}
