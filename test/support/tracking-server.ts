// Our own tracking server, listening, for as long as a test runs.
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openMemoryRegistry } from "../../src/registry/index.ts";
import { createTrackingServer, type TrackingServerOptions } from "../../src/server/index.ts";
import type { TrackingStore } from "../../src/tracking/index.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * Serves a store and a folder of proxied artifacts on a free port of this machine.
 *
 * @returns The server's address.
 */
export async function servedStore(
  store: TrackingStore,
  options: TrackingServerOptions = {},
): Promise<string> {
  const server = createTrackingServer({
    store,
    registry: openMemoryRegistry(),
    artifacts: { proxiedFolder: join(temporaryFolder(), "mlartifacts"), localFolders: [] },
    options,
  });
  onTestFinished(async () => {
    server.server.closeAllConnections();
    await server.close();
  });
  return await server.listen({ host: "127.0.0.1", port: 0 });
}
