// Searching runs: what of a run can be searched, and in which order runs come when none is asked for.
import type { Page, Run } from "../entities.ts";
import { DEFAULT_SEARCH_RESULTS } from "../limits.ts";
import type { RunSearchRequest } from "../stores/tracking-store.ts";
import type { Dialect } from "./dialect.ts";
import { compileFilter } from "./filter.ts";
import { compileOrders, type Order } from "./order.ts";
import { checkMaxResults, pageOf } from "./pages.ts";
import { selectRecords } from "./select.ts";

/** The tag of an input that says what its data set was for. */
const CONTEXT_TAG = "mlflow.data.context";

/** The searchable fields of a run. */
export const RUN_DIALECT: Dialect<Run> = {
  attributes: [
    { name: "run_id", kind: "text", isListable: true, read: ({ info }) => info.runId },
    {
      name: "run_name",
      aliases: ["run name", "Run name", "Run Name"],
      kind: "text",
      read: ({ info }) => info.runName,
    },
    { name: "user_id", kind: "text", read: ({ info }) => info.userId },
    { name: "status", kind: "text", read: ({ info }) => info.status },
    { name: "artifact_uri", kind: "text", read: ({ info }) => info.artifactUri },
    {
      name: "start_time",
      aliases: ["created", "Created"],
      kind: "number",
      read: ({ info }) => info.startTimeMs,
    },
    { name: "end_time", kind: "number", read: ({ info }) => info.endTimeMs },
  ],
  metric: ({ data }, key) => data.metrics.get(key)?.value,
  param: ({ data }, key) => data.params.get(key),
  tag: ({ data }, key) => data.tags.get(key),
  dataset: ({ inputs }, key) =>
    inputs.datasets.flatMap(({ dataset, tags }) =>
      key === "context" ? (tags.get(CONTEXT_TAG) ?? []) : dataset[key],
    ),
};

/** The newest first, then by id: the order of ties, and of runs when no order is asked for. */
export const RUN_TIE_ORDERS: readonly Order<Run>[] = [
  { isAscending: false, read: ({ info }) => info.startTimeMs },
  { isAscending: true, read: ({ info }) => info.runId },
];

/**
 * Searches runs.
 *
 * @param runs All runs in view of the experiments asked for; asked for only when the request is in order.
 */
export function searchRuns(runs: () => Iterable<Run>, request: RunSearchRequest): Page<Run> {
  const { filter, orderBy = [], maxResults = DEFAULT_SEARCH_RESULTS, pageToken } = request;
  checkMaxResults(maxResults);
  const passes = compileFilter(filter, RUN_DIALECT);
  const orders = [...compileOrders(orderBy, RUN_DIALECT), ...RUN_TIE_ORDERS];
  return pageOf(selectRecords(runs(), passes, orders), maxResults, pageToken);
}
