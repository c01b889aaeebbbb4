// Changes to many runs at once: each is tried, and those that could not be are named.
import { errorCode, invalidValue, messageOf } from "../../../errors/index.ts";
import { nowMs } from "../../../system/index.ts";
import type { RunStatus, TrackingStore } from "../../../tracking/index.ts";
import { MAX_BULK_RUNS, MAX_TOLD_FAILURES } from "../../limits.ts";
import { choice, list, required, text } from "../../requests/fields.ts";
import { keyValues, type RequestOf } from "../../requests/request-schema.ts";
import { type Route, route } from "../../routes/route.ts";
import { atMost } from "../query-fields.ts";
import { uiPath } from "../ui-path.ts";

const request = {
  runIds: atMost(MAX_BULK_RUNS, list(required(text))),
  action: required(choice(["set_tags", "delete_tags", "delete", "restore", "finish"])),
  tags: keyValues,
  keys: list(required(text)),
  status: choice(["FINISHED", "FAILED", "KILLED"]),
};

/** The call that changes runs. */
export const bulkRoutes: readonly Route[] = [
  route({
    methods: ["POST"],
    paths: uiPath("runs/bulk"),
    request,
    answer: async (change, { store }) => {
      if (change.action === "set_tags" && change.tags.length === 0) throw missing("tags");
      if (change.action === "delete_tags" && change.keys.length === 0) throw missing("keys");
      const failures: object[] = [];
      let failed = 0;
      for (const runId of change.runIds) {
        try {
          await applyTo(store, runId, change);
        } catch (error) {
          if (errorCode(error) === undefined) throw error;
          failed++;
          if (failures.length < MAX_TOLD_FAILURES)
            failures.push({ run_id: runId, message: messageOf(error) });
        }
        store.table?.touch(runId);
      }
      return { done: change.runIds.length - failed, failed, failures };
    },
  }),
];

async function applyTo(
  store: TrackingStore,
  runId: string,
  change: RequestOf<typeof request>,
): Promise<void> {
  switch (change.action) {
    case "set_tags":
      return await store.logBatch(runId, {
        tags: new Map(change.tags.map(({ key, value }) => [key, value])),
      });
    case "delete_tags": {
      const { data } = await store.run(runId);
      for (const key of change.keys) if (data.tags.has(key)) await store.deleteTag(runId, key);
      return;
    }
    case "delete":
      return await store.deleteRun(runId);
    case "restore":
      return await store.restoreRun(runId);
    default:
      return await finish(store, runId, change.status ?? "KILLED");
  }
}

async function finish(store: TrackingStore, runId: string, status: RunStatus): Promise<void> {
  const { info } = await store.run(runId);
  await store.updateRun(runId, { status, endTimeMs: info.endTimeMs ?? nowMs() });
}

function missing(name: string): RangeError {
  return invalidValue(`Missing value for required parameter '${name}'`);
}
