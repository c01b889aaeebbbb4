// `traintracks import`: copies runs from another tracker to the one in use.
import type { Command } from "commander";
import { TrackingClient } from "../../tracking/index.ts";
import { addCopyOptions, type CopyOptions, runCopy } from "../copy-options.ts";
import { addTrackingOptions, clientOf } from "../tracking-options.ts";

/** Adds the options of `import`. */
export function configureImport(command: Command): void {
  addCopyOptions(addTrackingOptions(command))
    .requiredOption("--from <uri>", "the folder or tracking server that the runs are copied from")
    .action(async (options: CopyOptions & { readonly from: string }) => {
      await runCopy(new TrackingClient(options.from), clientOf(options), options);
    });
}
