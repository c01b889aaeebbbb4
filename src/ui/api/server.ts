// Requests about the server itself and its trash.
import { getJson, sendJson } from "./request.ts";

/** What a server tells of itself. */
export interface ServerFacts {
  readonly version: string;
  readonly mlflow_version: string;
  readonly node: string;
  readonly store_uri: string;
  readonly artifact_destination: string | null;
  readonly started_at: number;
  readonly uptime_ms: number;
  /** Whether it asks for tokens. */
  readonly tokens: boolean;
  readonly access: "read" | "write";
  readonly static_prefix: string;
  readonly n_experiments: number;
  readonly index: {
    readonly runs: number;
    readonly metric_columns: number;
    readonly memory_mb: number;
  } | null;
  /** What it found broken so far. */
  readonly damage: readonly { readonly path: string; readonly problem: string }[];
  readonly memory_mb: number;
}

/** What an examination of the store found. */
export interface Examination {
  readonly experiments: number;
  readonly runs: number;
  readonly models: number;
  readonly findings: readonly {
    readonly path: string;
    readonly problem: string;
    readonly remedy: string | null;
  }[];
  readonly took_ms: number;
}

/** What is in the trash. */
export interface Trash {
  readonly experiments: readonly {
    readonly experiment_id: string;
    readonly name: string;
    readonly deleted_at: number | null;
    readonly size_bytes: number | null;
  }[];
  readonly runs: readonly {
    readonly run_id: string;
    readonly run_name: string;
    readonly experiment_id: string;
    readonly deleted_at: number | null;
    readonly size_bytes: number | null;
  }[];
  readonly size_bytes: number | null;
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
): Promise<{ readonly purged: readonly object[]; readonly size_bytes: number }> {
  return sendJson("ajax-api/ui/trash/purge", what);
}
