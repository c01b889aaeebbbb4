// `traintracks experiments …`: make, find, rename, delete and export experiments.
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { failure, invalidValue } from "../../errors/index.ts";
import { makeFolder, workingFolder, writeFileAtomic, writeOut } from "../../system/index.ts";
import {
  type Experiment,
  experimentToJson,
  type TrackingClient,
  type ViewType,
} from "../../tracking/index.ts";
import { everyPage } from "../every-page.ts";
import { wholeNumber } from "../option-values.ts";
import { runsToCsv } from "../runs-csv.ts";
import { textTable } from "../text-table.ts";
import {
  addTrackingOptions,
  answer,
  clientOf,
  type TrackingOptions,
  viewOption,
} from "../tracking-options.ts";

const MAX_LISTED = 1_000_000;

interface IdOptions extends TrackingOptions {
  readonly experimentId: string;
}

interface SearchOptions extends TrackingOptions {
  readonly view: ViewType;
  readonly filter?: string;
  readonly maxResults: number;
}

/** `experiments create`. */
export function configureExperimentsCreate(command: Command): void {
  addTrackingOptions(command)
    .requiredOption("-n, --experiment-name <name>", "its name")
    .option("-l, --artifact-location <uri>", "where its runs keep artifacts (default: the store decides)")
    .action(
      async (
        options: TrackingOptions & { readonly experimentName: string; readonly artifactLocation?: string },
      ) => {
        const { experimentName, artifactLocation } = options;
        const id = await clientOf(options).createExperiment(
          experimentName,
          artifactLocation === undefined ? {} : { artifactLocation },
        );
        answer(options, `Created experiment ${experimentName} with id ${id}`, { experiment_id: id });
      },
    );
}

/** `experiments search`. */
export function configureExperimentsSearch(command: Command): void {
  addTrackingOptions(command)
    .addOption(viewOption())
    .option("--filter <text>", "such as \"name LIKE 'wine%' AND tags.team = 'red'\"")
    .option("--max-results <count>", "how many at most", wholeNumber(1, MAX_LISTED), MAX_LISTED)
    .action(async (options: SearchOptions) => {
      const client = clientOf(options);
      const { view, filter, maxResults } = options;
      const found = await everyPage(maxResults, (page) =>
        client.searchExperiments({ ...page, filter, viewType: view }),
      );
      const rows = found.map(({ experimentId, name, artifactLocation }) => [
        experimentId,
        name,
        artifactLocation,
      ]);
      const table = textTable(["Experiment Id", "Name", "Artifact Location"], rows);
      answer(options, table, found.map(experimentToJson));
    });
}

/** `experiments get`. */
export function configureExperimentsGet(command: Command): void {
  addTrackingOptions(command)
    .option("-x, --experiment-id <id>", "its id")
    .option("-n, --experiment-name <name>", "or its name")
    .action(
      async (
        options: TrackingOptions & { readonly experimentId?: string; readonly experimentName?: string },
      ) => {
        const experiment = await find(clientOf(options), options.experimentId, options.experimentName);
        answer(options, factsOf(experiment), experimentToJson(experiment));
      },
    );
}

async function find(
  client: TrackingClient,
  id: string | undefined,
  name: string | undefined,
): Promise<Experiment> {
  if ((id === undefined) === (name === undefined)) {
    throw invalidValue(
      "Cannot tell which experiment is meant: give either --experiment-id or --experiment-name",
    );
  }
  if (id !== undefined) return await client.getExperiment(id);
  const found = await client.getExperimentByName(name ?? "");
  if (found === undefined) {
    throw failure("RESOURCE_DOES_NOT_EXIST", `Could not find experiment with name '${name}'`);
  }
  return found;
}

function factsOf({ experimentId, name, artifactLocation, lifecycleStage, tags }: Experiment): string {
  const facts = [
    ["Experiment Id", experimentId],
    ["Name", name],
    ["Artifact Location", artifactLocation],
    ["Lifecycle Stage", lifecycleStage],
    ...Array.from(tags, ([key, value]) => [`Tag ${key}`, value]),
  ];
  const [head = [], ...rows] = facts;
  return textTable(head, rows);
}

/** `experiments delete`. */
export function configureExperimentsDelete(command: Command): void {
  addTrackingOptions(withId(command)).action(async (options: IdOptions) => {
    await clientOf(options).deleteExperiment(options.experimentId);
    answer(options, `Moved experiment ${options.experimentId} to the trash`, {});
  });
}

/** `experiments restore`. */
export function configureExperimentsRestore(command: Command): void {
  addTrackingOptions(withId(command)).action(async (options: IdOptions) => {
    await clientOf(options).restoreExperiment(options.experimentId);
    answer(options, `Restored experiment ${options.experimentId}`, {});
  });
}

/** `experiments rename`. */
export function configureExperimentsRename(command: Command): void {
  addTrackingOptions(withId(command))
    .requiredOption("--new-name <name>", "its new name")
    .action(async (options: IdOptions & { readonly newName: string }) => {
      await clientOf(options).renameExperiment(options.experimentId, options.newName);
      answer(options, `Renamed experiment ${options.experimentId} to ${options.newName}`, {});
    });
}

/** `experiments csv`. */
export function configureExperimentsCsv(command: Command): void {
  addTrackingOptions(withId(command))
    .option("-o, --filename <file>", "write the table there (default: to stdout)")
    .action(async (options: IdOptions & { readonly filename?: string }) => {
      const client = clientOf(options);
      const { experimentId } = await client.getExperiment(options.experimentId);
      const runs = await everyPage(MAX_LISTED, (page) =>
        client.searchRuns({ ...page, experimentIds: [experimentId] }),
      );
      const csv = runsToCsv(runs);
      if (options.filename === undefined) return writeOut(csv.trimEnd());
      const path = resolve(workingFolder(), options.filename);
      makeFolder(dirname(path));
      writeFileAtomic(path, csv, dirname(path));
      answer(options, `Wrote ${runs.length} runs to ${path}`, { runs: runs.length, path });
    });
}

function withId(command: Command): Command {
  return command.requiredOption("-x, --experiment-id <id>", "the experiment's id");
}
