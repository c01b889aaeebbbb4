// Pages of the web app that tell what went wrong in them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** Pictures of every page, for people to look at; not kept in git. */
const PICTURES = fileURLToPath(new URL("../output/", import.meta.url));

/** How a page is opened. */
export interface WatchedPageOptions {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  readonly language?: string;
}

/** A page of a context of its own, with what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /**
   * Violations of the content security policy, errors on the console, uncaught exceptions, answers with 5xx, and requests that
   * would leave the server; a test ends with none of them.
   */
  readonly faults: readonly string[];
  /** Opens an address of the app, such as `#/experiments/1`, and waits until it has settled. */
  open(address: string): Promise<void>;
  /** Rules of WCAG 2.2 A and AA that the page breaks now, each with the elements at fault. */
  brokenRules(): Promise<readonly string[]>;
  /** Takes a picture of the page in this theme and in the other one, and comes back to this one. */
  takePictures(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a page that is watched.
 *
 * @param serverUrl Where the app is; everything else counts as leaving it.
 */
export async function watchedPage(
  browser: Browser,
  serverUrl: string,
  { theme = "light", width = 1280, height = 800, language = "en-US" }: WatchedPageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    timezoneId: "UTC",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const faults: string[] = [];
  await watch(context, new URL(serverUrl).origin, faults);
  // The policy lets no script in but the app's own: what the browser itself adds before them is not asked.
  await context.addInitScript({ content: axe.source });
  const page = await context.newPage();
  return {
    page,
    faults,
    open: async (address) => {
      await page.goto(`${serverUrl}/${address}`, { waitUntil: "load" });
      await settled(page);
    },
    brokenRules: () => brokenRules(page),
    takePictures: async (name) => {
      mkdirSync(PICTURES, { recursive: true });
      const other = theme === "light" ? "dark" : "light";
      for (const scheme of [theme, other] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`), animations: "disabled" });
      }
      await page.emulateMedia({ colorScheme: theme });
    },
    close: () => context.close(),
  };
}

/** Waits until the page asks for nothing more: the stream of events is the one request that never ends. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

async function watch(context: BrowserContext, origin: string, faults: string[]): Promise<void> {
  await context.exposeBinding("tellOfViolation", (_source, text: string) => {
    faults.push(`policy: ${text}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const tell: unknown = Reflect.get(window, "tellOfViolation");
      if (typeof tell === "function")
        tell(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  await context.route(
    (url) => url.protocol.startsWith("http") && url.origin !== origin,
    async (route) => {
      faults.push(`request to ${route.request().url()}`);
      await route.abort();
    },
  );
  context.on("console", (message) => {
    // What the server refuses is shown by the page, and tested there.
    const isRefusal = message
      .text()
      .startsWith("Failed to load resource: the server responded with a status of 4");
    // What a page that somebody has logged may not do is refused by the browser, which says so.
    const isShutOff = /^Blocked script execution in '[^']*\/artifacts\/frame\?/.test(message.text());
    if (message.type() === "error" && !isRefusal && !isShutOff) faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (webError) =>
    faults.push(`exception: ${webError.error().stack ?? webError.error().message}`),
  );
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function brokenRules(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate((tags) => {
    const { axe: checker } = window as unknown as { readonly axe: typeof axe };
    return checker.run(document, { runOnly: { type: "tag", values: tags } });
  }, TAGS);
  return violations.map(({ id, nodes }) => {
    const places = nodes
      .slice(0, 5)
      .map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`);
    return `${id} (${nodes.length}): ${places.join("; ")}`;
  });
}
