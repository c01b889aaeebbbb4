// Runs once before the interop suite: hands every test the path of the prepared Python.
import type { TestProject } from "vitest/node";
import { preparePython } from "../support/python-environment.ts";

/** Called by vitest, see `globalSetup` in its configuration. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("python", await preparePython());
}
