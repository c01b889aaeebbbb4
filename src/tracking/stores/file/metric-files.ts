// Reading metric files: histories page by page, and the last point of each metric.
import { join } from "node:path";
import { isUnreadable, wholeLines } from "../../../system/index.ts";
import { type MetricFileKind, type MetricPoint, parseMetricLine } from "../../codecs/metric-line.ts";
import type { Metric } from "../../entities.ts";
import { isLaterPoint } from "../../later-point.ts";
import type { DamageLog } from "./damage-log.ts";

/** A point with its line, and where that ends. */
export interface PlacedPoint {
  readonly point: MetricPoint;
  /** Without its newline. */
  readonly line: string;
  readonly endByte: number;
}

/** All points of a metric file in the order logged, from the line at `startByte`; damaged lines are reported and left out. */
export function* metricPoints(
  path: string,
  kind: MetricFileKind,
  damage: DamageLog,
  startByte = 0,
): Generator<PlacedPoint> {
  try {
    yield* pointsOf(path, kind, damage, startByte);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    damage.report(path, "it is not readable");
  }
}

function* pointsOf(
  path: string,
  kind: MetricFileKind,
  damage: DamageLog,
  startByte: number,
): Generator<PlacedPoint> {
  for (const chunk of wholeLines(path, startByte)) {
    const { text } = chunk;
    let byte = chunk.startByte;
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf("\n", start);
      const line = text.slice(start, end);
      const point = parseMetricLine(line, kind);
      byte += (isAscii(line) ? line.length : Buffer.byteLength(line)) + 1;
      if (point !== undefined) yield { point, line, endByte: byte };
      else damage.report(path, "it has a line that is no metric point");
      start = end + 1;
    }
  }
}

function isAscii(line: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is what is meant.
  return /^[\x00-\x7f]*$/.test(line);
}

/** The last point of a logged model's metric for each data set it was measured on. */
export function lastModelMetrics(folder: string, key: string, damage: DamageLog): readonly Metric[] {
  const last = new Map<string, MetricPoint>();
  for (const { point } of metricPoints(join(folder, key), "model", damage)) {
    const dataset = JSON.stringify([point.datasetName, point.datasetDigest]);
    const known = last.get(dataset);
    if (known === undefined || isLaterPoint(point, known)) last.set(dataset, point);
  }
  return [...last.values()].map((point) => ({ key, ...point }));
}
