// Figures for Prometheus: its library is imported only by servers that give them.
import type { ServerMetrics } from "./server-metrics.ts";

/**
 * The figures of one worker.
 *
 * @param folder Where the workers of one server leave their figures for each other; made if it is not there.
 * @param worker A name that no other worker of the server has.
 */
export async function openServerMetrics(folder: string, worker: string): Promise<ServerMetrics> {
  const { ServerMetrics } = await import("./server-metrics.ts");
  return new ServerMetrics(folder, worker);
}
