// The last point of a metric, found by reading only what has been appended since the last look.
import { type FileStamp, rangeOf } from "../../../system/index.ts";
import type { MetricPoint } from "../../codecs/metric-line.ts";
import type { Metric } from "../../entities.ts";
import { isLaterPoint } from "../../later-point.ts";
import type { DamageLog } from "./damage-log.ts";
import { visitPoints } from "./metric-files.ts";
import type { Stamped } from "./stamped.ts";

/** What is known of a metric file of a run. */
export interface LastMetric {
  /** Undefined when the file has no whole line. */
  readonly point: Metric | undefined;
  /** How far the file was read: behind its last whole line. */
  readonly endByte: number;
  /** That line, to see whether the file is still the one that was read. */
  readonly lastLine: string;
}

/**
 * The last point of a metric: the largest by (step, timestamp, value).
 *
 * @param remembered What was known of the same file, to read on from there if the file has only grown.
 */
export function readLastMetric(
  path: string,
  key: string,
  stamp: FileStamp,
  remembered: Stamped<LastMetric> | undefined,
  damage: DamageLog,
): LastMetric {
  const known =
    remembered !== undefined && hasOnlyGrown(path, stamp, remembered) ? remembered.value : undefined;
  let last: MetricPoint | undefined = known?.point;
  let endByte = known?.endByte ?? 0;
  let lastLine = known?.lastLine ?? "";
  visitPoints(path, "run", damage, endByte, (point, line, lineEnd) => {
    if (last === undefined || isLaterPoint(point, last)) last = point;
    endByte = lineEnd;
    lastLine = line;
    return false;
  });
  const point = last === undefined ? undefined : { key, ...last };
  return { point, endByte, lastLine: detached(lastLine) };
}

/** A copy: a line cut out of a chunk would keep the whole chunk in memory. */
function detached(text: string): string {
  return Buffer.from(text).toString("utf8");
}

function hasOnlyGrown(
  path: string,
  stamp: FileStamp,
  { stamp: before, value }: Stamped<LastMetric>,
): boolean {
  if (stamp.inode !== before.inode || stamp.sizeBytes < value.endByte || value.endByte === 0) return false;
  const line = `${value.lastLine}\n`;
  const length = Buffer.byteLength(line);
  return rangeOf(path, value.endByte - length, length) === line;
}
