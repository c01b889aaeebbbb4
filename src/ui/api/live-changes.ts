// Hears from the server what has changed.
import { followEvents } from "./event-stream.ts";
import type { ServerEvent } from "./server-events.ts";

/** Runs of an experiment that came, changed or went. */
export interface RunsChange {
  readonly experiment_id: string;
  readonly version: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** There is more than was told: ask for everything anew. */
  readonly more: boolean;
}

/** Who hears of changes. */
export interface ChangeListener {
  readonly onRuns?: (change: RunsChange) => void;
  readonly onConnection?: (isOpen: boolean) => void;
}

/**
 * Follows the changes to experiments.
 *
 * @returns Stops following.
 */
export function followChanges(experimentIds: readonly string[], listener: ChangeListener): () => void {
  return followEvents(
    "ajax-api/ui/events",
    { experiment_ids: experimentIds },
    {
      onEvent: (event) => tell(event, listener),
      ...(listener.onConnection && { onConnection: listener.onConnection }),
    },
  );
}

function tell({ name, data }: ServerEvent, listener: ChangeListener): void {
  if (name === "runs") listener.onRuns?.(readChange(data));
}

/** The server's own spelling of a change. */
function readChange(data: string): RunsChange {
  return JSON.parse(data) as RunsChange;
}
