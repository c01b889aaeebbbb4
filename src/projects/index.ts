// Projects: what is run from a folder or a repository, again and again, and searched over.
export { addedVariables } from "./child-environment.ts";
export type { EnvironmentManager } from "./project-record.ts";
export { type ReproduceOptions, type Reproduction, reproduceRun } from "./reproduce-run.ts";
export type { ProjectOutcome } from "./run-entry-point.ts";
export { type RunProjectOptions, runProject } from "./run-project.ts";
export { shownCommand } from "./shown-command.ts";
export {
  resumeSweep,
  runSweep,
  type SweepOptions,
  type SweepOutcome,
  type SweepProgress,
} from "./sweep/run-sweep.ts";
export { MAX_TRIALS, SAMPLERS, type SamplerName } from "./sweep/sweep-plan.ts";
export type { Trial } from "./sweep/trials.ts";
