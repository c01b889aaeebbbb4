// `traintracks runs …`: list, describe, delete and restore runs.
import type { Command } from "commander";
import { writeOut } from "../../system/index.ts";
import { runToJson, type ViewType } from "../../tracking/index.ts";
import { everyPage } from "../every-page.ts";
import { wholeNumber } from "../option-values.ts";
import { textTable } from "../text-table.ts";
import {
  addTrackingOptions,
  answer,
  clientOf,
  type TrackingOptions,
  viewOption,
} from "../tracking-options.ts";

const MAX_LISTED = 1_000_000;
const MAX_METRIC_COLUMNS = 6;

interface ListOptions extends TrackingOptions {
  readonly experimentId: string;
  readonly view: ViewType;
  readonly filter?: string;
  readonly orderBy?: string;
  readonly maxResults: number;
}

interface IdOptions extends TrackingOptions {
  readonly runId: string;
}

/** `runs list`. */
export function configureRunsList(command: Command): void {
  addTrackingOptions(command)
    .requiredOption("--experiment-id <id>", "the experiment whose runs are listed")
    .addOption(viewOption())
    .option("--filter <text>", "such as \"metrics.rmse < 0.8 AND params.alpha = '0.01'\"")
    .option("--order-by <item>", 'such as "metrics.rmse ASC"')
    .option("--max-results <count>", "how many at most", wholeNumber(1, MAX_LISTED), MAX_LISTED)
    .action(async (options: ListOptions) => {
      const client = clientOf(options);
      const { experimentId, view, filter, orderBy, maxResults } = options;
      const runs = await everyPage(maxResults, (page) =>
        client.searchRuns({
          ...page,
          experimentIds: [experimentId],
          viewType: view,
          filter,
          orderBy: orderBy === undefined ? [] : [orderBy],
        }),
      );
      const metrics = [...new Set(runs.flatMap(({ data }) => [...data.metrics.keys()]))]
        .sort()
        .slice(0, MAX_METRIC_COLUMNS);
      const rows = runs.map(({ info, data }) => [
        new Date(info.startTimeMs).toISOString().slice(0, 19).replace("T", " "),
        info.runName,
        info.runId,
        info.status,
        ...metrics.map((key) => String(data.metrics.get(key)?.value ?? "")),
      ]);
      answer(options, textTable(["Date", "Name", "ID", "Status", ...metrics], rows), runs.map(runToJson));
    });
}

/** `runs describe`. */
export function configureRunsDescribe(command: Command): void {
  addTrackingOptions(withId(command)).action(async (options: IdOptions) => {
    const run = await clientOf(options).getRun(options.runId);
    writeOut(JSON.stringify(runToJson(run), undefined, options.json === true ? undefined : 4));
  });
}

/** `runs delete`. */
export function configureRunsDelete(command: Command): void {
  addTrackingOptions(withId(command)).action(async (options: IdOptions) => {
    await clientOf(options).deleteRun(options.runId);
    answer(options, `Run with ID ${options.runId} has been deleted.`, {});
  });
}

/** `runs restore`. */
export function configureRunsRestore(command: Command): void {
  addTrackingOptions(withId(command)).action(async (options: IdOptions) => {
    await clientOf(options).restoreRun(options.runId);
    answer(options, `Run with ID ${options.runId} has been restored.`, {});
  });
}

function withId(command: Command): Command {
  return command.requiredOption("--run-id <id>", "the run's id");
}
