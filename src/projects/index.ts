// Projects: what is run from a folder or a repository, again and again, and searched over.
export { addedVariables } from "./child-environment.ts";
export type { EnvironmentManager } from "./project-record.ts";
export type { ProjectOutcome } from "./run-entry-point.ts";
export { type RunProjectOptions, runProject } from "./run-project.ts";
