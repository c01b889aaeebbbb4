// Does something to many runs, tells what came of it, and offers to take it back.

import { errorText } from "../../api/request-error.ts";
import { type BulkAction, changeRuns } from "../../api/runs.ts";
import { notify } from "../../components/toast.tsx";
import { translator } from "../../i18n/translator.ts";
import { experimentTexts } from "../messages.ts";

const text = translator(experimentTexts);

/** Moves runs to the trash. */
export async function deleteRuns(runIds: readonly string[], onDone: () => void): Promise<void> {
  const done = await attempt(runIds, { action: "delete" }, onDone);
  if (done === 0) return;
  notify(text("deletedRuns", { n: done }), { undo: () => void restoreRuns(runIds, onDone) });
}

/** Takes runs out of the trash. */
export async function restoreRuns(runIds: readonly string[], onDone: () => void): Promise<void> {
  const done = await attempt(runIds, { action: "restore" }, onDone);
  if (done > 0) notify(text("restoredRuns", { n: done }));
}

/** Sets a tag of runs, or takes it away when there is no value. */
export async function tagRuns(
  runIds: readonly string[],
  key: string,
  value: string | undefined,
  onDone: () => void,
): Promise<void> {
  const action: BulkAction =
    value === undefined
      ? { action: "delete_tags", keys: [key] }
      : { action: "set_tags", tags: [{ key, value }] };
  const done = await attempt(runIds, action, onDone);
  if (done > 0) notify(text("taggedRuns", { n: done }));
}

/** How many it was done to. */
async function attempt(runIds: readonly string[], action: BulkAction, onDone: () => void): Promise<number> {
  try {
    const { done, failed, failures } = await changeRuns(runIds, action);
    if (failed > 0) {
      notify(text("someFailed", { n: failed, reason: failures[0]?.message ?? "" }), { isFault: true });
    }
    onDone();
    return done;
  } catch (error) {
    notify(errorText(error), { isFault: true });
    return 0;
  }
}
