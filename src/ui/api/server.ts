// Requests about the server itself and its trash.
import { getJson, sendJson } from "./request.ts";

/** What a server tells of itself. */
export interface ServerFacts {
  readonly version: string;
  readonly mlflow_version: string;
  readonly store_uri: string;
  readonly artifacts_folder: string | null;
  readonly started_at: number;
  /** Whether it asks for tokens. */
  readonly tokens: boolean;
  /** Whether models can be asked here. */
  readonly playground: boolean;
  readonly index: { readonly runs: number; readonly columns: number; readonly cells: number } | null;
  /** What it found broken so far. */
  readonly damage: readonly { readonly path: string; readonly problem: string }[];
  readonly memory_bytes: number;
}

/** What an examination of the store found. */
export interface Examination {
  readonly experiments: number;
  readonly runs: number;
  readonly models: number;
  readonly n_findings: number;
  readonly findings: readonly {
    readonly path: string;
    readonly problem: string;
    readonly remedy: string | null;
  }[];
  readonly time_ms: number;
}

/** Something in the trash. */
export interface TrashItem {
  readonly kind: "run" | "experiment" | "model";
  readonly id: string;
  readonly name: string;
  readonly size_bytes: number;
  readonly experiment_id: string | null;
}

/** What is in the trash. */
export interface Trash {
  /** A thousand at most. */
  readonly items: readonly TrashItem[];
  readonly n_items: number;
  readonly size_bytes: number;
}

/** What the server tells of itself. */
export function fetchServerFacts(signal?: AbortSignal): Promise<ServerFacts> {
  return getJson("ajax-api/ui/about", {}, signal);
}

/** Looks for damage in the store; repairs nothing. */
export function examineStore(): Promise<Examination> {
  return sendJson("ajax-api/ui/about/examine", {});
}

/** What is in the trash. */
export function fetchTrash(signal?: AbortSignal): Promise<Trash> {
  return getJson("ajax-api/ui/trash", {}, signal);
}

/** Deletes for good what is in the trash, or the parts of it that are named. */
export function purgeTrash(
  what:
    | { readonly all: true }
    | { readonly run_ids?: readonly string[]; readonly experiment_ids?: readonly string[] },
): Promise<{ readonly n_purged: number; readonly size_bytes: number }> {
  return sendJson("ajax-api/ui/trash/purge", what);
}
