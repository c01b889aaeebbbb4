// The runs of one experiment, the newest first, without opening a file that has been read before.
import { folderEntryNames, isTemporaryName, kindOf } from "../../../system/index.ts";
import { isRunId } from "../../validation/check-ids.ts";
import { CachedRun, newerFirst, type ReadCount, type RunContext } from "./cached-run.ts";
import { META_FILE, RESERVED_FOLDERS } from "./layout.ts";
import { readRunIndex, writeRunIndex } from "./run-index-file.ts";
import { refreshed, type Stamped } from "./stamped.ts";

const MIN_READS_TO_KEEP = 500;

/** All runs of an experiment's folder. */
export class RunListing {
  readonly #folder: string;
  readonly #context: RunContext;
  readonly #count: ReadCount = { reads: 0 };
  readonly #runs = new Map<string, CachedRun>();
  /** Names of folders that hold no run that can be read; one may be being made. */
  readonly #unread = new Set<string>();
  #names: Stamped<readonly string[]> | undefined;
  #newestFirst: readonly CachedRun[] | undefined;

  constructor(folder: string, context: RunContext) {
    this.#folder = folder;
    this.#context = context;
  }

  /** The run of this id, if its folder is here and can be read. */
  find(runId: string): CachedRun | undefined {
    const known = this.#runs.get(runId);
    if (known !== undefined) return known.meta() === undefined ? undefined : known;
    const run = new CachedRun(this.#folder, runId, this.#context, this.#count);
    if (run.meta() === undefined) return undefined;
    this.#runs.set(runId, run);
    this.#newestFirst = undefined;
    return run;
  }

  /**
   * The runs by start time, the newest first, then by id. Which runs there are is checked; what they say is not, but
   * by their own methods: a run's start is written once.
   */
  newestFirst(): readonly CachedRun[] {
    const isFirstTime = this.#names === undefined;
    this.#refreshNames();
    if (isFirstTime) this.#recall();
    for (const name of this.#unread) this.#tryUnread(name);
    this.#newestFirst ??= [...this.#runs.values()].sort(newerFirst);
    return this.#newestFirst;
  }

  /** Takes over what another process has kept in the index. */
  #recall(): void {
    for (const [runId, indexed] of readRunIndex(this.#folder)) {
      if (!this.#unread.has(runId)) continue;
      const run = new CachedRun(this.#folder, runId, this.#context, this.#count);
      run.recall(indexed);
      this.#runs.set(runId, run);
      this.#unread.delete(runId);
      this.#newestFirst = undefined;
    }
  }

  /** Writes the index, if so many files were read since it was written that others should be spared them. */
  keep(): void {
    if (this.#count.reads < Math.max(MIN_READS_TO_KEEP, this.#runs.size / 4)) return;
    this.#count.reads = 0;
    writeRunIndex(this.#folder, this.#runs.values());
  }

  #refreshNames(): void {
    const before = this.#names;
    this.#names = refreshed(this.#folder, before, () => folderEntryNames(this.#folder) ?? []);
    if (this.#names === before && before !== undefined) return;
    const names = new Set(this.#names?.value.filter(isRunFolderName));
    for (const runId of this.#runs.keys()) {
      if (names.has(runId)) continue;
      this.#runs.delete(runId);
      this.#newestFirst = undefined;
    }
    this.#unread.clear();
    for (const name of names) if (!this.#runs.has(name)) this.#unread.add(name);
  }

  #tryUnread(name: string): void {
    if (this.find(name) !== undefined) {
      this.#unread.delete(name);
      return;
    }
    const path = `${this.#folder}/${name}`;
    if (kindOf(path) === "folder")
      this.#context.damage.report(path, `it holds no readable ${META_FILE} of a run`);
    else this.#unread.delete(name);
  }
}

function isRunFolderName(name: string): boolean {
  return isRunId(name) && !RESERVED_FOLDERS.has(name) && !isTemporaryName(name);
}
