// The version of this package, read from its own package.json.
import { readFileSync } from "node:fs";

let version: string | undefined;

/** The version of the installed `traintracks`, such as `0.1.0`. */
export function packageVersion(): string {
  version ??= readVersion();
  return version;
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error("The package.json of traintracks has no version");
}
