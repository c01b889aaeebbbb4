// The course of one metric as a small picture: SVG without script or style, so the strictest policy lets it be.
import type { Metric } from "../../tracking/index.ts";
import { shortNumber } from "./format.ts";
import { type Html, html } from "./html.ts";

const WIDTH = 320;
const HEIGHT = 72;
const MARGIN = 6;
const MAX_POINTS = 640;

/** Values over steps as a line; nothing when there are fewer than two steps with a finite value. */
export function sparkline(points: readonly Metric[]): Html | undefined {
  const finite = points.filter(({ value }) => Number.isFinite(value)).sort((a, b) => a.step - b.step);
  const shown = thinned(finite);
  const [lowStep, highStep] = extent(shown.map(({ step }) => step));
  if (!(lowStep < highStep)) return undefined;
  const [low, high] = extent(shown.map(({ value }) => value));
  const x = scale(lowStep, highStep, MARGIN, WIDTH - MARGIN);
  const y = scale(low, high, HEIGHT - MARGIN, MARGIN);
  const line = shown.map(({ step, value }) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  const label = `${shown.length} points from ${shortNumber(low)} to ${shortNumber(high)}`;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${label}"><polyline points="${line}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/></svg>`;
}

/** Every so many-th point, the last included, so that the picture stays small. */
function thinned(points: readonly Metric[]): readonly Metric[] {
  if (points.length <= MAX_POINTS) return points;
  const stride = (points.length - 1) / (MAX_POINTS - 1);
  return Array.from({ length: MAX_POINTS }, (_, i) => points[Math.round(i * stride)]!);
}

function extent(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  if (low === high) return () => (from + to) / 2;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
