// `traintracks run`: runs an entry point of a project, in a folder or in a git repository.
import type { Command } from "commander";
import { failure } from "../../errors/index.ts";
import { type ProjectOutcome, runProject, shownCommand } from "../../projects/index.ts";
import { writeError, writeOut } from "../../system/index.ts";
import { addParameter, addProjectOptions, type ProjectOptions, projectOptions } from "../project-options.ts";
import { untilStopped } from "../until-stopped.ts";

/** Adds the project's address and the options. */
export function configureRun(command: Command): void {
  addProjectOptions(command)
    .option("-P, --param <name=value>", "a parameter's value; may be repeated", addParameter, new Map())
    .action(async (uri: string, options: ProjectOptions) => {
      const tell = options.json === true ? writeError : writeOut;
      const outcome = await untilStopped((stop) =>
        runProject(uri, {
          ...projectOptions(options),
          parameters: options.param,
          output: options.json === true ? "stderr" : "streams",
          tell,
          stop,
          onStart: (runId, words) =>
            tell(`=== Running command ${shownCommand(words)} in run with ID '${runId}' ===`),
        }),
      );
      const { runId, experimentId, status, child } = outcome;
      if (options.json === true) {
        writeOut(
          JSON.stringify({
            run_id: runId,
            experiment_id: experimentId,
            status,
            exit_code: child.code ?? null,
          }),
        );
      }
      if (status === "FINISHED") return tell(`=== Run (ID '${runId}') succeeded ===`);
      throw failure("BAD_REQUEST", `=== Run (ID '${runId}') ${endOf(outcome, options.timeLimit)} ===`);
    });
}

function endOf({ child }: ProjectOutcome, timeLimitMs: number | undefined): string {
  if (child.stopped === "time limit")
    return `was stopped after its time limit of ${(timeLimitMs ?? 0) / 1000} s`;
  if (child.stopped !== undefined) return "was stopped";
  return child.signal === undefined
    ? `failed: its command ended with exit code ${child.code}`
    : `was ended by ${child.signal}`;
}
