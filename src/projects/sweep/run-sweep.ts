// Runs a project many times, each time with another setting, and keeps the runs as children of one.
import { join } from "node:path";
import { failure, invalidValue, quote } from "../../errors/index.ts";
import {
  kindOf,
  makeTemporaryFolder,
  nowMs,
  readText,
  removeFile,
  removeTree,
  userName,
} from "../../system/index.ts";
import type { Run, RunStatus, TrackingClient } from "../../tracking/index.ts";
import { type OpenProject, openProject } from "../open-project.ts";
import { runEntryPoint } from "../run-entry-point.ts";
import { experimentFor, prepareEnvironment } from "../run-project.ts";
import type { Sampler, Setting } from "./sampler.ts";
import { readPlan, type SweepPlan, samplerOf, writePlan } from "./sweep-plan.ts";
import { bestTrial, endedTrials, observationsOf, TRIAL_TAG, type Trial, trialOf } from "./trials.ts";

/** When so many trials have failed from the first on, the next ones would as well. */
const MAX_FIRST_FAILURES = 5;
const OUTPUT_FILE = "output.txt";

/** What a sweep is run with, besides its plan. */
export interface SweepOptions {
  readonly client: TrackingClient;
  /** How many trials run at once. */
  readonly parallel: number;
  readonly variables?: ReadonlyMap<string, string> | undefined;
  readonly storageFolder?: string | undefined;
  /** A trial is stopped after so many milliseconds, and has failed. Default: never. */
  readonly timeLimitMs?: number | undefined;
  readonly stop?: AbortSignal | undefined;
  /** Is told what goes on, in lines for people. */
  readonly tell: (line: string) => void;
  /** Is told whenever a trial starts or ends. */
  readonly onProgress: (progress: SweepProgress) => void;
}

/** How far a sweep is. */
export interface SweepProgress {
  readonly parentRunId: string;
  readonly plan: SweepPlan;
  /** In the order of their numbers. */
  readonly trials: readonly Trial[];
  readonly best: Trial | undefined;
  /** The trial that has started or ended just now. */
  readonly latest: Trial;
}

/** How a sweep ended. */
export interface SweepOutcome {
  readonly parentRunId: string;
  readonly experimentId: string;
  readonly status: RunStatus;
  readonly trials: readonly Trial[];
  readonly best: Trial | undefined;
}

/**
 * Begins a sweep.
 *
 * @param request The plan. Without a number of trials a grid is gone through to its end.
 * @throws RangeError or Error that says what is wrong with the request, before a run is made.
 */
export async function runSweep(
  request: Omit<SweepPlan, "trials"> & { readonly trials: number | undefined },
  options: SweepOptions & {
    readonly experimentName?: string | undefined;
    readonly experimentId?: string | undefined;
    readonly runName?: string | undefined;
  },
): Promise<SweepOutcome> {
  const { client } = options;
  const sampler = samplerOf(request);
  const trials = trialCount(request, sampler);
  const project = await openProject(request.uri, request.version);
  try {
    // What was checked out is checked out again when the sweep goes on; a folder is run as it is then.
    const version = project.repository === undefined ? request.version : project.commit;
    const plan: SweepPlan = { ...request, version, trials };
    await prepareEnvironment(project, plan.environmentManager, options.tell);
    const experimentId = await experimentFor(client, options);
    const parent = await client.createRun({
      experimentId,
      userId: userName(),
      runName: options.runName,
      tags: parentTags(plan, project),
    });
    const { runId } = parent.info;
    await client.logBatch(runId, { params: plan.space });
    await writePlan(client, runId, plan);
    return await new Sweep(project, plan, sampler, parent, new Map(), options).run();
  } finally {
    project.close();
  }
}

/**
 * Goes on with a sweep that was interrupted, from its run: trials that have ended are kept, the others are made.
 *
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when the run is that of no sweep.
 */
