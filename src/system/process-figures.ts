// What this process has used so far.
import cluster from "node:cluster";

/** The figures of a process, by Prometheus's units. */
export interface ProcessFigures {
  /** Which worker of several this process is, counted from 1; 0 when there is only one. */
  readonly workerId: number;
  readonly residentBytes: number;
  /** Of all threads, in user and system mode. */
  readonly cpuSeconds: number;
  /** Since the epoch. */
  readonly startTimeSeconds: number;
}

/** The figures now. */
export function processFigures(): ProcessFigures {
  const { user, system } = process.cpuUsage();
  return {
    workerId: cluster.worker?.id ?? 0,
    residentBytes: process.memoryUsage.rss(),
    cpuSeconds: (user + system) / 1e6,
    startTimeSeconds: performance.timeOrigin / 1000,
  };
}
