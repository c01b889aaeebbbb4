// Runs once before the interop suite: hands every test the path of the prepared Python.
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { preparePython } from "../../benchmarks/peers/python-environment.ts";

const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url));

/** Called by vitest, see `globalSetup` in its configuration. */
export async function setup(project: TestProject): Promise<void> {
  project.provide("python", await preparePython(REQUIREMENTS));
}
