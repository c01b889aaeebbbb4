// The built web app: its few files, kept in memory once they have been asked for, with their packed forms.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { kindOf, listFolder, readBytes } from "../../system/index.ts";

/** One file, ready to be sent. */
export interface AppFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  /** Undefined where packing does not make it smaller. */
  readonly packed: { readonly br: Buffer; readonly gzip: Buffer } | undefined;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ["html", "text/html; charset=utf-8"],
  ["js", "text/javascript; charset=utf-8"],
  ["css", "text/css; charset=utf-8"],
  ["svg", "image/svg+xml"],
  ["json", "application/json"],
  ["woff2", "font/woff2"],
  ["png", "image/png"],
]);
const PACKED_ALREADY = /\.(?:woff2|png)$/;
/** Between speed and size: the files are packed while the first browser waits. */
const BROTLI_QUALITY = 6;

/** The files of one folder and its folder `assets`. */
export class AppFiles {
  readonly #folder: string;
  readonly #files = new Map<string, AppFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * A file by its name, such as `index.html` or `assets/index-1a2b3c.js`.
   *
   * @returns Undefined when the app has no such file.
   */
  get(name: string): AppFile | undefined {
    const known = this.#files.get(name);
    if (known !== undefined || !this.#names().includes(name)) return known;
    const file = read(join(this.#folder, name));
    this.#files.set(name, file);
    return file;
  }

  /** Only what is listed is opened: no name from outside becomes a path. */
  #names(): readonly string[] {
    return ["", "assets"].flatMap((folder) => {
      const path = join(this.#folder, folder);
      if (kindOf(path) !== "folder") return [];
      const files = listFolder(path).filter(({ isFolder, name }) => !isFolder && TYPES.has(endingOf(name)));
      return files.map(({ name }) => (folder === "" ? name : `${folder}/${name}`));
    });
  }
}

function read(path: string): AppFile {
  const body = Buffer.from(readBytes(path));
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const type = TYPES.get(endingOf(path)) ?? "application/octet-stream";
  if (PACKED_ALREADY.test(path)) return { type, etag, body, packed: undefined };
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return { type, etag, body, packed: { br: brotliCompressSync(body, { params }), gzip: gzipSync(body) } };
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
