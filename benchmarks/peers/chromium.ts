// Finds a Chromium on this machine, and starts it without a window.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Names another browser than the one that is found. */
const CHROMIUM_VARIABLE = "TRAINTRACKS_CHROMIUM";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
/**
 * The path of a Chromium on this machine.
 *
 * @throws Error that says how to get one.
 */
export function findChromium(): string {
  const named = process.env[CHROMIUM_VARIABLE];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found =
    named === undefined
      ? [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE]
      : [named];
  const path = found.find(isProgram);
  if (path !== undefined) return path;
  throw new Error(
    named === undefined
      ? `The tests of the web app need Chromium or Chrome: install one (apt-get install chromium), or set ${CHROMIUM_VARIABLE} to its path`
      : `${CHROMIUM_VARIABLE} names no program: ${named}`,
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser without a window. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}
