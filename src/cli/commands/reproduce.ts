// `traintracks reproduce`: runs again what a run came from, and compares the two to the bit.
import type { Command } from "commander";
import { failure } from "../../errors/index.ts";
import { addedVariables, type Reproduction, reproduceRun } from "../../projects/index.ts";
import { writeError, writeOut } from "../../system/index.ts";
import { duration } from "../option-values.ts";
import { addWord } from "../project-options.ts";
import { textTable } from "../text-table.ts";
import { addTrackingOptions, clientOf, type TrackingOptions } from "../tracking-options.ts";
import { untilStopped } from "../until-stopped.ts";

interface ReproduceCommandOptions extends TrackingOptions {
  readonly repository?: string;
  readonly keep?: string;
  readonly env: readonly string[];
  readonly timeLimit?: number;
}

/** Adds the run and the options. Exit code 1 when something differs. */
export function configureReproduce(command: Command): void {
  addTrackingOptions(command)
    .argument("<run-id>", "the run")
    .option("--repository <address>", "the git repository, when it is no longer where the run had it")
    .option("--keep <folder>", "work in this folder and leave it: code/ and mlruns/")
    .option("--env <NAME[=value]>", "a variable for the command; may be repeated", addWord, [])
    .option("--time-limit <time>", "stop the command after, such as 90s, 30m or 2h", duration)
    .action(async (runId: string, options: ReproduceCommandOptions) => {
      const isJson = options.json === true;
      const found = await untilStopped((stop) =>
        reproduceRun(runId, {
          client: clientOf(options),
          repository: options.repository,
          keep: options.keep,
          variables: addedVariables(options.env),
          timeLimitMs: options.timeLimit,
          stop,
          output: isJson ? "stderr" : "streams",
          tell: isJson ? writeError : writeOut,
        }),
      );
      writeOut(isJson ? JSON.stringify(found) : summary(runId, found));
      if (!found.identical) throw failure("BAD_REQUEST", `Run ${runId} does not come out again to the bit`);
    });
}

function summary(runId: string, { identical, counts, differences, reasons }: Reproduction): string {
  const { params, metrics, models, modelFiles } = counts;
  const compared = `${params} params, ${metrics} metrics, ${models} models with ${modelFiles} files`;
  if (identical) return `\nidentical: ${compared}`;
  const rows = differences.map(({ kind, name, before, after }) => [kind, name, shown(before), shown(after)]);
  const table = textTable(["What", "Name", `Run ${runId.slice(0, 8)}`, "Now"], rows);
  return `\ndifferent: ${differences.length} of ${compared}\n\n${table}\n\nWhy it may be:\n${reasons.map((reason) => `- ${reason}`).join("\n")}`;
}

/** Digests are long, and their first digits tell as much. */
function shown(text: string | undefined): string {
  if (text === undefined) return "-";
  return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text;
}
