// Metric files: one point a line, `<timestamp> <value> <step>`, with more fields where a data set or a run is named.
import type { Metric } from "../entities.ts";
import { formatPythonFloat, parsePythonFloat } from "./python-float.ts";

const BLANK = /\s/;

/** Whose file a line is in: a run's, or a logged model's, where each line also names the run. */
export type MetricFileKind = "run" | "model";

/**
 * One line, newline included.
 *
 * A data set is written only if neither its name nor its digest has a blank: with one, readers of the format could
 * not tell the fields apart.
 */
export function formatMetricLine(metric: Metric, kind: MetricFileKind): string {
  let line = `${metric.timestampMs} ${formatPythonFloat(metric.value)} ${metric.step}`;
  if (kind === "model") line += ` ${metric.runId ?? ""}`;
  const { datasetName, datasetDigest } = metric;
  if (isWord(datasetName) && isWord(datasetDigest)) line += ` ${datasetName} ${datasetDigest}`;
  return `${line}\n`;
}

function isWord(text: string | undefined): text is string {
  return text !== undefined && text !== "" && !BLANK.test(text);
}

/** What a line says, apart from the key, which is the name of its file. */
export type MetricPoint = Omit<Metric, "key">;

/**
 * Reads one line.
 *
 * A run's line has 2 fields (step 0), 3, or 5 with a data set; a model's has 4, or 6 with a data set.
 *
 * @param line Without its newline.
 * @returns The point, or undefined when the line is damaged.
 */
export function parseMetricLine(line: string, kind: MetricFileKind): MetricPoint | undefined {
  const first = line.indexOf(" ");
  if (first < 0) return undefined;
  const second = line.indexOf(" ", first + 1);
  const third = second < 0 ? -1 : line.indexOf(" ", second + 1);
  const timestampMs = wholeNumber(line.slice(0, first));
  const value = parsePythonFloat(second < 0 ? line.slice(first + 1) : line.slice(first + 1, second));
  const step =
    second < 0 ? 0 : wholeNumber(third < 0 ? line.slice(second + 1) : line.slice(second + 1, third));
  if (timestampMs === undefined || value === undefined || step === undefined) return undefined;
  const point = { timestampMs, value, step };
  if (third < 0) return kind === "run" ? point : undefined;
  const rest = line.slice(third + 1).split(" ");
  if (kind === "run") return withDataset(point, rest);
  const [runId, ...dataset] = rest;
  return runId === undefined || runId === "" ? undefined : withDataset({ ...point, runId }, dataset);
}

function withDataset(point: MetricPoint, fields: readonly string[]): MetricPoint | undefined {
  const [datasetName, datasetDigest] = fields;
  if (datasetName === undefined) return point;
  if (fields.length !== 2 || datasetDigest === undefined) return undefined;
  return { ...point, datasetName, datasetDigest };
}

const ZERO = 0x30;
const MINUS = 0x2d;
const MAX_DIGITS = 16;

/** A whole number of at most 16 digits; undefined for anything else. Millions are read, so no pattern is used. */
function wholeNumber(text: string): number | undefined {
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (text.length === start || text.length - start > MAX_DIGITS) return undefined;
  let number = 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    number = number * 10 + digit;
  }
  if (number > Number.MAX_SAFE_INTEGER) return undefined;
  return start === 1 && number !== 0 ? -number : number;
}
