// Packages that only some users need: loaded when they are, and missed with a sentence.
import { failure } from "../../errors/index.ts";
import { hasCode } from "../../system/index.ts";

/**
 * Loads an optional package.
 *
 * @param name The package.
 * @param what What it is needed for, such as `read Parquet`.
 * @param load Imports it.
 * @throws Error `INVALID_PARAMETER_VALUE` when it is not installed.
 */
export async function optionalPackage<T>(name: string, what: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    if (!hasCode(cause, "ERR_MODULE_NOT_FOUND")) throw cause;
    throw failure(
      "INVALID_PARAMETER_VALUE",
      `Cannot ${what}: that takes the package ${name}, which is not installed; type npm install ${name}`,
      { cause },
    );
  }
}
