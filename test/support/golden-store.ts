// A copy of a store that MLflow wrote, as it was: with the empty folders that git does not keep.
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "./temporary-folder.ts";

/** The path of a fresh copy of `test/golden/store/<name>/mlruns`. */
export function goldenStore(name: "direct" | "server"): string {
  const source = fileURLToPath(new URL(`../golden/store/${name}`, import.meta.url));
  const copy = join(temporaryFolder(), "mlruns");
  cpSync(join(source, "mlruns"), copy, { recursive: true });
  for (const folder of readFileSync(join(source, "empty-folders.txt"), "utf8").trim().split("\n")) {
    mkdirSync(join(copy, folder), { recursive: true });
  }
  return copy;
}
