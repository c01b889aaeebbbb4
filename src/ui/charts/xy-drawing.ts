// Draws lines and bands onto a canvas, within a chart's scales.

/** A line. */
export interface XyLine {
  readonly id: string;
  readonly name: string;
  /** In ascending order. */
  readonly xs: Float64Array;
  /** Nothing is drawn at values that are not finite. */
  readonly ys: Float64Array;
  readonly color: string;
  /** Lengths of strokes and gaps in pixels; none for a whole line. */
  readonly dash?: readonly number[];
  /** A pale line in the background that the cursor passes over: what a smoothed line was made of, a member of a group. */
  readonly isGhost?: boolean;
}

/** An area between two courses over the same xs. */
export interface XyBand {
  readonly xs: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  readonly color: string;
}

/** Where values lie on the canvas, in its own pixels; NaN for a value that the scale has no place for. */
export interface Placement {
  readonly left: (x: number) => number;
  readonly top: (y: number) => number;
  /** Canvas pixels to one of the page. */
  readonly ratio: number;
}

const LINE_WIDTH = 1.6;
const GHOST_ALPHA = 0.28;
const FADED_ALPHA = 0.18;
const BAND_ALPHA = 0.14;
const DOT_RADIUS = 2.6;
/** Lines of up to so many points show each of them. */
const MAX_DOTS = 30;

/** Strokes a line; a point between two gaps becomes a dot. `isFaded` puts it back behind the one that is looked at. */
export function drawLine(
  context: CanvasRenderingContext2D,
  line: XyLine,
  place: Placement,
  isFaded: boolean,
): void {
  const { xs, ys, isGhost = false, dash = [] } = line;
  const path = new Path2D();
  const dots: (readonly [number, number])[] = [];
  let previous: readonly [number, number] | undefined;
  let isDown = false;
  for (let i = 0; i < xs.length; i++) {
    const left = place.left(xs[i] ?? Number.NaN);
    const top = place.top(ys[i] ?? Number.NaN);
    if (!Number.isFinite(left) || !Number.isFinite(top)) {
      if (previous !== undefined && !isDown) dots.push(previous);
      previous = undefined;
      isDown = false;
      continue;
    }
    if (previous === undefined) path.moveTo(left, top);
    else {
      path.lineTo(left, top);
      isDown = true;
    }
    previous = [left, top];
    if (xs.length <= MAX_DOTS && !isGhost) dots.push(previous);
  }
  if (previous !== undefined && !isDown) dots.push(previous);
  context.save();
  context.globalAlpha = (isGhost ? GHOST_ALPHA : 1) * (isFaded ? FADED_ALPHA : 1);
  context.strokeStyle = line.color;
  context.fillStyle = line.color;
  context.lineWidth = LINE_WIDTH * place.ratio;
  context.lineJoin = "round";
  context.setLineDash(dash.map((length) => length * place.ratio));
  context.stroke(path);
  for (const [left, top] of dots) {
    context.beginPath();
    context.arc(left, top, DOT_RADIUS * place.ratio, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

/** Fills a band; it ends where one of its bounds does. */
export function drawBand(context: CanvasRenderingContext2D, band: XyBand, place: Placement): void {
  const path = new Path2D();
  const back: (readonly [number, number])[] = [];
  const close = (): void => {
    for (const [left, top] of back.reverse()) path.lineTo(left, top);
    if (back.length > 0) path.closePath();
    back.length = 0;
  };
  band.xs.forEach((x, i) => {
    const left = place.left(x);
    const high = place.top(band.highs[i] ?? Number.NaN);
    const low = place.top(band.lows[i] ?? Number.NaN);
    if (![left, high, low].every(Number.isFinite)) {
      close();
      return;
    }
    if (back.length === 0) path.moveTo(left, high);
    else path.lineTo(left, high);
    back.push([left, low]);
  });
  close();
  context.save();
  context.globalAlpha = BAND_ALPHA;
  context.fillStyle = band.color;
  context.fill(path);
  context.restore();
}
