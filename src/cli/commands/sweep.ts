// `traintracks sweep`: runs a project with many settings, and finds the best.
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { failure, invalidValue } from "../../errors/index.ts";
import {
  MAX_TRIALS,
  resumeSweep,
  runSweep,
  SAMPLERS,
  type SamplerName,
  type SweepOutcome,
} from "../../projects/index.ts";
import { coreCount, kindOf, randomBelow, workingFolder, writeError, writeOut } from "../../system/index.ts";
import { wholeNumber } from "../option-values.ts";
import { addParameter, addProjectOptions, type ProjectOptions, projectOptions } from "../project-options.ts";
import { SweepDisplay } from "../sweep-display.ts";
import { untilStopped } from "../until-stopped.ts";

const MAX_PARALLEL = 256;
const LARGEST_SEED = 2 ** 32 - 1;

interface SweepCommandOptions extends ProjectOptions {
  readonly metric?: string;
  readonly direction: "minimize" | "maximize";
  readonly sampler: SamplerName;
  readonly trials?: number;
  readonly seed?: number;
  readonly parallel: number;
  readonly resume?: string;
}

/** Adds the project's address and the options. */
export function configureSweep(command: Command): void {
  addProjectOptions(command, "[project]")
    .option(
      "-P, --param <name=values>",
      "what to try: log(a,b), uniform(a,b), int(a,b), choice(a,b,c), [a,b,c], or one value",
      addParameter,
      new Map(),
    )
    .option("--metric <name>", "the metric that tells how good a trial is")
    .addOption(
      new Option("--direction <which>", "whether less or more of it is better")
        .choices(["minimize", "maximize"])
        .default("minimize"),
    )
    .addOption(
      new Option("--sampler <which>", "how settings are chosen").choices([...SAMPLERS]).default("tpe"),
    )
    .option(
      "--trials <count>",
      "how many settings to try (default: all of a grid)",
      wholeNumber(1, MAX_TRIALS),
    )
    .option(
      "--parallel <count>",
      "how many run at once",
      wholeNumber(1, MAX_PARALLEL),
      Math.max(1, Math.floor(coreCount() / 2)),
    )
    .option(
      "--seed <number>",
      "the same seed, the same settings (default: another each time)",
      wholeNumber(0, LARGEST_SEED),
    )
    .option("--resume <run-id>", "go on with the sweep of this run, by its own plan")
    .action(async (uri: string | undefined, options: SweepCommandOptions) => {
      const tell = options.json === true ? writeError : writeOut;
      const display = new SweepDisplay(tell);
      let parentRunId = options.resume;
      const outcome = await untilStopped((stop) =>
        start(uri, options, {
          tell,
          stop,
          onProgress: (progress) => {
            if (parentRunId === undefined)
              tell(
                `Sweep in run ${progress.parentRunId}; if it is interrupted, go on with: ${resumeCommand(progress.parentRunId)}`,
              );
            parentRunId = progress.parentRunId;
            if (options.json !== true) display.show(progress);
            else if (progress.latest.status !== "RUNNING") display.show(progress);
          },
        }),
      );
      conclude(outcome, options);
    });
}

type Watching = Pick<Parameters<typeof resumeSweep>[1], "tell" | "stop" | "onProgress">;

async function start(
  uri: string | undefined,
  options: SweepCommandOptions,
  watching: Watching,
): Promise<SweepOutcome> {
  const { client, entryPoint, version, environmentManager, experimentName, experimentId, runName, ...rest } =
    projectOptions(options);
  const common = { client, parallel: options.parallel, ...rest, ...watching };
  if (options.resume !== undefined) {
    if (uri !== undefined || options.param.size > 0) {
      throw invalidValue(
        "Cannot resume a sweep with another project or other parameters: its plan is kept with its run",
      );
    }
    return await resumeSweep(options.resume, common);
  }
  if (uri === undefined) throw invalidValue("Cannot sweep: no project was given, and no run to resume");
  if (options.metric === undefined)
    throw invalidValue("Cannot sweep: say which metric tells how good a trial is (--metric)");
  return await runSweep(
    {
      uri: absolute(uri),
      version,
      entryPoint: entryPoint ?? "main",
      environmentManager,
      space: options.param,
      sampler: options.sampler,
      seed: options.seed ?? randomBelow(LARGEST_SEED + 1),
      trials: options.trials,
      metric: options.metric,
      direction: options.direction,
    },
    { ...common, experimentName, experimentId, runName },
  );
}

/** A sweep may be resumed from another folder. */
function absolute(uri: string): string {
  const [place = "", ...rest] = uri.split("#");
  return kindOf(place) === "folder" ? [resolve(workingFolder(), place), ...rest].join("#") : uri;
}

function conclude(
  { parentRunId, experimentId, status, trials, best }: SweepOutcome,
  options: SweepCommandOptions,
): void {
  const counts = {
    trials: trials.length,
    failed: trials.filter((trial) => trial.status === "FAILED").length,
  };
  if (options.json === true) {
    const setting = best === undefined ? null : Object.fromEntries(best.setting);
    const found = best && { run_id: best.runId, trial: best.number, value: best.value, params: setting };
    writeOut(
      JSON.stringify({
        run_id: parentRunId,
        experiment_id: experimentId,
        status,
        ...counts,
        best: found ?? null,
      }),
    );
  } else if (best !== undefined) {
    const setting = [...best.setting].map(([name, value]) => `  ${name} = ${value}`);
    writeOut([`\nBest of ${trials.length}: ${best.value}, run ${best.runId}`, ...setting].join("\n"));
  }
  if (counts.failed > 0)
    writeError(
      `${counts.failed} of ${counts.trials} trials failed; their runs hold what they said in output.txt`,
    );
  if (status === "KILLED")
    throw failure("BAD_REQUEST", `The sweep was stopped; go on with: ${resumeCommand(parentRunId)}`);
  if (status !== "FINISHED") throw failure("BAD_REQUEST", "No trial of the sweep succeeded");
}

function resumeCommand(runId: string): string {
  return `npx traintracks sweep --resume ${runId}`;
}
