// Prepares what a Node.js project needs: the packages of its lock file, installed once and kept for every later run.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { satisfies, validRange } from "semver";
import { failure, invalidValue, quote } from "../errors/index.ts";
import {
  childOutput,
  copyFileAtomic,
  environmentText,
  folderEntryNames,
  homeFolder,
  isTemporaryName,
  kindOf,
  linkFolder,
  linkTarget,
  makeFolder,
  moveFolder,
  newHexId,
  nodeAbi,
  nodeVersion,
  nowMs,
  ownFile,
  packageVersion,
  readBytes,
  readText,
  removeFile,
  removeTree,
  stampOf,
  TEMPORARY_PREFIX,
  thisMachine,
} from "../system/index.ts";
import { sha256Of } from "../tracking/index.ts";
import { namedVariables } from "./child-environment.ts";
import { isInstalledFrom, namesNeighbours } from "./installed-packages.ts";
import type { ProjectEnvironment } from "./mlproject-file.ts";

const INSTALL_LIMIT_MS = 1_800_000;
const ABANDONED_MS = 2 * INSTALL_LIMIT_MS;
const OWN_NAME = "traintracks";

/** The folder of this package, wherever it is installed. */
function ownFolder(): string {
  return resolve(fileURLToPath(ownFile("./")));
}

type NodeEnvironment = Extract<ProjectEnvironment, { kind: "node" }>;

/** Where prepared environments are kept: `traintracks/environments` in the user's cache. */
function environmentsFolder(): string {
  return join(environmentText("XDG_CACHE_HOME") ?? join(homeFolder(), ".cache"), OWN_NAME, "environments");
}

/**
 * Checks the version of Node.js, installs the packages of the lock file unless that has been done before, and links them
 * into the project's folder as `node_modules`.
 *
 * An environment is known by its lock file, package.json, and the kind of machine and Node.js. It is built under a name of
 * its own and moved into place whole: of several that prepare it at once each gets it, and an interrupted one leaves nothing
 * that another would take for an environment. A lock file that names folders or archives beside it is installed from where it
 * lies, into the project's own `node_modules`.
 *
 * @param folder The project's folder.
 * @param tell Is told what takes long.
 * @throws RangeError when Node.js has the wrong version, or the lock file is missing; Error with what npm says.
 */
export async function prepareNodeEnvironment(
  folder: string,
  environment: NodeEnvironment,
  tell: (line: string) => void,
): Promise<void> {
  checkNode(environment.node);
  if (environment.manifest === undefined) return;
  const manifest = readManifest(join(folder, environment.manifest));
  if (!manifest.needsPackages && !manifest.takesOurs) return;
  const packages = join(folder, "node_modules");
  if (!manifest.needsPackages) return bringOurs(packages);
  const lock = lockOf(folder, environment);
  if (kindOf(packages) !== "absent" && linkTarget(packages) === undefined) {
    refuseOtherPackages(folder, lock, manifest);
    return;
  }
  if (namesNeighbours(lock)) {
    removeFile(packages); // a link into the cache, which npm would empty
    await runNpm(folder, tell);
    if (manifest.takesOurs) bringOurs(packages);
    return;
  }
  const place = join(environmentsFolder(), keyOf(folder, environment.manifest, lock, manifest));
  if (kindOf(place) !== "folder")
    await install(place, join(folder, environment.manifest), lock, manifest, tell);
  const prepared = join(place, "node_modules");
  if (linkTarget(packages) !== prepared) linkFolder(prepared, packages);
}

/** The one package that the project leaves to whoever runs it: this one. */
function bringOurs(packages: string): void {
  if (linkTarget(packages) !== undefined) removeFile(packages);
  makeFolder(packages);
  const path = join(packages, OWN_NAME);
  const isInstalled = kindOf(path) !== "absent" && linkTarget(path) === undefined;
  if (!isInstalled && linkTarget(path) !== ownFolder()) linkFolder(ownFolder(), path);
}

function checkNode(range: string | undefined): void {
  if (range === undefined) return;
  if (validRange(range) === null) {
    throw invalidValue(
      `Cannot tell which Node.js the project needs: ${quote(range)} is no range of versions`,
    );
  }
  if (satisfies(nodeVersion(), range, { includePrerelease: true })) return;
  throw invalidValue(
    `Cannot run the project: it needs Node.js ${range}, and this is ${nodeVersion()}; run traintracks with another Node.js, or give --env-manager local`,
  );
}

