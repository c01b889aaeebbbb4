// Reading metric files: histories page by page, and the last point of each metric.
import { join } from "node:path";
import { isUnreadable, wholeLines } from "../../../system/index.ts";
import { type MetricFileKind, type MetricPoint, parseMetricLine } from "../../codecs/metric-line.ts";
import type { Metric } from "../../entities.ts";
import { isLaterPoint } from "../../later-point.ts";
import type { DamageLog } from "./damage-log.ts";

/**
 * Gets a point, its line without the newline, and where in the file that line ends; returns true when it wants no more.
 */
export type PointVisitor = (point: MetricPoint, line: string, endByte: number) => boolean | undefined;

/**
 * Visits the points of a metric file in the order logged, from the line at `startByte`; damaged lines are reported and
 * left out. Files of a million lines are read so, hence a visitor and no objects around each point.
 */
export function visitPoints(
  path: string,
  kind: MetricFileKind,
  damage: DamageLog,
  startByte: number,
  visit: PointVisitor,
): void {
  try {
    for (const { text, startByte: chunkStart, sizeBytes } of wholeLines(path, startByte)) {
      const isAscii = text.length === sizeBytes;
      let byte = chunkStart;
      for (let start = 0; start < text.length; ) {
        const end = text.indexOf("\n", start);
        const line = text.slice(start, end);
        byte += (isAscii ? line.length : Buffer.byteLength(line)) + 1;
        const point = parseMetricLine(line, kind);
        if (point === undefined) damage.report(path, "it has a line that is no metric point");
        else if (visit(point, line, byte) === true) return;
        start = end + 1;
      }
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    damage.report(path, "it is not readable");
  }
}

/** The last point of a logged model's metric for each data set it was measured on. */
export function lastModelMetrics(folder: string, key: string, damage: DamageLog): readonly Metric[] {
  const last = new Map<string, MetricPoint>();
  visitPoints(join(folder, key), "model", damage, 0, (point) => {
    const dataset = JSON.stringify([point.datasetName, point.datasetDigest]);
    const known = last.get(dataset);
    if (known === undefined || isLaterPoint(point, known)) last.set(dataset, point);
    return false;
  });
  return [...last.values()].map((point) => ({ key, ...point }));
}
