// The tracking server with the web app, over a store that is full, for as long as the tests of a file run.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { launchChromium } from "../../../benchmarks/peers/chromium.ts";
import { lazyModelDoor } from "../../../src/cli/model-door.ts";
import { openFileRegistry } from "../../../src/registry/index.ts";
import { createTrackingServer, type TrackingServerOptions } from "../../../src/server/index.ts";
import { disposableFolder } from "../../support/disposable-folder.ts";
import { fillUiStore, type UiStore } from "./ui-store.ts";
import { type WatchedPage, type WatchedPageOptions, watchedPage } from "./watched-page.ts";

const APP_FOLDER = fileURLToPath(new URL("../../../dist/ui/", import.meta.url));

/** What the tests of one file share. */
export interface UiServer {
  /** The server's address, without a slash at its end. */
  readonly url: string;
  readonly data: UiStore;
  readonly browser: Browser;
  /** Opens a page that is closed after the test; the test fails if anything went wrong in it. */
  page(options?: WatchedPageOptions): Promise<WatchedPage>;
}

/** Starts store, server and browser before the tests of the file that calls it, and ends them after these. */
export function useUiServer(options: TrackingServerOptions = {}): UiServer {
  let started: Omit<UiServer, "page"> | undefined;
  let stop: (() => Promise<void>) | undefined;
  const open: WatchedPage[] = [];
  const running = (): Omit<UiServer, "page"> => {
    if (started === undefined) throw new Error("The server is there while the tests run");
    return started;
  };
  beforeAll(async () => {
    const folder = disposableFolder().path;
    const data = await fillUiStore(join(folder, "mlruns"));
    const server = createTrackingServer({
      store: data.store,
      registry: openFileRegistry(data.folder),
      artifacts: { proxiedFolder: join(folder, "mlartifacts"), localFolders: [data.folder] },
      ui: { folder: APP_FOLDER, keeper: data.store, models: lazyModelDoor() },
      options,
    });
    const url = await server.listen({ host: "127.0.0.1", port: 0 });
    const browser = await launchChromium(inject("chromium"));
    started = { url: url + (options.staticPrefix ?? ""), data, browser };
    stop = async () => {
      await browser.close();
      server.server.closeAllConnections();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });
  afterEach(async () => {
    const pages = open.splice(0);
    await Promise.all(pages.map((page) => page.close()));
    expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(async () => await stop?.());
  return {
    get url() {
      return running().url;
    },
    get data() {
      return running().data;
    },
    get browser() {
      return running().browser;
    },
    page: async (pageOptions) => {
      const page = await watchedPage(running().browser, running().url, pageOptions);
      open.push(page);
      return page;
    },
  };
}
