// `traintracks models register | list | versions`: what is in the model registry, and what comes to it.
import type { Command } from "commander";
import { registerModel } from "../../autolog/index.ts";
import { modelVersionToJson, registeredModelToJson } from "../../registry/index.ts";
import { everyPage } from "../every-page.ts";
import { keyValue, wholeNumber } from "../option-values.ts";
import { registryOf } from "../registered-names.ts";
import { textTable } from "../text-table.ts";
import { addTrackingOptions, answer, type TrackingOptions } from "../tracking-options.ts";

const MAX_LISTED = 1_000_000;

interface RegisterOptions extends TrackingOptions {
  readonly modelUri: string;
  readonly name: string;
  readonly description?: string;
  readonly tag?: ReadonlyMap<string, string>;
}

/** `models register`. */
export function configureModelsRegister(command: Command): void {
  addTrackingOptions(command)
    .requiredOption("-m, --model-uri <uri>", "runs:/<run id>/<name>, models:/m-<id>, or another version")
    .requiredOption("-n, --name <name>", "the registered model; made if there is none of that name")
    .option("--description <text>", "what is special about this version")
    .option("-t, --tag <key=value>", "a tag of the version; may be repeated", keyValue)
    .action(async (options: RegisterOptions) => {
      registryOf(options);
      const { modelUri, name, description, tag } = options;
      const made = await registerModel(modelUri, name, { description, tags: tag });
      answer(options, `Registered ${modelUri} as ${name} version ${made.version}`, modelVersionToJson(made));
    });
}

interface ListOptions extends TrackingOptions {
  readonly filter?: string;
  readonly maxResults: number;
}

/** `models list`. */
export function configureModelsList(command: Command): void {
  addTrackingOptions(command)
    .option("--filter <text>", "such as \"name LIKE 'wine%' AND tags.team = 'red'\"")
    .option("--max-results <count>", "how many at most", wholeNumber(1, MAX_LISTED), MAX_LISTED)
    .action(async (options: ListOptions) => {
      const registry = registryOf(options);
      const { filter, maxResults } = options;
      const models = await everyPage(maxResults, async (page) =>
        registry.searchRegisteredModels({ ...page, filter }),
      );
      const rows = models.map(({ name, latestVersions, aliases, lastUpdateTimeMs }) => [
        name,
        String(Math.max(0, ...latestVersions.map(({ version }) => version)) || ""),
        Array.from(aliases, ([alias, version]) => `${alias}=${version}`).join(" "),
        timeText(lastUpdateTimeMs),
      ]);
      const table = textTable(["Name", "Latest Version", "Aliases", "Updated"], rows);
      answer(options, table, models.map(registeredModelToJson));
    });
}

/** `models versions`. */
export function configureModelsVersions(command: Command): void {
  addTrackingOptions(command)
    .argument("<name>", "the registered model")
    .option("--max-results <count>", "how many at most", wholeNumber(1, MAX_LISTED), MAX_LISTED)
    .action(async (name: string, options: Omit<ListOptions, "filter">) => {
      const registry = registryOf(options);
      await registry.registeredModel(name); // one that does not exist is told of
      const filter = `name = '${name.replaceAll("'", "''")}'`;
      const versions = await everyPage(options.maxResults, async (page) =>
        registry.searchModelVersions({ ...page, filter, orderBy: ["version_number DESC"] }),
      );
      const rows = versions.map(({ version, stage, aliases, runId, creationTimeMs, description }) => [
        String(version),
        stage,
        aliases.join(" "),
        runId ?? "",
        timeText(creationTimeMs),
        description ?? "",
      ]);
      const head = ["Version", "Stage", "Aliases", "Run", "Created", "Description"];
      answer(options, textTable(head, rows), versions.map(modelVersionToJson));
    });
}

/** UTC, to the second. */
function timeText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace("T", " ");
}
