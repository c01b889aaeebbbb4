// The fast way through a metric file: points from text to a consumer without an object or a string for each.
import { parseMetricLine } from "../codecs/metric-line.ts";

/** Takes the points of a history one by one, in the order logged. */
export type PointSink = (timestampMs: number, value: number, step: number) => void;

const ZERO = 0x30;
const MINUS = 0x2d;
const NOT_A_NUMBER = -1;
/** Fifteen digits are below 2^53 whatever they are. */
const MOST_DIGITS = 15;

/**
 * Reads whole lines of a run's metric file. Lines of the plain form `<digits> <float> <digits>` are taken apart in
 * place; every other one goes through {@link parseMetricLine}, so that both say the same of each line.
 *
 * @param text Lines, each ending in a newline.
 * @returns How many lines were damaged, and left out.
 */
export function readPointLines(text: string, sink: PointSink): number {
  let damaged = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    if (!readPlainLine(text, start, end, sink)) {
      const point = parseMetricLine(text.slice(start, end), "run");
      if (point === undefined) damaged++;
      else sink(point.timestampMs, point.value, point.step);
    }
    start = end + 1;
  }
  return damaged;
}

function readPlainLine(text: string, start: number, end: number, sink: PointSink): boolean {
  const first = text.indexOf(" ", start);
  if (first < 0 || first >= end) return false;
  const second = text.indexOf(" ", first + 1);
  if (second < 0 || second >= end) return false;
  const timestampMs = digits(text, start, first);
  const isNegative = text.charCodeAt(second + 1) === MINUS;
  const step = digits(text, isNegative ? second + 2 : second + 1, end);
  if (timestampMs < 0 || step < 0 || (isNegative && step === 0)) return false;
  const value = plainFloat(text, first + 1, second);
  if (Number.isNaN(value)) return false;
  sink(timestampMs, value, isNegative ? -step : step);
  return true;
}

function digits(text: string, start: number, end: number): number {
  if (end <= start || end - start > MOST_DIGITS) return NOT_A_NUMBER;
  let number = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return NOT_A_NUMBER;
    number = number * 10 + digit;
  }
  return number;
}

/** NaN for whatever is no plain decimal number: blanks, hexadecimal digits, words. */
function plainFloat(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) if (!isPlain(text.charCodeAt(i))) return Number.NaN;
  return end === start ? Number.NaN : Number(text.slice(start, end));
}

/** Digits, signs, point, and the e of an exponent. */
function isPlain(code: number): boolean {
  return (
    (code >= ZERO && code <= 0x39) ||
    code === 0x2e ||
    code === MINUS ||
    code === 0x2b ||
    code === 0x65 ||
    code === 0x45
  );
}
