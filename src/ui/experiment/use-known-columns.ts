// Every column that the runs of a query have.
import { useEffect, useRef } from "preact/hooks";
import { fetchColumns, type RunColumns } from "../api/runs.ts";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";

const ASK_AGAIN_MS = 400;

/**
 * The columns; those of the last query while the next one's are not there.
 *
 * @param query Undefined asks for nothing.
 * @param version Changes when they are to be asked for anew.
 */
export function useKnownColumns(query: RunQuery | undefined, version: number): RunColumns | undefined {
  const counted = withoutOrder(query);
  const key = counted && JSON.stringify(counted);
  const { value, reload } = useLoad((signal) => fetchColumns(counted ?? { experiment_ids: [] }, signal), key);
  const last = useRef<RunColumns | undefined>(undefined);
  if (value !== undefined || key === undefined) last.current = value;
  useEffect(() => {
    if (version > 0) reload();
  }, [version]);
  useEffect(() => {
    if (value?.incomplete !== true) return undefined;
    const timer = setTimeout(reload, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return last.current;
}

/** The columns do not depend on the order of the runs. */
function withoutOrder(query: RunQuery | undefined): RunQuery | undefined {
  if (query === undefined) return undefined;
  const { order: _, roots_only: __, ...counted } = query;
  return counted;
}
