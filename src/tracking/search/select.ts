// The whole of a search: filter, sort, and give up before it takes too long.
import { invalidValue } from "../../errors/index.ts";
import { nowMs } from "../../system/index.ts";
import { MAX_SEARCH_MS } from "../limits.ts";
import type { Predicate } from "./filter.ts";
import { type Order, sortRecords } from "./order.ts";

const RECORDS_PER_CHECK = 256;

/**
 * The records that pass, sorted.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the filter takes more than half a minute.
 */
export function selectRecords<R>(
  records: Iterable<R>,
  passes: Predicate<R>,
  orders: readonly Order<R>[],
): readonly R[] {
  const deadline = nowMs() + MAX_SEARCH_MS;
  const selected: R[] = [];
  let count = 0;
  for (const record of records) {
    if (passes(record)) selected.push(record);
    if (++count % RECORDS_PER_CHECK === 0 && nowMs() > deadline) {
      throw invalidValue(`Cannot finish the search within ${MAX_SEARCH_MS / 1000} s: use a simpler filter`);
    }
  }
  return sortRecords(selected, orders);
}
