// `traintracks gc`: removes for good what lies in the trash of a store.
import { type Command, Option } from "commander";
import { writeOut } from "../../system/index.ts";
import { localPathOf, type Purged, schemeOf } from "../../tracking/index.ts";
import { sizeInWords } from "../in-words.ts";
import { commaList, duration } from "../option-values.ts";
import { proxiedFolderPath } from "../proxied-folder-path.ts";
import { addStoreOptions, type StoreOptions, storeOf } from "../store-options.ts";

interface GcOptions extends StoreOptions {
  readonly artifactsDestination?: string;
  readonly olderThan?: number;
  readonly runIds?: readonly string[];
  readonly experimentIds?: readonly string[];
  readonly loggedModelIds?: readonly string[];
  readonly dryRun?: boolean;
}

const IN_WORDS = { run: "Run", experiment: "Experiment", model: "Logged model" } as const;

/** Adds the options of `gc`. */
export function configureGc(command: Command): void {
  addStoreOptions(command)
    .addOption(
      new Option(
        "--artifacts-destination <folder>",
        "where a server keeps the artifacts (default: mlartifacts beside the folder of runs)",
      ).env("MLFLOW_ARTIFACTS_DESTINATION"),
    )
    .option("--older-than <time>", "only what was deleted so long ago, such as 30d or 1d2h3m4s", duration)
    .option("--run-ids <list>", "only these runs, such as id1,id2", commaList)
    .option("--experiment-ids <list>", "only these experiments", commaList)
    .option("--logged-model-ids <list>", "only these logged models", commaList)
    .option("--dry-run", "only tell what would be removed")
    .action((options: GcOptions) => {
      const store = storeOf(options);
      const purged = store.purgeTrash({
        olderThanMs: options.olderThan,
        runIds: options.runIds,
        experimentIds: options.experimentIds,
        modelIds: options.loggedModelIds,
        dryRun: options.dryRun,
        localFolderOf: (uri) => localFolderOf(uri, store.folder, options.artifactsDestination),
      });
      if (options.json === true) writeOut(JSON.stringify(purged.map(toJson)));
      else writeOut(textOf(purged, options.dryRun === true));
    });
}

function localFolderOf(
  uri: string,
  storeFolder: string,
  destination: string | undefined,
): string | undefined {
  const scheme = schemeOf(uri);
  if (scheme === undefined || scheme === "file") return localPathOf(uri);
  return scheme === "mlflow-artifacts" ? proxiedFolderPath(uri, storeFolder, destination) : undefined;
}

function textOf(purged: readonly Purged[], dryRun: boolean): string {
  if (purged.length === 0) return "There is nothing to remove.";
  const bytes = purged.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const lines = purged.map(({ kind, id }) =>
    dryRun
      ? `${IN_WORDS[kind]} with ID ${id} would be permanently deleted.`
      : `${IN_WORDS[kind]} with ID ${id} has been permanently deleted.`,
  );
  return [...lines, `${sizeInWords(bytes)} ${dryRun ? "would be" : "are"} free.`].join("\n");
}

function toJson({ sizeBytes, ...thing }: Purged): object {
  return { ...thing, size_bytes: sizeBytes };
}
