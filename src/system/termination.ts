// The door to being stopped: the signals that ask for it, and the code the process ends with.

/** Resolves with the name of the first signal that asks this process to stop (Ctrl-C, or `kill`). A second one stops it at once. */
export function terminationSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const signals = ["SIGINT", "SIGTERM"] as const;
    const onSignal = (signal: NodeJS.Signals): void => {
      // Without a listener Node's own behaviour is back: whoever asks twice does not have to wait.
      for (const name of signals) process.removeListener(name, onSignal);
      resolve(signal);
    };
    for (const name of signals) process.on(name, onSignal);
  });
}

/** Sets the exit code for when the work is done; the process goes on until then. */
export function setExitCode(code: number): void {
  process.exitCode = code;
}

/** Ends the process at once; what waits for anything is not finished. */
export function exitNow(code: number): never {
  process.exit(code);
}