export async function resumeSweep(parentRunId: string, options: SweepOptions): Promise<SweepOutcome> {
  const { client } = options;
  const parent = await client.getRun(parentRunId);
  const plan = await readPlan(client, parentRunId);
  const project = await openProject(plan.uri, plan.version);
  try {
    await prepareEnvironment(project, plan.environmentManager, options.tell);
    const ended = await endedTrials(client, parent, plan);
    await client.updateRun(parentRunId, { status: "RUNNING" });
    return await new Sweep(project, plan, samplerOf(plan), parent, ended, options).run();
  } finally {
    project.close();
  }
}

function trialCount({ trials }: { readonly trials: number | undefined }, { count }: Sampler): number {
  if (trials !== undefined) return Math.min(trials, count ?? trials);
  if (count !== undefined) return count;
  throw invalidValue("Cannot sweep: say how many trials to make (--trials)");
}

function parentTags(plan: SweepPlan, { source, commit }: OpenProject): ReadonlyMap<string, string> {
  const tags = new Map([
    ["mlflow.user", userName()],
    ["mlflow.source.name", source],
    ["mlflow.source.type", "PROJECT"],
    ["mlflow.project.entryPoint", plan.entryPoint],
    ["traintracks.sweep.sampler", plan.sampler],
    ["traintracks.sweep.metric", plan.metric],
    ["traintracks.sweep.direction", plan.direction],
    ["traintracks.sweep.trials", String(plan.trials)],
    ["traintracks.sweep.seed", String(plan.seed)],
  ]);
  return commit === undefined ? tags : tags.set("mlflow.source.git.commit", commit);
}

/** A sweep under way. */
class Sweep {
  readonly #project: OpenProject;
  readonly #plan: SweepPlan;
  readonly #sampler: Sampler;
  readonly #parent: Run;
  readonly #trials: Map<number, Trial>;
  readonly #options: SweepOptions;
  readonly #outputs: string = makeTemporaryFolder();
  /** Ends all trials, when the sweep is stopped or has no hope. */
  readonly #stop = new AbortController();
  #fault: unknown;

  constructor(
    project: OpenProject,
    plan: SweepPlan,
    sampler: Sampler,
    parent: Run,
    ended: Map<number, Trial>,
    options: SweepOptions,
  ) {
    this.#project = project;
    this.#plan = plan;
    this.#sampler = sampler;
    this.#parent = parent;
    this.#trials = ended;
    this.#options = options;
  }

