// The files in which the workers of a server leave their figures for each other.
import { join } from "node:path";
import { listFolder, removeFile } from "../system/index.ts";

/** How their names end. */
export const METRICS_FILE_ENDING = ".metrics.json";

/** Removes what the workers of an earlier server have left in a folder. */
export function clearServerMetrics(folder: string): void {
  for (const { name } of listFolder(folder)) {
    if (name.endsWith(METRICS_FILE_ENDING)) removeFile(join(folder, name));
  }
}
