// The door to more processes of the same program: they share its ports, are replaced when they die, and end with it.
import cluster, { type Worker } from "node:cluster";
import { failure } from "../errors/index.ts";

/** A worker that lived shorter than this was not killed by chance. */
const SHORT_LIFE_MS = 2_000;
const MAX_SHORT_LIVES = 5;

/** Some processes that do the same. */
export interface Workers {
  /** Resolves with the port when all of them listen. */
  readonly ready: Promise<number>;
  /** Rejects when one ends before it listens, or when they keep dying as soon as they start. Never resolves. */
  readonly failed: Promise<never>;
  /** Asks all to end as if by `kill`, and resolves when they have. */
  stop(): Promise<void>;
}

/** Whether this process was started by {@link startWorkers} in another. */
export function isWorkerProcess(): boolean {
  return cluster.isWorker;
}

/** Which worker of several this process is, counted from 1; 0 when there is only one. */
export function workerId(): number {
  return cluster.worker?.id ?? 0;
}

/** Lets a worker end once its work is done: the line to the process that started it would keep it alive for ever. */
export function leaveWorkers(): void {
  cluster.worker?.disconnect();
}

/**
 * Starts copies of this process, with the same command line. Each can tell by {@link isWorkerProcess} that it is one;
 * what they listen to together is given to them in turn.
 *
 * @param count How many.
 */
export function startWorkers(count: number): Workers {
  let isStopping = false;
  let shortLives = 0;
  let resolveReady = (_port: number): void => undefined;
  let rejectFailed = (_error: Error): void => undefined;
  const ready = new Promise<number>((resolve) => {
    resolveReady = resolve;
  });
  const failed = new Promise<never>((_resolve, reject) => {
    rejectFailed = reject;
  });
  const listening = new Set<number>();

  const start = (): void => {
    const startedMs = performance.now();
    const worker = cluster.fork();
    worker.once("listening", ({ port }) => {
      listening.add(worker.id);
      if (listening.size === count) resolveReady(port);
    });
    worker.once("exit", (code) => {
      if (isStopping || code === 0) return; // it was asked to end, by us or by whoever asked us
      shortLives = performance.now() - startedMs < SHORT_LIFE_MS ? shortLives + 1 : 0;
      if (!listening.has(worker.id) || shortLives > MAX_SHORT_LIVES) {
        rejectFailed(failure("INTERNAL_ERROR", `A worker process ended with code ${code}`));
      } else start();
    });
  };
  for (let i = 0; i < count; i++) start();

  return {
    ready,
    failed,
    stop: async () => {
      isStopping = true;
      await Promise.all(Object.values(cluster.workers ?? {}).flatMap((worker) => worker && stopped(worker)));
    },
  };
}

function stopped(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.process.kill("SIGTERM");
  });
}
