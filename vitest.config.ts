// Four suites: core needs only this clone, package installs the packed tarball, interop needs Python, ui a Chromium.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/support/closing-line.ts";

const alias = { traintracks: fileURLToPath(new URL("./src/index.ts", import.meta.url)) };
const shared = {
  setupFiles: ["test/support/matchers.ts", "test/support/fuzz-seed.ts"],
  environment: "node" as const,
};

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "core",
          include: ["test/**/*.test.ts"],
          exclude: ["test/interop/**", "test/package/**", "test/ui/**"],
          testTimeout: 60_000,
          // Runs keep what it takes to run them again; in a test that would be the state of this clone, for each run.
          env: { TRAINTRACKS_REPRODUCIBLE: "false" },
        },
      },
      {
        test: {
          ...shared,
          name: "package",
          include: ["test/package/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "interop",
          globalSetup: ["test/interop/prepare.ts"],
          include: ["test/interop/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 900_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: "ui",
          globalSetup: ["test/ui/prepare.ts"],
          include: ["test/ui/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
