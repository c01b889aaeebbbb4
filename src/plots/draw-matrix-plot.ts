// Draws a square table as SVG: one cell a count, the darker the larger its share of the row.
import { lineStyle } from "./line-style.ts";
import type { MatrixPlot } from "./matrix-plot.ts";
import {
  HEIGHT,
  MARGIN,
  QUIET,
  round,
  shorten,
  svgDocument,
  TO_BASELINE,
  text,
  WIDTH,
  widthOf,
} from "./svg-parts.ts";

/** Above and below the cells. */
const TOP = 116;
const BOTTOM = 80;
/** With more classes than this, numbers and names are left out: the colours still tell. */
const MAX_NAMED = 14;
const GAP = 2;

/** Draws a plot. */
export function drawMatrixPlot(plot: MatrixPlot): string {
  const { labels, counts } = plot;
  const names = labels.map(shorten);
  const isNamed = names.length <= MAX_NAMED;
  const left = MARGIN + (isNamed ? Math.max(48, widthOf(names)) + 16 : 48);
  const cell = Math.min((HEIGHT - TOP - BOTTOM) / names.length, (WIDTH - left - MARGIN) / names.length);
  const bottom = TOP + cell * names.length;
  const right = left + cell * names.length;
  const { colour } = lineStyle(0);
  const cells = counts.flatMap((row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, j) => {
      const share = total === 0 ? 0 : count / total;
      const [x, y] = [left + cell * j, TOP + cell * i];
      const size = round(Math.max(1, cell - GAP));
      return [
        `<rect x="${round(x)}" y="${round(y)}" width="${size}" height="${size}" fill="${colour}" fill-opacity="${round(0.06 + 0.94 * share)}"/>`,
        isNamed
          ? text(
              x + cell / 2,
              y + cell / 2 + TO_BASELINE,
              String(round(count)),
              `text-anchor="middle" ${share > 0.5 ? 'fill="#ffffff"' : ""}`,
            )
          : "",
      ];
    });
  });
  const headings = names.flatMap((name, k) => [
    text(left - 12, TOP + cell * (k + 0.5) + TO_BASELINE, name, 'text-anchor="end"'),
    text(left + cell * (k + 0.5), bottom + 24, name, 'text-anchor="middle"'),
  ]);
  return svgDocument(plot, [
    ...cells,
    ...(isNamed ? headings : []),
    text(left, TOP - 14, plot.yLabel, `text-anchor="start" fill="${QUIET}"`),
    text((left + right) / 2, bottom + 52, plot.xLabel, `text-anchor="middle" fill="${QUIET}"`),
  ]);
}
