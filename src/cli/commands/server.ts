// `traintracks server`, also called `ui`: the tracking server with its pages, in one process or several.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { invalidValue, messageOf, quote } from "../../errors/index.ts";
import { openFileRegistry } from "../../registry/index.ts";
import {
  AccessTokens,
  clearServerMetrics,
  createTrackingServer,
  openServerMetrics,
  type TrackingServerOptions,
} from "../../server/index.ts";
import {
  isWorkerProcess,
  ownFile,
  processId,
  readText,
  startWorkers,
  styled,
  terminationSignal,
  workingFolder,
  writeError,
  writeOut,
} from "../../system/index.ts";
import { localPathOf, openFileStore, parseTrackingUri, schemeOf } from "../../tracking/index.ts";
import { listen } from "../listen.ts";
import { lazyModelDoor } from "../model-door.ts";
import { addServerOptions, type ServerOptions } from "../server-options.ts";
import { storeKeeper } from "../store-keeper.ts";

const PROXIED_ROOT = "mlflow-artifacts:/";

/** Adds the options of `server` and `ui`. */
export function configureServer(command: Command): void {
  addServerOptions(command).action(async (options: ServerOptions) => {
    if (!isWorkerProcess() && options.exposePrometheus !== undefined)
      clearServerMetrics(resolve(workingFolder(), options.exposePrometheus));
    if (isWorkerProcess() || options.workers === 1) await serve(options);
    else await supervise(options);
  });
}

/** Several processes on one port: this one only starts them, and ends them. */
async function supervise(options: ServerOptions): Promise<void> {
  const stop = terminationSignal();
  const places = placesOf(options);
  const workers = startWorkers(options.workers);
  try {
    const port = await Promise.race([workers.ready, workers.failed, stop]);
    if (typeof port === "number") announce(`http://${options.host}:${port}`, places, options);
    await Promise.race([stop, workers.failed]);
  } finally {
    await workers.stop();
  }
}

async function serve(options: ServerOptions): Promise<void> {
  const stop = terminationSignal();
  const places = placesOf(options);
  const { storeFolder, registryFolder, artifactRoot, proxiedFolder, localFolders } = places;
  const store = openFileStore(storeFolder, { artifactRoot });
  const server = createTrackingServer({
    store,
    registry: openFileRegistry(registryFolder),
    artifacts: { proxiedFolder, localFolders },
    ui: { folder: fileURLToPath(ownFile("dist/ui/")), keeper: storeKeeper(store), models: lazyModelDoor() },
    options: await behaviourOf(options),
  });
  const url = await listen(server, options.host, options.port);
  if (!isWorkerProcess()) announce(url, places, options);
  await stop;
  await server.close();
}

/** Where things lie. */
interface Places {
  readonly storeFolder: string;
  readonly registryFolder: string;
  /** Undefined: below the store's folder. */
  readonly artifactRoot: string | undefined;
  readonly proxiedFolder: string | undefined;
  readonly localFolders: readonly string[];
}

function placesOf(options: ServerOptions): Places {
  const storeFolder = folderOf("runs", options.backendStoreUri);
  const proxiedFolder = options.serveArtifacts ? localPathOf(options.artifactsDestination) : undefined;
  const artifactRoot = options.defaultArtifactRoot ?? (options.serveArtifacts ? PROXIED_ROOT : undefined);
  const isLocalRoot = artifactRoot !== undefined && [undefined, "file"].includes(schemeOf(artifactRoot));
  return {
    storeFolder,
    registryFolder:
      options.registryStoreUri === undefined
        ? storeFolder
        : folderOf("registered models", options.registryStoreUri),
    artifactRoot,
    proxiedFolder,
    localFolders: isLocalRoot ? [storeFolder, localPathOf(artifactRoot)] : [storeFolder],
  };
}

function folderOf(what: string, uri: string): string {
  const place = parseTrackingUri(uri);
  if (place.kind === "folder") return place.folder;
  throw invalidValue(`Cannot keep ${what} at ${quote(uri)}: a server keeps them in a folder`);
}

async function behaviourOf(options: ServerOptions): Promise<TrackingServerOptions> {
  const { tokenFile, exposePrometheus } = options;
  return {
    allowedHosts: options.allowedHosts,
    allowedOrigins: options.corsAllowedOrigins,
    frameOptions: options.xFrameOptions,
    staticPrefix: options.staticPrefix,
    tokens:
      tokenFile === undefined ? undefined : new AccessTokens(readText(resolve(workingFolder(), tokenFile))),
    metrics:
      exposePrometheus === undefined
        ? undefined
        : await openServerMetrics(resolve(workingFolder(), exposePrometheus), `worker-${processId()}`),
    onFault: (what, error) =>
      writeError(
        `${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}`,
      ),
  };
}

function announce(url: string, { storeFolder, proxiedFolder }: Places, { workers }: ServerOptions): void {
  writeOut(`Tracking at ${styled("bold", url, "out")}${workers > 1 ? ` with ${workers} workers` : ""}`);
  writeOut(`  runs       ${storeFolder}`);
  if (proxiedFolder !== undefined) writeOut(`  artifacts  ${proxiedFolder}`);
  writeOut("Stop with Ctrl-C.");
}
