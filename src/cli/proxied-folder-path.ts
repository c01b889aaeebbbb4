// Where the files of an `mlflow-artifacts:` URI lie, for commands that work beside the server on its folders.
import { dirname, join } from "node:path";
import { resolveInside } from "../system/index.ts";
import { localPathOf } from "../tracking/index.ts";

/**
 * The local path behind an `mlflow-artifacts:` URI.
 *
 * @param storeFolder The folder of runs.
 * @param destination Where the server keeps artifacts; default: `mlartifacts` beside the folder of runs.
 * @throws RangeError when the URI would leave that folder.
 */
export function proxiedFolderPath(
  uri: string,
  storeFolder: string,
  destination?: string | undefined,
): string {
  const root =
    destination === undefined ? join(dirname(storeFolder), "mlartifacts") : localPathOf(destination);
  return resolveInside(root, uri.replace(/^mlflow-artifacts:\/*/, ""));
}
