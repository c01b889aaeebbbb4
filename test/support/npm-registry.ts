// A place to install one small package from: a server on this machine that counts how often it is asked.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A project's files of npm that need the package `answer`, and how often it was fetched. */
export interface TestRegistry {
  readonly files: Readonly<Record<string, string>>;
  readonly seen: readonly string[];
}

/**
 * Starts the server; it ends with the test.
 *
 * @param folder An empty folder, for the package.
 */
export async function testRegistry(folder: string): Promise<TestRegistry> {
  mkdirSync(join(folder, "package"), { recursive: true });
  const manifest = { name: "answer", version: "1.0.0", type: "module", exports: "./index.js" };
  writeFileSync(join(folder, "package", "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "package", "index.js"), "export const answer = 42;\n");
  const archive = join(folder, "answer-1.0.0.tgz");
  execFileSync("tar", ["-czf", archive, "-C", folder, "package"]);
  const bytes = readFileSync(archive);
  const seen: string[] = [];
  const server = createServer(({ url }, answer) => {
    seen.push(url ?? "");
    answer.end(bytes);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const resolved = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer-1.0.0.tgz`;
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const own = { name: "needs-answer", version: "1.0.0", dependencies: { answer: "1.0.0" } };
  const lock = {
    ...{ name: own.name, version: own.version, lockfileVersion: 3, requires: true },
    packages: { "": own, "node_modules/answer": { version: "1.0.0", resolved, integrity } },
  };
  return {
    files: {
      "package.json": JSON.stringify({ ...own, type: "module" }),
      "package-lock.json": JSON.stringify(lock),
    },
    seen,
  };
}
