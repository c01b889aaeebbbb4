// Requests about artifacts: what there is, and parts of files.
import { addressOf, getJson, send } from "./request.ts";

/** Whose artifacts: a run's, a logged model's, or a registered version's. */
export type ArtifactOwner =
  | { readonly run_id: string }
  | { readonly model_id: string }
  | { readonly name: string; readonly version: string };

/** A file or folder. */
export interface ArtifactFile {
  readonly path: string;
  readonly size: number | null;
  readonly is_dir: boolean;
}

/** All artifacts of an owner. */
export interface ArtifactList {
  readonly root_uri: string;
  readonly files: readonly ArtifactFile[];
  /** Whether there are more than are listed. */
  readonly truncated: boolean;
  readonly total_bytes: number;
}

/** All artifacts of an owner. */
export function fetchArtifacts(owner: ArtifactOwner, signal?: AbortSignal): Promise<ArtifactList> {
  return getJson("ajax-api/ui/artifacts/tree", { ...owner }, signal);
}

/** Where a file can be had. */
export function artifactAddress(owner: ArtifactOwner, path: string): string {
  if ("run_id" in owner) return addressOf("get-artifact", { run_id: owner.run_id, path });
  if ("model_id" in owner) {
    return addressOf(`ajax-api/2.0/mlflow/logged-models/${owner.model_id}/artifacts/files`, {
      artifact_file_path: path,
    });
  }
  return addressOf("model-versions/get-artifact", { ...owner, path });
}

/** Where an HTML file is shown as a page that can do nothing; with `scripts`, its own scripts run, cut off from all else. */
export function frameAddress(owner: ArtifactOwner, path: string, scripts: boolean): string {
  return addressOf("ajax-api/ui/artifacts/frame", { ...owner, path, scripts });
}

/** Bytes `from` to before `to` of a file. */
export async function fetchBytes(
  owner: ArtifactOwner,
  path: string,
  range: { readonly from: number; readonly to: number } | undefined,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await send(artifactAddress(owner, path), {
    ...(range === undefined ? {} : { headers: { range: `bytes=${range.from}-${range.to - 1}` } }),
    ...(signal && { signal }),
  });
  return response.arrayBuffer();
}
