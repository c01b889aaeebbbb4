// Small files that are read again and again: parsed once, and again only when their stamp has changed.
import { errorCode, messageOf } from "../../../errors/index.ts";
import { readLimitedText } from "../../../system/index.ts";
import type { DamageLog } from "./damage-log.ts";
import { refreshed, type Stamped } from "./stamped.ts";

/** How a kind of file is read. */
export interface ParsedFileOptions<T> {
  /** Throws a SyntaxError for a damaged text. */
  readonly parse: (text: string) => T;
  readonly damage: DamageLog;
  /** The largest file read. */
  readonly maxBytes: number;
}

/** What a file says; undefined when there is none, or when it is damaged, which is reported. */
export function readParsed<T>(
  path: string,
  { parse, damage, maxBytes }: ParsedFileOptions<T>,
): T | undefined {
  const { text, fault } = readLimitedText(path, maxBytes);
  if (text === undefined) {
    if (fault !== "absent") damage.report(path, `it is ${fault}`);
    return undefined;
  }
  try {
    return parse(text);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    damage.report(path, messageOf(error));
    return undefined;
  }
}

/** Parsed files by path; each answer is checked against the file's stamp, so a change by any process is seen. */
export class StampedFiles<T> {
  readonly #options: ParsedFileOptions<T>;
  readonly #maxFiles: number;
  readonly #remembered = new Map<string, Stamped<T | undefined>>();

  /** @param options `maxFiles`: how many are remembered; the oldest are forgotten. */
  constructor(options: ParsedFileOptions<T> & { readonly maxFiles: number }) {
    this.#options = options;
    this.#maxFiles = options.maxFiles;
  }

  /** What the file says; undefined when there is none, or when it is damaged, which is reported. */
  get(path: string): T | undefined {
    const known = this.#remembered.get(path);
    const fresh = refreshed(path, known, () => readParsed(path, this.#options));
    if (fresh === undefined) this.#remembered.delete(path);
    else if (fresh !== known) this.#remember(path, fresh);
    return fresh?.value;
  }

  #remember(path: string, fresh: Stamped<T | undefined>): void {
    if (this.#remembered.size >= this.#maxFiles) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    this.#remembered.set(path, fresh);
  }
}
