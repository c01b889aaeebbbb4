// The course of a metric in the height of a line of text.
import "./sparkline.css";
import type { VNode } from "preact";
import { sparklinePath } from "./sparkline-path.ts";

const WIDTH = 64;
const HEIGHT = 16;

/** A small line; its numbers stand beside it, so it says nothing to screen readers. */
export function Sparkline(props: {
  readonly xs: readonly number[];
  readonly ys: readonly (number | string | null)[];
  readonly color?: string;
  readonly width?: number;
  readonly height?: number;
}): VNode | null {
  const { xs, ys, color = "currentColor", width = WIDTH, height = HEIGHT } = props;
  const path = sparklinePath(xs, ys, width, height);
  if (path === undefined) return null;
  return (
    <svg
      class="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={path.line} fill="none" stroke={color} />
      <circle cx={path.end.x} cy={path.end.y} r="1.6" fill={color} />
    </svg>
  );
}
