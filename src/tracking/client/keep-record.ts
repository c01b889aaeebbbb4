// Keeps with a run what it takes to run it again: a small file at its start, the changes since the commit, the seeds at its end.
import { relative, sep } from "node:path";
import { messageOf, warn } from "../../errors/index.ts";
import { environmentFlag, gitChangesOf, notedSeeds } from "../../system/index.ts";
import { localPathOf, schemeOf } from "../artifacts/file-uri.ts";
import { formatRunRecord } from "../codecs/run-record-json.ts";
import type { Awaitable } from "../entities.ts";
import type { ActiveRun } from "./active-run.ts";
import { processSource } from "./context-tags.ts";
import { processRecord, RECORD_FOLDER, type RunRecord, type SourceRecord, sha256Of } from "./run-record.ts";
import type { TrackingClient } from "./tracking-client.ts";
import { isPending, whenReady } from "./when-ready.ts";

/** The file of the record, and that of the changes since the commit, among the run's artifacts. */
export const RECORD_FILE: string = `${RECORD_FOLDER}/run.json`;
export const CHANGES_FILE: string = `${RECORD_FOLDER}/changes.diff`;

/** What is found out about the work tree takes git some time: once for the process, beside the training. */
interface Changes {
  readonly source: SourceRecord;
  readonly patch: Uint8Array | undefined;
}

let fixedPart: Omit<RunRecord, "runNumber" | "seeds"> | undefined;
let changes: Promise<Changes | undefined> | undefined;
let runCount = 0;
let hasWarned = false;

/**
 * Keeps the record of this process with a run that has just been started. In a folder the record is on the disk when this
 * returns. A store that cannot take it is told of once, by a warning, and never stops the run.
 *
 * The environment variable TRAINTRACKS_REPRODUCIBLE, when false, turns all of this off.
 */
export function keepRecord(run: ActiveRun): void {
  const runNumber = ++runCount;
  if (!environmentFlag("TRAINTRACKS_REPRODUCIBLE", true)) return;
  fixedPart ??= processRecord(processSource());
  let seeds = notedSeeds();
  let record: RunRecord = { ...fixedPart, runNumber, seeds };
  void write(run, new Map([[RECORD_FILE, formatRunRecord(record)]]));

  changes ??= findChanges(run.client, fixedPart.source);
  const noted = changes.then((found) => {
    if (found === undefined) return;
    record = { ...record, source: found.source };
    run.setTags(tagsOf(found.source));
    const files = new Map<string, string | Uint8Array>([
      [RECORD_FILE, formatRunRecord({ ...record, seeds })],
    ]);
    if (found.patch !== undefined) files.set(CHANGES_FILE, found.patch);
    return write(run, files);
  });
  if (fixedPart.source !== undefined) run.waitFor(noted);

  run.beforeEnd(() => {
    if (notedSeeds().length === seeds.length) return;
    seeds = notedSeeds();
    void write(run, new Map([[RECORD_FILE, formatRunRecord({ ...record, seeds })]]));
  });
}

function tagsOf({ remote, dirty }: SourceRecord): ReadonlyMap<string, string> {
  const tags = new Map([["mlflow.source.git.dirty", String(dirty === true)]]);
  return remote === undefined ? tags : tags.set("mlflow.source.git.repoURL", remote);
}

async function findChanges(
  { store }: TrackingClient,
  source: SourceRecord | undefined,
): Promise<Changes | undefined> {
  const git = processSource();
  if (git === undefined || source === undefined) return undefined;
  const storeFolder = schemeOf(store.uri) === "file" ? relative(git.root, localPathOf(store.uri)) : "";
  const isInside = storeFolder !== "" && !storeFolder.startsWith("..");
  const found = await gitChangesOf(git, isInside ? [storeFolder.split(sep).join("/")] : []);
  if (found === undefined) return undefined;
  const { remote, dirty, patch, leftOut } = found;
  const sha256 = patch === undefined ? undefined : sha256Of(patch);
  return { source: { ...source, remote, dirty, patch: sha256, leftOut }, patch };
}

/** Writes files among a run's artifacts: done on return if they are in a folder, else the run's end waits for it. */
function write(run: ActiveRun, files: ReadonlyMap<string, string | Uint8Array>): Awaitable<void> {
  try {
    const written = whenReady(run.created(), ({ artifactUri }) => {
      const repository = run.client.openArtifacts(artifactUri);
      const answers = [...files].map(([path, content]) => repository.write(path, content));
      return answers.some(isPending) ? Promise.all(answers).then(() => undefined) : undefined;
    });
    if (!isPending(written)) return;
    const told = written.then(undefined, warnOnce);
    run.waitFor(told);
    return told;
  } catch (fault) {
    warnOnce(fault);
  }
}

function warnOnce(fault: unknown): void {
  if (hasWarned) return;
  hasWarned = true;
  warn("TrackingWarning", `Cannot keep how to run this again: ${messageOf(fault)}`);
}
