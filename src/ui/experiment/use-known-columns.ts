// Every column that the runs of a query have.
import { useEffect, useRef } from "preact/hooks";
import { fetchColumns, type RunColumns } from "../api/runs.ts";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";

const ASK_AGAIN_MS = 1_000;

/**
 * The columns; those of the last query while the next one's are not there.
 *
 * @param version Changes when they are to be asked for anew.
 */
export function useKnownColumns(query: RunQuery, version: number): RunColumns | undefined {
  const { order: _, roots_only: __, ...counted } = query;
  const key = JSON.stringify(counted);
  const { value, reload } = useLoad((signal) => fetchColumns(counted, signal), key);
  const last = useRef<RunColumns | undefined>(undefined);
  if (value !== undefined) last.current = value;
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
