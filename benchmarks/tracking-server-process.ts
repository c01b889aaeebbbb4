// A tracking server as a process of its own, ours or MLflow's: how soon it answers, and what memory it takes.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const ADDRESS = /(http:\/\/127\.0\.0\.1:\d+)/;
const IMPATIENCE_MS = 20_000;

/** A server that listens. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  /** What the process and its children take now, and have taken at most, in bytes; NaN where the system does not tell. */
  memory(): { readonly nowBytes: number; readonly peakBytes: number };
}

/** Starts our server in a folder, over a store. */
export function ourServer(folder: string, store: string): Promise<ServerProcess> {
  const words = ["server", "-p", "0", "--backend-store-uri", store];
  return answering(() =>
    spawn("node", [resolve("dist/cli/main.js"), ...words], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    }),
  );
}

/** Starts a server and waits for its first answer. */
export async function answering(start: () => ChildProcess): Promise<ServerProcess> {
  const startedMs = performance.now();
  const child = start();
  const url = await addressOf(child);
  for (;;) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok === true) break;
  }
  const startMs = performance.now() - startedMs;
  return {
    url,
    startMs,
    memory: () => {
      const sizes = family(child.pid ?? 0).map(
        (pid) => [sizeOf(pid, "VmRSS"), sizeOf(pid, "VmHWM")] as const,
      );
      return {
        nowBytes: sizes.reduce((sum, [now]) => sum + now, 0),
        peakBytes: sizes.reduce((sum, [, peak]) => sum + peak, 0),
      };
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, "exit");
      process.kill(-(child.pid ?? 0), "SIGTERM");
      const impatient = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), IMPATIENCE_MS);
      await ended;
      clearTimeout(impatient);
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let text = "";
    const read = (chunk: Buffer): void => {
      if (text.length < 100_000) text += chunk.toString();
      const url = ADDRESS.exec(text)?.[1];
      if (url !== undefined) found(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", () => failed(new Error(`The server ended:\n${text}`)));
  });
}

function family(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [pid];
  const children = readFileSync(path, "utf8")
    .split(" ")
    .map(Number)
    .filter((child) => child > 0);
  return [pid, ...children.flatMap(family)];
}

function sizeOf(pid: number, what: "VmRSS" | "VmHWM"): number {
  const path = `/proc/${pid}/status`;
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? Number.NaN) * 1024;
}
