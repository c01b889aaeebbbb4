// The door to the end of the process: one last call, with how it ended, whatever the way.

/** How a process ends: by itself, by an error nobody caught (or an exit code other than 0), or by a signal. */
export type ProcessEnd = "finished" | "failed" | "killed";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How long a signal waits for asynchronous last work. A second signal does not wait. */
const SIGNAL_PATIENCE_MS = 2_000;

/**
 * Calls `last` before the process ends. It may be called more than once (when it starts new work as the process runs
 * out of work) and may answer with a promise: that is awaited when the process ends by itself, for two seconds after
 * a signal, and not at all after an uncaught error or `process.exit()`, where only what is done at once counts.
 *
 * A signal keeps its meaning: the process still dies of it, unless somebody else listens to that signal, who then
 * decides. While a computation holds the thread a signal has to wait for it: Node.js delivers it in between.
 *
 * @returns A function that takes the wish back, and with it every listener.
 */
export function atProcessEnd(last: (how: ProcessEnd) => void | PromiseLike<void>): () => void {
  let failed = false;
  let signalled = false;

  const onUncaught = (): void => {
    failed = true;
  };
  const onIdle = (code: number): void => {
    void last(code === 0 ? "finished" : "failed");
  };
  const onExit = (code: number): void => {
    if (code === 0 && !failed) void last("finished");
    else void last(signalled ? "killed" : "failed");
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    const others = process.listenerCount(signal) > 1;
    const again = signalled;
    signalled = true;
    if (others) return;
    const die = (): void => {
      stop();
      process.kill(process.pid, signal);
    };
    const answer = again ? undefined : last("killed");
    if (answer === undefined) {
      die();
      return;
    }
    setTimeout(die, SIGNAL_PATIENCE_MS).unref();
    answer.then(die, die);
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
