// Makes the Python environment of the interop tests and of the benchmarks' peers, once for each requirements file.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const INSTALL_TIMEOUT_MS = 900_000;
const POLL_MS = 500;

/**
 * The path of a Python interpreter that has every package of a requirements file.
 *
 * The environment lies in the user's cache folder under a name made from the requirements and the interpreter's version,
 * so that a fresh clone finds the one that another made. Whoever comes while it is being made waits.
 *
 * @param requirements The path of the file, as pip reads it.
 * @throws Error when there is no Python 3.11 or later, or the packages cannot be installed.
 */
export async function preparePython(requirements: string): Promise<string> {
  const base = process.env["PYTHON"] ?? "python3";
  const version = await versionOf(base);
  const key = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex");
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "traintracks");
  const folder = join(cache, `python-${key.slice(0, 16)}`);
  const interpreter = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const complete = join(folder, "complete");
  mkdirSync(cache, { recursive: true });
  if (!existsSync(complete)) {
    await withLock(`${folder}.lock`, async () => {
      if (existsSync(complete)) return;
      rmSync(folder, { recursive: true, force: true });
      await run(base, ["-m", "venv", folder], { timeout: INSTALL_TIMEOUT_MS });
      await run(interpreter, ["-m", "pip", "install", "--quiet", "--no-input", "-r", requirements], {
        timeout: INSTALL_TIMEOUT_MS,
      });
      writeFileSync(complete, "");
    });
  }
  return interpreter;
}

async function versionOf(python: string): Promise<string> {
  const script = "import sys; print('%d.%d' % sys.version_info[:2])";
  const { stdout } = await run(python, ["-c", script]).catch((cause: unknown) => {
    throw new Error(`Cannot run the real MLflow: it needs Python 3.11 or later: current value is ${python}`, {
      cause,
    });
  });
  const version = stdout.trim();
  if (Number(version.split(".")[1]) < 11) {
    throw new Error(
      `Cannot run the real MLflow: it needs Python 3.11 or later, named by PYTHON: current value is ${version}`,
    );
  }
  return version;
}

/** Runs `work` while holding a lock folder; a lock whose owner must be long gone is broken. */
async function withLock(lock: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - made > INSTALL_TIMEOUT_MS) rmSync(lock, { recursive: true, force: true });
      else await delay(POLL_MS);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}
