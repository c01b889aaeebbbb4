// What the commands have in common that look after the folder of a store themselves.
import { type Command, Option } from "commander";
import { failure, invalidValue, quote } from "../errors/index.ts";
import { kindOf } from "../system/index.ts";
import { type FileStore, openFileStore, parseTrackingUri } from "../tracking/index.ts";

/** Options every such command has. */
export interface StoreOptions {
  readonly backendStoreUri: string;
  readonly json?: boolean;
}

/** Adds `--backend-store-uri` and `--json`. */
export function addStoreOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--backend-store-uri <folder>", "the folder in which runs are kept")
        .env("MLFLOW_BACKEND_STORE_URI")
        .default("./mlruns"),
    )
    .option("--json", "answer in JSON, for programs");
}

/**
 * The store that the options name.
 *
 * @throws RangeError when it is no folder, Error `RESOURCE_DOES_NOT_EXIST` when there is none.
 */
export function storeOf({ backendStoreUri }: StoreOptions): FileStore {
  const place = parseTrackingUri(backendStoreUri);
  if (place.kind !== "folder") {
    throw invalidValue(
      `Cannot look after the store at ${quote(backendStoreUri)}: this is done on the machine where its folder is`,
    );
  }
  if (kindOf(place.folder) !== "folder") {
    throw failure("RESOURCE_DOES_NOT_EXIST", `There is no folder of runs at ${place.folder}`);
  }
  return openFileStore(place.folder);
}
