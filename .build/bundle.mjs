// Bundles src into dist, a module for each door of the package and chunks for what they share: a program that starts reads
// a dozen files and not hundreds. `tsc -b` makes the declarations beside them. Does nothing when nothing has changed.
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pid } from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STAMP = join(ROOT, "dist", ".bundled");
const SOURCES = ["src", "package.json", ".build/bundle.mjs"];
/** Modules that are started by their path, in a thread. */
const THREADS = [
  "dist/estimators/compose/model-selection/threads/search-thread.js",
  "dist/estimators/linear/threads/fit-thread.js",
  "dist/serving/tables/table-thread.js",
];

/** When the newest source was changed, and when a folder got or lost one; the web app is not bundled here. */
function newestTime(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory() || path === join(ROOT, "src", "ui")) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newestTime(join(path, name))));
}

function bundledTime() {
  return statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** What package.json says can be imported or run, and what runs in threads: the built module, and its source. */
function entries() {
  const { exports, bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const doors = [
    ...Object.values(exports).map((door) => door.default ?? door),
    ...Object.values(bin),
    ...THREADS,
  ];
  const names = doors
    .map((door) => /^(?:\.\/)?dist\/(.*)\.js$/.exec(door)?.[1])
    .filter((name) => name !== undefined);
  return Object.fromEntries(names.map((name) => [name, `./src/${name}.ts`]));
}

/** A file is never half written, and one that stays as it is is not touched: others may be running it. */
function write(path, text) {
  if (statSync(path, { throwIfNoEntry: false }) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${pid}.tmp`;
  writeFileSync(temporary, text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  renameSync(temporary, path);
}

async function bundle() {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    cwd: ROOT,
    input: entries(),
    platform: "node",
    external: /^(node:|@?[a-z][\w.-]*(\/|$))/, // dependencies and Node's own modules
  });
  const { output } = await build.generate({
    format: "esm",
    chunkFileNames: "chunks/[name].js",
    comments: { legal: true, annotation: true, jsdoc: false },
  });
  await build.close();
  for (const { fileName, code } of output) write(join(ROOT, "dist", fileName), code);
}

const startedSeconds = Date.now() / 1000;
if (Math.max(...SOURCES.map((path) => newestTime(join(ROOT, path)))) >= bundledTime()) {
  await bundle();
  writeFileSync(STAMP, "");
  utimesSync(STAMP, startedSeconds, startedSeconds); // what was changed meanwhile is bundled the next time
}
