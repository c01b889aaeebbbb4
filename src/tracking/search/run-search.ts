// Searching runs: what of a run can be searched, and how a page is found without looking at all there is.
import { invalidValue } from "../../errors/index.ts";
import { nowMs } from "../../system/index.ts";
import type { LifecycleStage, Page, Run, RunInfo } from "../entities.ts";
import { DEFAULT_SEARCH_RESULTS, MAX_SEARCH_MS } from "../limits.ts";
import type { RunSearchRequest } from "../stores/tracking-store.ts";
import type { Dialect } from "./dialect.ts";
import { compileFilter } from "./filter.ts";
import { compileOrders, type Order, sortRecords } from "./order.ts";
import { checkMaxResults, nextPageToken, pageOffset } from "./pages.ts";
import { isInView } from "./view.ts";

/** The tag of an input that says what its data set was for. */
const CONTEXT_TAG = "mlflow.data.context";
const RECORDS_PER_CHECK = 256;

/** How the parts of a run are reached. Each is asked for only when a search needs it. */
export interface RunAccess<R> {
  /** Undefined for a run that has gone meanwhile. */
  readonly info: (run: R) => RunInfo | undefined;
  readonly lifecycleStage: (run: R) => LifecycleStage | undefined;
  readonly metric: (run: R, key: string) => number | undefined;
  readonly param: (run: R, key: string) => string | undefined;
  readonly tag: (run: R, key: string) => string | undefined;
  readonly inputs: (run: R) => Run["inputs"];
}

/** Reaches into whole runs. */
export const WHOLE_RUNS: RunAccess<Run> = {
  info: ({ info }) => info,
  lifecycleStage: ({ info }) => info.lifecycleStage,
  metric: ({ data }, key) => data.metrics.get(key)?.value,
  param: ({ data }, key) => data.params.get(key),
  tag: ({ data }, key) => data.tags.get(key),
  inputs: ({ inputs }) => inputs,
};

function runDialect<R>({ info, metric, param, tag, inputs }: RunAccess<R>): Dialect<R> {
  return {
    attributes: [
      { name: "run_id", kind: "text", isListable: true, read: (run) => info(run)?.runId },
      {
        name: "run_name",
        aliases: ["run name", "Run name", "Run Name"],
        kind: "text",
        read: (run) => info(run)?.runName,
      },
      { name: "user_id", kind: "text", read: (run) => info(run)?.userId },
      { name: "status", kind: "text", read: (run) => info(run)?.status },
      { name: "artifact_uri", kind: "text", read: (run) => info(run)?.artifactUri },
      {
        name: START_TIME,
        aliases: ["created", "Created"],
        kind: "number",
        read: (run) => info(run)?.startTimeMs,
      },
      { name: "end_time", kind: "number", read: (run) => info(run)?.endTimeMs },
    ],
    metric,
    param,
    tag,
    dataset: (run, key) =>
      inputs(run).datasets.flatMap(({ dataset, tags }) =>
        key === "context" ? (tags.get(CONTEXT_TAG) ?? []) : dataset[key],
      ),
  };
}

const START_TIME = "start_time";

/** The runs to search. */
export interface RunSource<R> extends RunAccess<R> {
  /** The newest first, then by id: the order of ties, and of runs when no order is asked for. */
  readonly newestFirst: () => readonly R[];
}

/**
 * Searches runs.
 *
 * Runs are looked at one by one in the order asked for until the page is full, so that with the order they already
 * have, only a page's worth of them is ever looked at.
 *
 * @returns The runs of the page.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a request that is not in order, or takes more than half a minute.
 */
export function searchRuns<R>(source: RunSource<R>, request: RunSearchRequest): Page<R> {
  const { filter, orderBy = [], maxResults = DEFAULT_SEARCH_RESULTS, viewType } = request;
  checkMaxResults(maxResults);
  const dialect = runDialect(source);
  const passes = compileFilter(filter, dialect);
  const orders = compileOrders(orderBy, dialect);
  const offset = pageOffset(request.pageToken);
  const checkTime = deadlineCheck();
  const matching = (run: R) => {
    checkTime();
    return passes(run);
  };
  const newestFirst = source.newestFirst();
  const isInOrder = isNewestFirst(orders);
  // With another order all that match must be known before the first can be told.
  const candidates = isInOrder ? newestFirst : sortRecords(newestFirst.filter(matching), orders);
  const items: R[] = [];
  let count = 0;
  for (const run of candidates) {
    if (isInOrder && !matching(run)) continue;
    const lifecycleStage = source.lifecycleStage(run);
    if (lifecycleStage === undefined || !isInView({ lifecycleStage }, viewType)) continue;
    if (count === offset + maxResults) return { items, nextPageToken: nextPageToken(count) };
    if (count >= offset) items.push(run);
    count++;
  }
  return { items, nextPageToken: undefined };
}

function isNewestFirst<R>([first, second]: readonly Order<R>[]): boolean {
  if (first === undefined) return true;
  return second === undefined && first.field === `attribute.${START_TIME}` && !first.isAscending;
}

/** A check, to be called for each record, that a search has not gone on for too long. */
export function deadlineCheck(): () => void {
  const deadline = nowMs() + MAX_SEARCH_MS;
  let count = 0;
  return () => {
    if (++count % RECORDS_PER_CHECK === 0 && nowMs() > deadline) throw tooSlow();
  };
}

function tooSlow(): RangeError {
  return invalidValue(`Cannot finish the search within ${MAX_SEARCH_MS / 1000} s: use a simpler filter`);
}

/** Runs, the newest first, then by id. */
export function newestFirst(runs: readonly Run[]): readonly Run[] {
  return sortRecords(runs, [
    { isAscending: false, read: ({ info }) => info.startTimeMs },
    { isAscending: true, read: ({ info }) => info.runId },
  ]);
}
