// A model's folder that lives in memory, so that thousands of broken ones can be read in a second.
import { failure, invalidValue } from "../../src/errors/index.ts";
import type { ModelFolder } from "../../src/models/model-folder.ts";

/** The folder of files given as text or bytes. */
export function memoryModelFolder(files: ReadonlyMap<string, string | Uint8Array>): ModelFolder {
  const read = (name: string, maxBytes: number): Uint8Array => {
    const content = files.get(name);
    if (content === undefined) throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot read /m/${name}: not there`);
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    if (bytes.length > maxBytes) throw invalidValue(`Cannot read /m/${name}: too big`);
    return bytes;
  };
  return {
    path: "/m",
    pathOf: (name) => `/m/${name}`,
    read,
    readText: (name, maxBytes) => new TextDecoder().decode(read(name, maxBytes)),
  };
}
