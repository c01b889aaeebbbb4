// The door to the end of the process: the last work, with how it ended, whatever the way.

/** How a process ends: by itself, by an error nobody caught (or an exit code other than 0), or by a signal. */
export type ProcessEnd = "finished" | "failed" | "killed";

/** What is to be done before a process ends. */
export interface LastWork {
  /** The process has run out of work. What is asynchronous in this keeps it alive until it is done. */
  whenIdle(how: ProcessEnd): void | PromiseLike<void>;
  /** There is no later: only what is done on return counts. Also called after {@link whenIdle}. */
  atOnce(how: ProcessEnd): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does some work before the process ends.
 *
 * A signal keeps its meaning: the process still dies of it, unless somebody else listens to that signal, who then
 * decides. While a computation holds the thread a signal has to wait for it: Node.js delivers it in between.
 *
 * @returns A function that takes the wish back, and with it every listener.
 */
export function atProcessEnd(work: LastWork): () => void {
  let failed = false;
  let signalled = false;

  const onUncaught = (): void => {
    failed = true;
  };
  const onIdle = (code: number): void => {
    void work.whenIdle(code === 0 ? "finished" : "failed");
  };
  const onExit = (code: number): void => {
    if (code === 0 && !failed) work.atOnce("finished");
    else work.atOnce(signalled ? "killed" : "failed");
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    signalled = true;
    if (process.listenerCount(signal) > 1) return;
    try {
      work.atOnce("killed");
    } finally {
      stop();
      process.kill(process.pid, signal);
    }
  };
  const stop = (): void => {
    process.off("uncaughtExceptionMonitor", onUncaught);
    process.off("beforeExit", onIdle);
    process.off("exit", onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };

  process.on("uncaughtExceptionMonitor", onUncaught);
  process.on("beforeExit", onIdle);
  process.on("exit", onExit);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return stop;
}
