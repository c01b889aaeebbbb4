// Metric files: one point a line, `<timestamp> <value> <step>`, with more fields where a data set or a run is named.
import type { Metric } from "../entities.ts";
import { formatPythonFloat, parsePythonFloat } from "./python-float.ts";

const WHOLE_NUMBER = /^-?\d{1,16}$/;
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
  const fields = line.split(" ");
  const [timestamp, value, step, ...rest] = fields;
  const timestampMs = wholeNumber(timestamp);
  const number = value === undefined ? undefined : parsePythonFloat(value);
  const stepNumber = step === undefined ? 0 : wholeNumber(step);
  if (timestampMs === undefined || number === undefined || stepNumber === undefined) return undefined;
  const point = { timestampMs, value: number, step: stepNumber };
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

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !WHOLE_NUMBER.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}
