// A temporary folder whose owner decides when it goes, for what several tests of a file share.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that `using`, or its owner, removes. */
export interface DisposableFolder extends Disposable {
  /** Absolute, without symbolic links in it. */
  readonly path: string;
}

/** A new empty folder. */
export function disposableFolder(): DisposableFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "traintracks-test-")));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
