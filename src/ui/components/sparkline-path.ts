// Where a sparkline goes: its points fitted into a small box.

const MARGIN = 2;

/** A line as SVG draws it, and its last point. */
export interface SparklinePath {
  readonly line: string;
  readonly end: { readonly x: number; readonly y: number };
}

/**
 * Fits points into a box; NaN and infinities leave a gap.
 *
 * @returns Undefined for fewer than two numbers: there is no course to show.
 */
export function sparklinePath(
  xs: readonly number[],
  ys: readonly (number | string | null)[],
  width: number,
  height: number,
): SparklinePath | undefined {
  const numbers = ys.filter((y): y is number => typeof y === "number");
  const firstX = xs[0];
  const lastX = xs.at(-1);
  if (numbers.length < 2 || firstX === undefined || lastX === undefined) return undefined;
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const left = (x: number): number =>
    MARGIN + (lastX === firstX ? 0 : ((x - firstX) / (lastX - firstX)) * (width - 2 * MARGIN));
  const top = (y: number): number =>
    high === low ? height / 2 : height - MARGIN - ((y - low) / (high - low)) * (height - 2 * MARGIN);
  let line = "";
  let isDown = false;
  let end = { x: 0, y: 0 };
  xs.forEach((x, i) => {
    const y = ys[i];
    if (typeof y !== "number") {
      isDown = false;
      return;
    }
    end = { x: round(left(x)), y: round(top(y)) };
    line += `${isDown ? "L" : "M"}${end.x} ${end.y}`;
    isDown = true;
  });
  return { line, end };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
