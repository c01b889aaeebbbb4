// An answer that is made while it is sent, for the browser to save as a file.
import type { Readable } from "node:stream";

/** A download. */
export class DownloadAnswer {
  /** The file's name: letters, digits, `.`, `_` and `-` alone. */
  readonly name: string;
  readonly format: "csv" | "json";
  readonly content: Readable;

  constructor(name: string, format: "csv" | "json", content: Readable) {
    this.name = name;
    this.format = format;
    this.content = content;
  }
}
