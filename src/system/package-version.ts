// The version of this package, read from its own package.json.
import { readFileSync } from "node:fs";
import { ownFile } from "./package-files.ts";

let version: string | undefined;

/** The version of the installed `traintracks`, such as `0.1.0`. */
export function packageVersion(): string {
  version ??= readVersion();
  return version;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(ownFile("package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error("The package.json of traintracks has no version");
}
