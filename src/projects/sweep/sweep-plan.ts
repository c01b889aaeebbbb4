// What a sweep is to do, as it is kept with its run, so that it can go on after an interruption.
import { invalidValue, messageOf, quote, unparsable } from "../../errors/index.ts";
import type { TrackingClient } from "../../tracking/index.ts";
import type { EnvironmentManager } from "../project-record.ts";
import { parseDistribution } from "./distribution.ts";
import { gridSampler } from "./grid-sampler.ts";
import { randomSampler } from "./random-sampler.ts";
import type { Sampler, SearchSpace } from "./sampler.ts";
import { tpeSampler } from "./tpe-sampler.ts";

/** The ways to choose settings. */
export const SAMPLERS = ["tpe", "random", "grid"] as const;
/** One of them. */
export type SamplerName = (typeof SAMPLERS)[number];

/** Everything that decides which trials a sweep makes. */
export interface SweepPlan {
  /** The project's address, absolute, and the commit when it is checked out of a repository. */
  readonly uri: string;
  readonly version: string | undefined;
  readonly entryPoint: string;
  readonly environmentManager: EnvironmentManager;
  /** What may be tried, by parameter, as it was typed. */
  readonly space: ReadonlyMap<string, string>;
  readonly sampler: SamplerName;
  /** A whole number in `0 … 2^32 - 1`. */
  readonly seed: number;
  /** How many trials there are. */
  readonly trials: number;
  readonly metric: string;
  readonly direction: "minimize" | "maximize";
}

/** The file among the artifacts of the sweep's run. */
const PLAN_FILE = "sweep/plan.json";
const MAX_CHARACTERS = 4 * 1024 * 1024;
/** The most trials of one sweep. */
export const MAX_TRIALS: number = 100_000;

/**
 * The sampler of a plan.
 *
 * @throws RangeError for a space that cannot be read, or that the sampler cannot go through.
 */
export function samplerOf({ sampler, space, seed }: Pick<SweepPlan, "sampler" | "space" | "seed">): Sampler {
  const parsed: SearchSpace = new Map(
    [...space].map(([name, text]) => [name, parseDistribution(name, text)] as const),
  );
  if (parsed.size === 0)
    throw invalidValue("Cannot sweep: there is no parameter to try values of; give some with -P");
  switch (sampler) {
    case "grid":
      return gridSampler(parsed);
    case "random":
      return randomSampler(parsed, seed);
    case "tpe":
      return tpeSampler(parsed, seed);
  }
}

/** Keeps the plan with the run. */
export async function writePlan(client: TrackingClient, runId: string, plan: SweepPlan): Promise<void> {
  const json = {
    uri: plan.uri,
    version: plan.version,
    entry_point: plan.entryPoint,
    environment_manager: plan.environmentManager,
    space: Object.fromEntries(plan.space),
    sampler: plan.sampler,
    seed: plan.seed,
    trials: plan.trials,
    metric: plan.metric,
    direction: plan.direction,
  };
  await (await client.runArtifacts(runId)).write(PLAN_FILE, `${JSON.stringify(json, undefined, 2)}\n`);
}

/**
 * The plan that a run keeps.
 *
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when it is the run of no sweep, or SyntaxError when the plan cannot be read.
 */
export async function readPlan(client: TrackingClient, runId: string): Promise<SweepPlan> {
  const bytes = await (await client.runArtifacts(runId)).read(PLAN_FILE);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes.subarray(0, MAX_CHARACTERS)));
  } catch (error) {
    throw unparsable(`Cannot read ${PLAN_FILE}: ${messageOf(error)}`, { cause: error });
  }
  const { space } = fieldsOf(json);
  return {
    uri: textAt(json, "uri"),
    version: fieldsOf(json)["version"] === undefined ? undefined : textAt(json, "version"),
    entryPoint: textAt(json, "entry_point"),
    environmentManager: wordAt(json, "environment_manager", ["node", "local"]),
    space: new Map(Object.keys(fieldsOf(space)).map((name) => [name, textAt(space, name)])),
    sampler: wordAt(json, "sampler", SAMPLERS),
    seed: countAt(json, "seed", 2 ** 32 - 1),
    trials: countAt(json, "trials", MAX_TRIALS),
    metric: textAt(json, "metric"),
    direction: wordAt(json, "direction", ["minimize", "maximize"]),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function textAt(json: unknown, name: string): string {
  const value = fieldsOf(json)[name];
  if (typeof value === "string") return value;
  throw unparsable(`Cannot read ${PLAN_FILE}: ${name} must be a text: current value is ${quote(value)}`);
}

function wordAt<T extends string>(json: unknown, name: string, words: readonly T[]): T {
  const text = textAt(json, name);
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  throw unparsable(
    `Cannot read ${PLAN_FILE}: ${name} must be one of ${words.join(", ")}: current value is ${quote(text)}`,
  );
}

function countAt(json: unknown, name: string, most: number): number {
  const value = fieldsOf(json)[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw unparsable(
    `Cannot read ${PLAN_FILE}: ${name} must be a whole number: current value is ${quote(value)}`,
  );
}
