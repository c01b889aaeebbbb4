// Follows what happens in an experiment, unless the user wants it to stand still.
import { useEffect, useRef, useState } from "preact/hooks";
import { followChanges } from "../api/live-changes.ts";
import { nowMs } from "../browser/clock.ts";

/** What changes is shown at most this often. */
const SHOWN_EVERY_MS = 1_000;

/** How the page follows. */
export interface Live {
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
  readonly isConnected: boolean;
  /** Grows whenever there is something new to show. */
  readonly version: number;
  /** When something new was shown last; undefined for never. */
  readonly updatedMs: number | undefined;
  /** Says that something was changed here, which is to be shown at once. */
  readonly touch: () => void;
}

/** Follows an experiment as long as the page is shown. */
export function useLive(experimentId: string): Live {
  const [isPaused, setPaused] = useState(false);
  const [isConnected, setConnected] = useState(true);
  const [state, setState] = useState<{ readonly version: number; readonly updatedMs: number | undefined }>({
    version: 0,
    updatedMs: undefined,
  });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const show = (): void => {
    timer.current = undefined;
    setState(({ version }) => ({ version: version + 1, updatedMs: nowMs() }));
  };
  useEffect(() => {
    if (isPaused) return undefined;
    const stop = followChanges([experimentId], {
      onRuns: (change) => {
        if (change.experiment_id === experimentId) timer.current ??= setTimeout(show, SHOWN_EVERY_MS);
      },
      onConnection: setConnected,
    });
    return () => {
      stop();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [experimentId, isPaused]);
  return {
    isPaused,
    setPaused: (next) => {
      setPaused(next);
      if (!next) show();
    },
    isConnected,
    ...state,
    touch: show,
  };
}
