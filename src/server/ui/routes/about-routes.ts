// The server about itself, its store, and the trash.
import { failure } from "../../../errors/index.ts";
import { memoryBytes, monotonicMs, nowMs, packageVersion } from "../../../system/index.ts";
import type { PurgeOptions, TableRow } from "../../../tracking/index.ts";
import { localFolderOf } from "../../artifacts/artifact-sites.ts";
import { MAX_BULK_RUNS, MAX_LISTED } from "../../limits.ts";
import { MLFLOW_VERSION } from "../../mlflow-version.ts";
import { fallback, flag, integer, list, required, text } from "../../requests/fields.ts";
import { type Route, route, type Services } from "../../routes/route.ts";
import { atMost } from "../query-fields.ts";
import { tableOf } from "../store-table.ts";
import type { StoreKeeper } from "../ui-parts.ts";
import { uiPath } from "../ui-path.ts";

const startedMs = nowMs();

/** Every call about the server and its store. */
export const aboutRoutes: readonly Route[] = [
  route({
    methods: ["GET"],
    paths: uiPath("about"),
    request: {},
    answer: (_request, services) => ({
      version: packageVersion(),
      mlflow_version: MLFLOW_VERSION,
      store_uri: services.store.uri,
      artifacts_folder: services.sites.proxiedFolder ?? null,
      started_at: startedMs,
      tokens: services.hasTokens,
      playground: services.ui.models !== undefined,
      index: services.store.table?.size() ?? null,
      memory_bytes: memoryBytes(),
      damage: services.ui.keeper?.damage() ?? [],
    }),
  }),
  route({
    methods: ["POST"],
    paths: uiPath("about/examine"),
    readOnly: true,
    request: {},
    answer: async (_request, services) => {
      const startMs = monotonicMs();
      const { experiments, runs, models, findings } = await keeperOf(services).examine();
      const shown = findings
        .slice(0, MAX_LISTED)
        .map(({ path, problem, remedy }) => ({ path, problem, remedy }));
      return {
        experiments,
        runs,
        models,
        n_findings: findings.length,
        findings: shown,
        time_ms: monotonicMs() - startMs,
      };
    },
  }),
  route({
    methods: ["GET"],
    paths: uiPath("trash"),
    request: {},
    answer: async (_request, services) => {
      const items = keeperOf(services).purgeTrash({ ...purgeDefaults(services), dryRun: true });
      const table = tableOf(services);
      return {
        items: items.slice(0, MAX_LISTED).map(({ kind, id, name, sizeBytes }) => ({
          kind,
          id,
          name,
          size_bytes: sizeBytes,
          experiment_id: kind === "run" ? (infoOf(table.row(id))?.experimentId ?? null) : null,
        })),
        n_items: items.length,
        size_bytes: items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    },
  }),
  route({
    methods: ["POST"],
    paths: uiPath("trash/purge"),
    request: {
      all: fallback(flag, false),
      runIds: atMost(MAX_BULK_RUNS, list(required(text))),
      experimentIds: atMost(MAX_BULK_RUNS, list(required(text))),
      modelIds: atMost(MAX_BULK_RUNS, list(required(text))),
      olderThanMs: integer,
    },
    answer: ({ all, runIds, experimentIds, modelIds, olderThanMs }, services) => {
      const chosen = all ? {} : { runIds, experimentIds, modelIds };
      const purged = keeperOf(services).purgeTrash({ ...purgeDefaults(services), ...chosen, olderThanMs });
      return {
        n_purged: purged.length,
        size_bytes: purged.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      };
    },
  }),
];

function keeperOf({ ui }: Services): StoreKeeper {
  if (ui.keeper !== undefined) return ui.keeper;
  throw failure(
    "NOT_IMPLEMENTED",
    "Cannot look after this store: it does not lie in a folder of this machine",
  );
}

/** Artifacts go along where this server may reach them, and stay where it may not. */
function purgeDefaults({ sites }: Services): PurgeOptions {
  return { localFolderOf: (artifactUri) => localFolderOf(sites, artifactUri) };
}

function infoOf(row: TableRow | undefined): ReturnType<TableRow["info"]> {
  return row?.info();
}
