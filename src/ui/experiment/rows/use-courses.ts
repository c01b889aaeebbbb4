// The courses of metrics for the rows in sight, asked for in one request when the table is at rest.
import { useEffect, useRef, useState } from "preact/hooks";
import { isAborted } from "../../api/request-error.ts";
import { fetchSparklines, type SparklinePoints } from "../../api/runs.ts";

const CALM_MS = 120;
/** The server's limit. */
const MAX_CELLS = 2000;
const MAX_KEPT = 20_000;

/** A cell with a course. */
export interface CourseCell {
  readonly run_id: string;
  readonly key: string;
}

/** Courses of metrics. */
export interface Courses {
  /** Changes when more of them are there. */
  readonly turn: number;
  /** Undefined while it is not known, null when there is none. */
  readonly courseOf: (runId: string, key: string) => SparklinePoints | null | undefined;
}

/**
 * The courses for some cells.
 *
 * @param version Changes when they are to be asked for anew.
 */
export function useCourses(cells: readonly CourseCell[], version: number): Courses {
  const known = useRef(new Map<string, SparklinePoints | null>());
  const asked = useRef(version);
  const [turn, setTurn] = useState(0);
  const key = cells.map(nameOf).join("\n");
  useEffect(() => {
    const isAnew = asked.current !== version;
    const missing = cells.filter((cell) => isAnew || !known.current.has(nameOf(cell))).slice(0, MAX_CELLS);
    if (missing.length === 0) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchSparklines(missing, controller.signal).then(
        ({ lines }) => {
          asked.current = version;
          if (known.current.size > MAX_KEPT) known.current.clear();
          missing.forEach((cell, i) => {
            known.current.set(nameOf(cell), lines[i] ?? null);
          });
          setTurn((count) => count + 1);
        },
        (error: unknown) => {
          // A table without these small lines is still a table.
          if (!isAborted(error)) setTurn((count) => count);
        },
      );
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, version]);
  return { turn, courseOf: (runId, metric) => known.current.get(nameOf({ run_id: runId, key: metric })) };
}

function nameOf({ run_id, key }: CourseCell): string {
  return `${run_id} ${key}`;
}
