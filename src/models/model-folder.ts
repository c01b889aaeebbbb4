// Reads the files of a saved model: only inside its folder, and never more than is allowed.
import { failure, invalidValue, quote, unparsable } from "../errors/index.ts";
import { fileSize, kindOf, readBytes, resolveInside } from "../system/index.ts";

const TEXT = new TextDecoder("utf-8", { fatal: true });

/** The files of one model. */
export interface ModelFolder {
  /** The absolute path. */
  readonly path: string;
  /**
   * The bytes of one file.
   *
   * @param name Its path inside the folder, perhaps out of a file that is not to be trusted.
   * @param maxBytes The most it may have.
   * @throws Error `RESOURCE_DOES_NOT_EXIST` when it is not there, RangeError when it is too big or lies elsewhere.
   */
  read(name: string, maxBytes: number): Uint8Array;
  /** The text of one file; SyntaxError when it is not UTF-8. */
  readText(name: string, maxBytes: number): string;
  /** The path of a file, for messages. */
  pathOf(name: string): string;
}

/** Opens a folder; nothing is read yet. */
export function openModelFolder(path: string): ModelFolder {
  const pathOf = (name: string): string => `${path}/${name}`;
  const read = (name: string, maxBytes: number): Uint8Array => {
    const file = resolveInside(path, name);
    if (kindOf(file) !== "file") {
      throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot read ${pathOf(name)}: there is no such file`);
    }
    const sizeBytes = fileSize(file);
    if (sizeBytes > maxBytes) {
      throw invalidValue(
        `Cannot read ${pathOf(name)}: it may have at most ${maxBytes} bytes: current size is ${sizeBytes}`,
      );
    }
    return readBytes(file);
  };
  return {
    path,
    read,
    pathOf,
    readText: (name, maxBytes) => {
      const bytes = read(name, maxBytes);
      try {
        return TEXT.decode(bytes);
      } catch (cause) {
        throw unparsable(`Cannot read ${quote(pathOf(name))}: it is not UTF-8 text`, { cause });
      }
    },
  };
}
