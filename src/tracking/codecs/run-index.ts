// The index of an experiment's runs: what was read from their files, with the stamps it was read under, for the next
// process. It is only a memory: each entry counts only while its file still has the stamp.
import { crc32 } from "node:zlib";
import type { FileStamp } from "../../system/index.ts";
import { formatMetricLine, parseMetricLine } from "./metric-line.ts";
import type { RunMeta } from "./run-meta.ts";

/** A value and the stamp of the file it was read from. */
interface Entry<T> {
  readonly stamp: FileStamp;
  readonly value: T;
}

/** What is known of one metric file: its last point, how far it was read, and the line there. */
export interface IndexedMetric {
  readonly point: Parameters<typeof formatMetricLine>[0] | undefined;
  readonly endByte: number;
  readonly lastLine: string;
}

/** What is known of one run. */
export interface IndexedRun {
  readonly runId: string;
  readonly meta: Entry<RunMeta> | undefined;
  readonly metrics: ReadonlyMap<string, Entry<IndexedMetric>>;
  /** By the path in the run's folder, such as `tags/mlflow.user`. */
  readonly texts: ReadonlyMap<string, Entry<string>>;
}

const HEADER = "traintracks-index 1\n";
const SUM_DIGITS = 8;

type StampText = [changeTimeMs: number, sizeBytes: number, inode: number];
type IndexLine = [
  runId: string,
  meta: [...StampText, RunMeta] | null,
  metrics: [key: string, ...StampText, endByte: number, lastLine: string, pointLine: string][],
  texts: [place: string, ...StampText, text: string][],
];

/** The text of an index, in parts: a header, then a line for each run, with a checksum. */
export function* formatRunIndex(runs: Iterable<IndexedRun>): Generator<string> {
  yield HEADER;
  for (const run of runs) {
    const json = JSON.stringify(lineOf(run));
    yield `${checksum(json)} ${json}\n`;
  }
}

function lineOf({ runId, meta, metrics, texts }: IndexedRun): IndexLine {
  return [
    runId,
    meta === undefined ? null : [...stampText(meta.stamp), meta.value],
    [...metrics].map(([key, { stamp, value }]) => {
      const pointLine = value.point === undefined ? "" : formatMetricLine(value.point, "run").slice(0, -1);
      return [key, ...stampText(stamp), value.endByte, value.lastLine, pointLine];
    }),
    [...texts].map(([place, { stamp, value }]) => [place, ...stampText(stamp), value]),
  ];
}

function stampText({ changeTimeMs, sizeBytes, inode }: FileStamp): StampText {
  return [changeTimeMs, sizeBytes, inode];
}

/** The runs of an index by their ids. Damaged lines are left out; an index of another version is an empty one. */
export function parseRunIndex(text: string): ReadonlyMap<string, IndexedRun> {
  const runs = new Map<string, IndexedRun>();
  if (!text.startsWith(HEADER)) return runs;
  for (const line of text.slice(HEADER.length).split("\n")) {
    const json = line.slice(SUM_DIGITS + 1);
    if (json === "" || line.slice(0, SUM_DIGITS) !== checksum(json)) continue;
    const run = parseLine(json);
    if (run !== undefined) runs.set(run.runId, run);
  }
  return runs;
}

/** The checksum says that this code has written the line; if somebody else has, it is left out as any damaged one. */
function parseLine(json: string): IndexedRun | undefined {
  try {
    return runOf(JSON.parse(json) as IndexLine);
  } catch {
    return undefined;
  }
}

function runOf([runId, meta, metrics, texts]: IndexLine): IndexedRun {
  return {
    runId,
    meta: meta === null ? undefined : { stamp: stampOf(meta[0], meta[1], meta[2]), value: meta[3] },
    metrics: new Map(
      metrics.map(([key, changeTimeMs, sizeBytes, inode, endByte, lastLine, pointLine]) => {
        const point = parseMetricLine(pointLine, "run");
        const value = { point: point === undefined ? undefined : { key, ...point }, endByte, lastLine };
        return [key, { stamp: stampOf(changeTimeMs, sizeBytes, inode), value }];
      }),
    ),
    texts: new Map(
      texts.map(([place, changeTimeMs, sizeBytes, inode, value]) => [
        place,
        { stamp: stampOf(changeTimeMs, sizeBytes, inode), value },
      ]),
    ),
  };
}

function stampOf(changeTimeMs: number, sizeBytes: number, inode: number): FileStamp {
  return { changeTimeMs, sizeBytes, inode };
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(SUM_DIGITS, "0");
}
