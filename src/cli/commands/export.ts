// `traintracks export`: copies runs from the tracker in use to another one.
import type { Command } from "commander";
import { TrackingClient } from "../../tracking/index.ts";
import { addCopyOptions, type CopyOptions, runCopy } from "../copy-options.ts";
import { addTrackingOptions, clientOf } from "../tracking-options.ts";

/** Adds the options of `export`. */
export function configureExport(command: Command): void {
  addCopyOptions(addTrackingOptions(command))
    .requiredOption("--to <uri>", "the folder or tracking server that the runs are copied to")
    .action(async (options: CopyOptions & { readonly to: string }) => {
      await runCopy(clientOf(options), new TrackingClient(options.to), options);
    });
}
