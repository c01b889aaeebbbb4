// The runs of one experiment, the newest first, without opening a file that has been read before.
import { folderEntryNames, isTemporaryName, kindOf } from "../../../system/index.ts";
import { isRunId } from "../../validation/check-ids.ts";
import { CachedRun, newerFirst, type RunContext } from "./cached-run.ts";
import { META_FILE, RESERVED_FOLDERS } from "./layout.ts";
import { refreshed, type Stamped } from "./stamped.ts";

/** All runs of an experiment's folder. */
export class RunListing {
  readonly #folder: string;
  readonly #context: RunContext;
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
    const run = new CachedRun(this.#folder, runId, this.#context);
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
    this.#refreshNames();
    for (const name of this.#unread) this.#tryUnread(name);
    this.#newestFirst ??= [...this.#runs.values()].sort(newerFirst);
    return this.#newestFirst;
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
