// Runs once before the suite of the web app: hands every test the path of a Chromium, or says at once that there is none.
import type { TestProject } from "vitest/node";
import { findChromium } from "../../benchmarks/peers/chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The browser that the tests drive. */
    readonly chromium: string;
  }
}

/** Called by vitest, see `globalSetup` in its configuration. */
export function setup(project: TestProject): void {
  project.provide("chromium", findChromium());
}
