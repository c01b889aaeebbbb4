// The runs of the store as a table, where the store has one.
import { failure } from "../../errors/index.ts";
import type { RunTable } from "../../tracking/index.ts";
import type { Services } from "../routes/route.ts";

/** The table of the store's runs. */
export function tableOf({ store }: Services): RunTable {
  if (store.table !== undefined) return store.table;
  throw failure("NOT_IMPLEMENTED", "Cannot show tables of runs: this store keeps no runs on this machine");
}
