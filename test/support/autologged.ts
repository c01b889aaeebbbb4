// A program's store for autologging, and what ended up in it.
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { resetAutolog } from "../../src/autolog/autolog-state.ts";
import { forgetComplaints } from "../../src/autolog/complaints.ts";
import {
  type AutologOptions,
  autolog,
  flush,
  type Run,
  setTrackingUri,
  TrackingClient,
} from "../../src/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A store, and everything in it. */
export interface AutologStore {
  readonly folder: string;
  readonly client: TrackingClient;
  /** All runs, the newest first, once autologging has done all its work. */
  runs(): Promise<readonly Run[]>;
}

/** A new store that this test logs to, with autologging switched on until the test is over. */
export function autologStore(options: AutologOptions = {}): AutologStore {
  const folder = join(temporaryFolder(), "mlruns");
  setTrackingUri(folder);
  autolog(options);
  onTestFinished(async () => {
    resetAutolog();
    forgetComplaints();
    await flush();
  });
  const client = new TrackingClient(folder);
  return {
    folder,
    client,
    runs: async () => {
      await flush();
      return (await client.searchRuns({ experimentIds: ["0"], orderBy: ["attributes.start_time DESC"] }))
        .items;
    },
  };
}

/** The paths of all artifacts of a run, sorted. */
export async function artifactPaths(client: TrackingClient, runId: string): Promise<readonly string[]> {
  return (await client.listArtifacts(runId)).map(({ path }) => path).sort();
}
