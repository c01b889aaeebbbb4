// Searching experiments: what of an experiment can be searched, and in which order they come.
import type { Experiment, Page } from "../entities.ts";
import { DEFAULT_SEARCH_RESULTS } from "../limits.ts";
import type { ViewedSearchRequest } from "../stores/tracking-store.ts";
import type { Dialect } from "./dialect.ts";
import { compileFilter } from "./filter.ts";
import { compileOrders, type Order } from "./order.ts";
import { checkMaxResults, pageOf } from "./pages.ts";
import { selectRecords } from "./select.ts";

/** The searchable fields of an experiment. */
const EXPERIMENT_DIALECT: Dialect<Experiment> = {
  attributes: [
    { name: "name", kind: "text", read: ({ name }) => name },
    { name: "creation_time", kind: "number", read: ({ creationTimeMs }) => creationTimeMs },
    { name: "last_update_time", kind: "number", read: ({ lastUpdateTimeMs }) => lastUpdateTimeMs },
    { name: "experiment_id", kind: "text", isListable: true, read: ({ experimentId }) => experimentId },
  ],
  tag: ({ tags }, key) => tags.get(key),
};

const BY_ID: Order<Experiment> = {
  isAscending: true,
  read: ({ experimentId }) => experimentId,
};

/** Orders for a search; without items the newest come first, and ties go by id. */
function experimentOrders(items: readonly string[]): readonly Order<Experiment>[] {
  if (items.length > 0)
    return [...compileOrders(items, EXPERIMENT_DIALECT), { ...BY_ID, isAscending: false }];
  return [
    {
      isAscending: false,
      read: ({ creationTimeMs }) => creationTimeMs,
    },
    BY_ID,
  ];
}

/**
 * Searches experiments.
 *
 * @param experiments All experiments in view; asked for only when the request is in order.
 */
export function searchExperiments(
  experiments: () => Iterable<Experiment>,
  request: ViewedSearchRequest,
): Page<Experiment> {
  const { filter, orderBy = [], maxResults = DEFAULT_SEARCH_RESULTS, pageToken } = request;
  checkMaxResults(maxResults);
  const passes = compileFilter(filter, EXPERIMENT_DIALECT);
  const orders = experimentOrders(orderBy);
  return pageOf(selectRecords(experiments(), passes, orders), maxResults, pageToken);
}
