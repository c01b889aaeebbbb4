// The file of an experiment's index. A store is whole without it: if it is absent, damaged or stale, files are read.
import { isFileError, readLimitedText, writePartsAtomic } from "../../../system/index.ts";
import { formatRunIndex, type IndexedRun, parseRunIndex } from "../../codecs/run-index.ts";
import type { CachedRun } from "./cached-run.ts";

/** A file in the experiment's folder, where MLflow only looks at folders. */
const INDEX_FILE = ".traintracks-index";
const MAX_INDEX_BYTES = 268_435_456;

/** What is kept of the runs of an experiment's folder. */
export function readRunIndex(folder: string): ReadonlyMap<string, IndexedRun> {
  return parseRunIndex(readLimitedText(`${folder}/${INDEX_FILE}`, MAX_INDEX_BYTES).text ?? "");
}

/** Keeps what is known of runs. A folder that cannot be written to, or a full disk, goes without. */
export function writeRunIndex(folder: string, runs: Iterable<CachedRun>): void {
  try {
    writePartsAtomic(`${folder}/${INDEX_FILE}`, formatRunIndex(indexedRuns(runs)), folder);
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}

function* indexedRuns(runs: Iterable<CachedRun>): Generator<IndexedRun> {
  for (const run of runs) yield run.indexed();
}
