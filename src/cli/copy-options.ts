// What `export` and `import` have in common: which runs, how it is shown, and what is said at the end.
import { type Command, Option } from "commander";
import { failure } from "../errors/index.ts";
import { writeError, writeOut, writeProgress } from "../system/index.ts";
import {
  type ArtifactRepository,
  type CopiedThing,
  type CopyOutcome,
  type CopyProgress,
  copyRuns,
  LocalArtifactRepository,
  parseTrackingUri,
  schemeOf,
  type TrackingClient,
} from "../tracking/index.ts";
import { counted, sizeInWords } from "./in-words.ts";
import { proxiedFolderPath } from "./proxied-folder-path.ts";
import { textTable } from "./text-table.ts";
import type { TrackingOptions } from "./tracking-options.ts";

/** Options of both commands. */
export interface CopyOptions extends TrackingOptions {
  readonly experimentId?: readonly string[];
  readonly runId?: readonly string[];
  readonly artifactsDestination?: string;
  readonly dryRun?: boolean;
}

const IN_WORDS: Readonly<Record<CopyOutcome, readonly [string, string]>> = {
  new: ["would be copied", "copied"],
  behind: ["would be completed", "completed"],
  same: ["is there already", "was there already"],
  deleted: ["was deleted there", "was deleted there"],
  failed: ["failed", "failed"],
};

/** Adds the options of both commands. */
export function addCopyOptions(command: Command): Command {
  const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return command
    .option("-x, --experiment-id <id>", "only the runs of this experiment; may be repeated", several)
    .option("-r, --run-id <id>", "only this run; may be repeated", several)
    .addOption(
      new Option(
        "--artifacts-destination <folder>",
        "where a server keeps the artifacts of the folder that is copied from (default: mlartifacts beside it)",
      ).env("MLFLOW_ARTIFACTS_DESTINATION"),
    )
    .option("--dry-run", "only tell what would be copied");
}

/**
 * Copies, and tells what came of it.
 *
 * @throws Error `DATA_LOSS` when something could not be copied.
 */
export async function runCopy(from: TrackingClient, to: TrackingClient, options: CopyOptions): Promise<void> {
  const dryRun = options.dryRun === true;
  const report = await copyRuns(from, to, {
    experimentIds: options.experimentId,
    runIds: options.runId,
    dryRun,
    openSourceArtifacts: (uri) => openSource(from, uri, options.artifactsDestination),
    onProgress: options.json === true ? undefined : showProgress,
  });
  if (options.json === true) writeOut(JSON.stringify(report.map(toJson)));
  else {
    writeProgress("");
    writeOut(dryRun ? listOf(report) : `${summaryOf(report)} (${to.store.uri})`);
  }
  const failed = report.filter(({ outcome }) => outcome === "failed");
  for (const { kind, id, name, problem } of failed) writeError(`${kind} ${id} (${name}): ${problem}`);
  if (failed.length === 0) return;
  throw failure(
    "DATA_LOSS",
    `Cannot copy ${failed.length} of ${report.length}: the same command tries them again, and goes on where it stopped`,
  );
}

/** What a server keeps apart from its folder of runs is read where it keeps it. */
function openSource(from: TrackingClient, uri: string, destination: string | undefined): ArtifactRepository {
  const place = parseTrackingUri(from.store.uri);
  if (place.kind === "server" || schemeOf(uri) !== "mlflow-artifacts") return from.openArtifacts(uri);
  return new LocalArtifactRepository(proxiedFolderPath(uri, place.folder, destination));
}

function showProgress({ runs, totalRuns, artifactBytes }: CopyProgress): void {
  const files = artifactBytes === 0 ? "" : `, ${sizeInWords(artifactBytes)} of artifacts`;
  writeProgress(`${runs} of ${totalRuns} runs${files}`);
}

function listOf(report: readonly CopiedThing[]): string {
  const rows = report.map(({ kind, id, name, experimentName, outcome }) => [
    kind,
    id,
    name,
    experimentName,
    IN_WORDS[outcome][0],
  ]);
  return rows.length === 0
    ? "There is nothing to copy."
    : textTable(["Kind", "ID", "Name", "Experiment", "What"], rows);
}

function summaryOf(report: readonly CopiedThing[]): string {
  const parts = (["run", "model"] as const).flatMap((kind) => {
    const things = report.filter((thing) => thing.kind === kind);
    if (things.length === 0) return [];
    const counts = Object.entries(IN_WORDS).flatMap(([outcome, [, words]]) => {
      const count = things.filter((thing) => thing.outcome === outcome).length;
      return count === 0 ? [] : `${count} ${count === 1 ? words : words.replace("was", "were")}`;
    });
    return `${counted(things.length, kind)}: ${counts.join(", ")}`;
  });
  return parts.length === 0 ? "There is nothing to copy." : parts.join("; ");
}

function toJson({ id, targetId, experimentName, problem, ...thing }: CopiedThing): object {
  return { ...thing, id, target_id: targetId, experiment_name: experimentName, problem };
}
