// Searching experiments: what of an experiment can be searched, and in which order they come.
import type { Experiment } from "../entities.ts";
import type { Dialect } from "./dialect.ts";
import { compileOrders, type Order } from "./order.ts";

/** The searchable fields of an experiment. */
export const EXPERIMENT_DIALECT: Dialect<Experiment> = {
  attributes: [
    { name: "name", kind: "text", read: ({ name }) => name },
    { name: "creation_time", kind: "number", read: ({ creationTimeMs }) => creationTimeMs },
    { name: "last_update_time", kind: "number", read: ({ lastUpdateTimeMs }) => lastUpdateTimeMs },
    { name: "experiment_id", kind: "text", isListable: true, read: ({ experimentId }) => experimentId },
  ],
  tag: ({ tags }, key) => tags.get(key),
};

const BY_ID: Order<Experiment> = { isAscending: true, read: ({ experimentId }) => experimentId };

/** Orders for a search; without items the newest come first, and ties go by id. */
export function experimentOrders(items: readonly string[]): readonly Order<Experiment>[] {
  if (items.length > 0)
    return [...compileOrders(items, EXPERIMENT_DIALECT), { ...BY_ID, isAscending: false }];
  return [{ isAscending: false, read: ({ creationTimeMs }) => creationTimeMs }, BY_ID];
}
