// Builds the web app from src/ui into dist/ui. Does nothing when nothing has changed.
import { readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAMP = join(ROOT, "dist", ".ui-built");
const SOURCES = ["src/ui", "package-lock.json", ".build/web-app.mjs"];

/** When the newest source was changed, and when a folder got or lost one. */
function newestTime(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

function builtTime() {
  const isThere = statSync(join(ROOT, "dist", "ui", "index.html"), { throwIfNoEntry: false }) !== undefined;
  return isThere ? (statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0) : 0;
}

const startedSeconds = Date.now() / 1000;
if (Math.max(...SOURCES.map((path) => newestTime(join(ROOT, path)))) >= builtTime()) {
  const { build } = await import("vite");
  await build({ configFile: join(ROOT, "src", "ui", "vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, "");
  utimesSync(STAMP, startedSeconds, startedSeconds); // what was changed meanwhile is built the next time
}