interface Manifest {
  readonly needsPackages: boolean;
  /** Whether the project leaves it to whoever runs it to bring this package, by naming it as a peer. */
  readonly takesOurs: boolean;
}

function readManifest(path: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(readText(path));
  } catch (error) {
    throw invalidValue(`Cannot read ${path}: it is not JSON`, { cause: error });
  }
  const names = (key: string): readonly string[] => {
    const value: unknown = typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  };
  const peers = names("peerDependencies");
  const own = ["dependencies", "devDependencies", "optionalDependencies"].flatMap(names);
  const foreignPeers = peers.filter((name) => name !== OWN_NAME);
  return {
    needsPackages: own.length + foreignPeers.length > 0,
    takesOurs: peers.includes(OWN_NAME) && !own.includes(OWN_NAME),
  };
}

function lockOf(folder: string, { lock }: NodeEnvironment): string {
  if (lock !== undefined) {
    const path = join(folder, lock);
    const name = lock.split("/").at(-1) ?? "";
    if (name === "package-lock.json" || name === "npm-shrinkwrap.json") return path;
    throw invalidValue(`Cannot install from ${quote(lock)}: it must be a package-lock.json of npm`);
  }
  throw invalidValue(
    `Cannot prepare the project in ${folder}: it has dependencies and no package-lock.json; make one with npm install, or give --env-manager local`,
  );
}

function keyOf(folder: string, manifestName: string, lock: string, { takesOurs }: Manifest): string {
  const { platform, architecture } = thisMachine();
  return sha256Of(
    JSON.stringify([
      sha256Of(readBytes(join(folder, manifestName))),
      sha256Of(readBytes(lock)),
      platform,
      architecture,
      nodeAbi(),
      takesOurs ? [packageVersion(), ownFolder()] : [],
    ]),
  ).slice(0, 32);
}

async function install(
  place: string,
  manifestFile: string,
  lock: string,
  manifest: Manifest,
  tell: (line: string) => void,
): Promise<void> {
  const parent = dirname(place);
  makeFolder(parent);
  removeAbandoned(parent);
  const building = join(parent, TEMPORARY_PREFIX + newHexId());
  makeFolder(building);
  try {
    copyFileAtomic(manifestFile, join(building, "package.json"), building);
    copyFileAtomic(lock, join(building, "package-lock.json"), building);
    await runNpm(building, tell);
    if (manifest.takesOurs) bringOurs(join(building, "node_modules"));
    moveFolder(building, place); // another one may have been faster: its environment is the same
  } finally {
    removeTree(building);
  }
}

async function runNpm(folder: string, tell: (line: string) => void): Promise<void> {
  tell("Installing the project's packages (npm ci), once for this lock file …");
  const words = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, stdout, stderr } = await childOutput(words, {
    folder,
    environment: namedVariables(),
    timeLimitMs: INSTALL_LIMIT_MS,
  });
  if (code === 0) return;
  const said = `${stderr}\n${new TextDecoder().decode(stdout)}`.trim().split("\n").slice(0, 10).join("\n");
  throw failure(
    "BAD_REQUEST",
    `Cannot install the project's packages: npm ci ended with code ${code}: ${said}`,
  );
}

/** What was interrupted long ago. A younger one may still be at work. */
function removeAbandoned(parent: string): void {
  for (const name of folderEntryNames(parent) ?? []) {
    const path = join(parent, name);
    const age = nowMs() - (stampOf(path)?.changeTimeMs ?? nowMs());
    if (isTemporaryName(name) && age > ABANDONED_MS) removeTree(path);
  }
}

/** What somebody has installed in the folder is used, if it is what the lock file says. */
function refuseOtherPackages(folder: string, lock: string, { takesOurs }: Manifest): void {
  const lacksOurs = takesOurs && kindOf(join(folder, "node_modules", OWN_NAME)) !== "folder";
  if (!lacksOurs && isInstalledFrom(lock, folder)) return;
  throw invalidValue(
    `Cannot prepare the project in ${folder}: what is in its node_modules is not what the lock file says; remove node_modules, or give --env-manager local to use it`,
  );
}
