// The example with danfojs: its own folder, its own lock file, the real package.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { runCommand } from "../support/processes.ts";

const FOLDER = fileURLToPath(new URL("../../examples/danfo/", import.meta.url));

it("a frame of danfojs is fitted and logged, with the names of its columns", async () => {
  onTestFinished(() => rmSync(join(FOLDER, "mlruns"), { recursive: true, force: true }));
  await runCommand("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: FOLDER });
  const printed = await runCommand("npm", ["-s", "start"], { cwd: FOLDER });
  expect(printed).toContain("Price of three rooms and a garden: 171.7");
  expect(printed).toContain("R2 0.9997");
  expect(printed).toContain("columns rooms, garden");
});
