// Reads what a run keeps to be run again.
import { errorCode, failure, quote } from "../errors/index.ts";
import {
  type ArtifactRepository,
  CHANGES_FILE,
  parseRunRecord,
  RECORD_FILE,
  type Run,
  type RunRecord,
  sha256Of,
  type TrackingClient,
} from "../tracking/index.ts";
import { PROJECT_FILE, type ProjectRecord, parseProjectRecord } from "./project-record.ts";

/** What a run keeps. */
export interface KeptRecords {
  /** What was asked for, if the run is one of a project. */
  readonly project: ProjectRecord | undefined;
  /** The process that logged to the run; a program that is not of this package keeps none. */
  readonly program: RunRecord | undefined;
  /** The changes since the commit; undefined when there were none. */
  readonly patch: Uint8Array | undefined;
}

/**
 * Reads the records of a run.
 *
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when it keeps none, or RangeError when the changes are not those of the record.
 */
export async function readRecords(run: Run, client: TrackingClient): Promise<KeptRecords> {
  const { runId, artifactUri } = run.info;
  const artifacts = client.openArtifacts(artifactUri);
  const projectText = await readIfThere(artifacts, PROJECT_FILE);
  const processText = await readIfThere(artifacts, RECORD_FILE);
  const project = projectText === undefined ? undefined : parseProjectRecord(textOf(projectText));
  const program = processText === undefined ? undefined : parseRunRecord(textOf(processText));
  if (project === undefined && program === undefined) {
    const parent = run.data.tags.get("mlflow.parentRunId");
    const hint =
      parent === undefined
        ? "it was not started by this package, or with TRAINTRACKS_REPRODUCIBLE=false"
        : `it is a part of run ${quote(parent)}, which may`;
    throw failure("RESOURCE_DOES_NOT_EXIST", `Run ${quote(runId)} does not keep how it came about: ${hint}`);
  }
  const wanted = project === undefined ? program?.source?.patch : project.patch;
  if (wanted === undefined) return { project, program, patch: undefined };
  const patch = await readIfThere(artifacts, CHANGES_FILE);
  if (patch !== undefined && sha256Of(patch) === wanted) return { project, program, patch };
  // The program may have looked later than the runner, and found more changes: its record says so.
  const also = program?.source?.patch;
  if (patch !== undefined && also === sha256Of(patch)) return { project, program, patch };
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot run ${quote(runId)} again: ${CHANGES_FILE} is not what it was when the run was made`,
  );
}

async function readIfThere(artifacts: ArtifactRepository, path: string): Promise<Uint8Array | undefined> {
  try {
    return await artifacts.read(path);
  } catch (error) {
    if (errorCode(error) === "RESOURCE_DOES_NOT_EXIST") return undefined;
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
