// What the commands over a tracker have in common: where it is, and whether a program reads the answer.
import { type Command, InvalidArgumentError, Option } from "commander";
import { writeOut } from "../system/index.ts";
import { TrackingClient, type ViewType } from "../tracking/index.ts";

/** Options every such command has. */
export interface TrackingOptions {
  readonly trackingUri?: string;
  readonly json?: boolean;
}

/** Adds `--tracking-uri` and `--json`. */
export function addTrackingOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--tracking-uri <uri>", "a folder or a tracking server (default: ./mlruns)").env(
        "MLFLOW_TRACKING_URI",
      ),
    )
    .option("--json", "answer in JSON, for programs");
}

/** The tracker that the options name. */
export function clientOf({ trackingUri }: TrackingOptions): TrackingClient {
  return new TrackingClient(trackingUri);
}

/** Says what came of a command: a sentence for a person, or JSON for a program. */
export function answer({ json }: TrackingOptions, sentence: string, value: object): void {
  writeOut(json === true ? JSON.stringify(value) : sentence);
}

/** `--view`, in MLflow's words for the command line. */
export function viewOption(): Option {
  return new Option("-v, --view <which>", "active_only, deleted_only or all")
    .argParser((text): ViewType => {
      const view = (["ACTIVE_ONLY", "DELETED_ONLY", "ALL"] as const).find(
        (name) => name === text.toUpperCase(),
      );
      if (view !== undefined) return view;
      throw new InvalidArgumentError("It must be active_only, deleted_only or all.");
    })
    .default("ACTIVE_ONLY", "active_only");
}