  async run(): Promise<SweepOutcome> {
    const onStop = (): void => this.#stop.abort();
    this.#options.stop?.addEventListener("abort", onStop);
    if (this.#options.stop?.aborted === true) onStop();
    try {
      const running = new Set<Promise<void>>();
      for (let number = 0; number < this.#plan.trials && !this.#stop.signal.aborted; number++) {
        if (this.#trials.has(number)) continue;
        const trial = this.#try(number).finally(() => running.delete(trial));
        running.add(trial);
        if (running.size >= this.#options.parallel) await Promise.race(running);
      }
      await Promise.all(running);
    } finally {
      this.#options.stop?.removeEventListener("abort", onStop);
      removeTree(this.#outputs);
    }
    return await this.#end();
  }

  async #try(number: number): Promise<void> {
    const before = this.#sorted().filter((trial) => trial.number < number);
    const setting = this.#sampler.choose(number, observationsOf(before, this.#plan));
    this.#note({
      number,
      setting,
      status: "RUNNING",
      runId: undefined,
      value: undefined,
      startMs: nowMs(),
      durationMs: undefined,
    });
    try {
      await this.#runTrial(number, setting);
    } catch (error) {
      // What is wrong with one trial, such as a store that is away, is wrong with all.
      this.#giveUp(error);
    }
  }

  async #runTrial(number: number, setting: Setting): Promise<void> {
    const { client, variables, storageFolder, timeLimitMs } = this.#options;
    const { runId: parentId, experimentId } = this.#parent.info;
    const output = join(this.#outputs, `${number}.txt`);
    const { runId, status } = await runEntryPoint(this.#project, {
      client,
      experimentId,
      entryPoint: this.#plan.entryPoint,
      parameters: setting,
      runName: `trial-${number + 1}`,
      tags: new Map([
        ["mlflow.parentRunId", parentId],
        [TRIAL_TAG, String(number)],
      ]),
      environmentManager: this.#plan.environmentManager,
      variables,
      storageFolder,
      timeLimitMs,
      stop: this.#stop.signal,
      output: { file: output },
    });
    const said = kindOf(output) === "file" ? readText(output) : "";
    if (said !== "") await (await client.runArtifacts(runId)).upload(output, OUTPUT_FILE);
    removeFile(output);
    const run = await client.getRun(runId);
    // A trial that was too slow is over; one that was stopped with the sweep is made again when it goes on.
    const wasTooSlow = status === "KILLED" && !this.#stop.signal.aborted;
    if (wasTooSlow) await client.updateRun(runId, { status: "FAILED" });
    const trial = trialOf(run, number, this.#plan);
    this.#note(wasTooSlow ? { ...trial, status: "FAILED" } : trial);
    await this.#learn(run, said);
  }

  /** Tells the parent run of a better value, and gives up where there is no hope. */
  async #learn(run: Run, said: string): Promise<void> {
    const { metric } = this.#plan;
    const ended = this.#sorted().filter(({ status }) => status === "FINISHED" || status === "FAILED");
    if (run.info.status === "FINISHED" && !run.data.metrics.has(metric)) {
      const logged = [...run.data.metrics.keys()].map((name) => quote(name)).join(", ") || "none";
      const reason = `run ${run.info.runId} logged no metric ${quote(metric)}; it logged ${logged}`;
      return this.#giveUp(failure("BAD_REQUEST", `Cannot compare trials: ${reason}`));
    }
    if (ended.length >= MAX_FIRST_FAILURES && ended.every(({ status }) => status === "FAILED")) {
      const reason = `the first ${ended.length} trials failed; the last one, run ${run.info.runId}, said: ${faultIn(said)}`;
      return this.#giveUp(failure("BAD_REQUEST", `Cannot go on: ${reason}`));
    }
    const best = bestTrial(this.#sorted(), this.#plan);
    if (best?.value === undefined) return;
    const { client } = this.#options;
    await client.logMetric(this.#parent.info.runId, {
      key: `best_${metric}`,
      value: best.value,
      step: ended.length,
    });
  }

  #giveUp(fault: unknown): void {
    this.#fault ??= fault;
    this.#stop.abort();
  }

  async #end(): Promise<SweepOutcome> {
    const { client } = this.#options;
    const { runId, experimentId } = this.#parent.info;
    const trials = this.#sorted();
    const best = bestTrial(trials, this.#plan);
    if (best?.runId !== undefined) {
      const tags = new Map([["traintracks.sweep.best_run", best.runId]]);
      for (const [name, value] of best.setting) tags.set(`traintracks.sweep.best.${name}`, value);
      await client.logBatch(runId, { tags });
    }
    const isStopped = this.#stop.signal.aborted && this.#fault === undefined;
    const status: RunStatus = isStopped
      ? "KILLED"
      : best === undefined || this.#fault !== undefined
        ? "FAILED"
        : "FINISHED";
    await client.setTerminated(runId, status);
    if (this.#fault !== undefined) throw this.#fault;
    return { parentRunId: runId, experimentId, status, trials, best };
  }

  #note(trial: Trial): void {
    this.#trials.set(trial.number, trial);
    const trials = this.#sorted();
    this.#options.onProgress({
      parentRunId: this.#parent.info.runId,
      plan: this.#plan,
      trials,
      best: bestTrial(trials, this.#plan),
      latest: trial,
    });
  }

  #sorted(): readonly Trial[] {
    return [...this.#trials.values()].sort((a, b) => a.number - b.number);
  }
}

/** The line of a program's output that tells why it failed, as far as that can be guessed: the last that names an error. */
function faultIn(said: string): string {
  const lines = said.trimEnd().split("\n");
  return (
    lines
      .findLast((line) => /^\s*(?:uncaught )?(?:[A-Za-z.]*(?:error|exception)|fatal)\b/i.test(line))
      ?.trim() ??
    lines.at(-1) ??
    ""
  );
}
