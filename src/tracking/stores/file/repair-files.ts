// Repairing single files of a store: what is damaged is set aside in a hidden folder, never thrown away.
import { dirname, join } from "node:path";
import {
  kindOf,
  makeFolder,
  moveFile,
  readLimitedText,
  tornTail,
  wholeLines,
  writeFileAtomic,
  writeNewFile,
} from "../../../system/index.ts";
import { type MetricFileKind, parseMetricLine } from "../../codecs/metric-line.ts";
import { MAX_VALUE_FILE_BYTES } from "../../limits.ts";
import { METRICS_FOLDER } from "./layout.ts";

/** The folder in a run, model or experiment for what was set aside; no reader looks into it. */
const DAMAGED_FOLDER = ".traintracks-damaged";

/** What is wrong with a param or tag file, if anything is. */
export function textFault(path: string): string | undefined {
  const { fault } = readLimitedText(path, MAX_VALUE_FILE_BYTES);
  return fault === undefined || fault === "absent" ? undefined : `it is ${fault}`;
}

/** What is wrong with a metric file, if anything is. */
export function metricFileFault(path: string, kind: MetricFileKind): string | undefined {
  let damaged = 0;
  for (const { text } of wholeLines(path)) damaged += damagedLines(text, kind).length;
  const problems: string[] = [];
  if (damaged > 0)
    problems.push(`${damaged} of its lines ${damaged === 1 ? "is no metric point" : "are no metric points"}`);
  if (tornTail(path) !== "") problems.push("its last line is torn");
  return problems.length === 0 ? undefined : problems.join(", and ");
}

/** Rewrites a metric file with its good lines; the others go to the folder of damaged things. */
export function repairMetricFile(owner: string, key: string, kind: MetricFileKind): void {
  const path = join(owner, METRICS_FOLDER, key);
  let good = "";
  let damaged = "";
  for (const { text } of wholeLines(path)) {
    const bad = new Set(damagedLines(text, kind));
    for (const line of text.slice(0, -1).split("\n")) {
      if (bad.has(line)) damaged += `${line}\n`;
      else good += `${line}\n`;
    }
  }
  damaged += tornTail(path);
  writeNewFile(placeFor(owner, `${METRICS_FOLDER}/${key}`), damaged);
  writeFileAtomic(path, good, owner);
}

function damagedLines(text: string, kind: MetricFileKind): readonly string[] {
  return text
    .slice(0, -1)
    .split("\n")
    .filter((line) => parseMetricLine(line, kind) === undefined);
}

/** Moves a damaged file to the folder of damaged things. */
export function setAside(owner: string, relative: string): void {
  moveFile(join(owner, relative), placeFor(owner, relative));
}

/** A path for something damaged at which there is nothing yet. */
function placeFor(owner: string, relative: string): string {
  const wanted = join(owner, DAMAGED_FOLDER, relative);
  makeFolder(dirname(wanted));
  let place = wanted;
  for (let i = 2; kindOf(place) !== "absent"; i++) place = `${wanted}.${i}`;
  return place;
}
