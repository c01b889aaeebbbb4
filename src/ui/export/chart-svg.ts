// A line chart as SVG, for files that live without the app.
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { sparklinePath } from "../components/sparkline-path.ts";
import { formatNumber } from "../formats/number.ts";

const WIDTH = 320;
const HEIGHT = 140;
const LEFT = 48;
const FOOT = 18;

/**
 * A chart with the smallest and largest of both axes written at their ends.
 *
 * @param title Already safe to stand in markup.
 */
export function chartSvg(xs: readonly number[], ys: readonly WireNumber[], title: string): string {
  const numbers = ys.flatMap((y) => numberOf(y) ?? []).filter(Number.isFinite);
  const path = sparklinePath(xs, ys, WIDTH - LEFT, HEIGHT - FOOT);
  if (path === undefined) return "";
  const low = formatNumber(Math.min(...numbers));
  const high = formatNumber(Math.max(...numbers));
  const first = formatNumber(xs[0] ?? 0);
  const last = formatNumber(xs.at(-1) ?? 0);
  const bottom = HEIGHT - FOOT;
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${low} – ${high}">` +
    `<path class="axis" fill="none" d="M${LEFT} 0V${bottom}H${WIDTH}"/>` +
    `<path class="line" transform="translate(${LEFT} 0)" d="${path.line}"/>` +
    `<text x="${LEFT - 4}" y="9" text-anchor="end">${high}</text>` +
    `<text x="${LEFT - 4}" y="${bottom - 1}" text-anchor="end">${low}</text>` +
    `<text x="${LEFT}" y="${HEIGHT - 5}">${first}</text>` +
    `<text x="${WIDTH}" y="${HEIGHT - 5}" text-anchor="end">${last}</text></svg>`
  );
}
