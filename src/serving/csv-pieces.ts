// Cuts a CSV of any length into pieces that each have the header and some whole records, so that memory stays bounded.
import { unparsable } from "../errors/index.ts";

const PIECE_CHARACTERS = 1024 * 1024;
/** A record longer than this is a quote that was never closed. */
const MAX_RECORD_CHARACTERS = 16 * PIECE_CHARACTERS;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/**
 * @param source The bytes of the CSV, in chunks of any size.
 * @param pieceCharacters About how long the pieces are.
 * @returns Pieces, each a CSV by itself.
 * @throws SyntaxError when the bytes are no UTF-8, or a record does not end.
 */
export async function* csvPieces(
  source: AsyncIterable<Uint8Array>,
  pieceCharacters: number = PIECE_CHARACTERS,
): AsyncGenerator<string> {
  const records = new RecordBuffer();
  let header: string | undefined;
  for await (const text of decoded(source)) {
    records.add(text);
    header ??= records.takeFirst();
    if (header !== undefined && records.length >= pieceCharacters) {
      const whole = records.takeWhole();
      if (whole !== "") yield header + whole;
      else if (records.length > MAX_RECORD_CHARACTERS) {
        throw unparsable(
          "Cannot read the CSV: a record does not end; is there a quote that is never closed?",
        );
      }
    }
  }
  const rest = records.takeRest();
  if (header === undefined) yield rest;
  else if (rest.trim() !== "") yield header + rest;
}

/** Text that waits for the end of its last record. */
class RecordBuffer {
  #text = "";
  /** How far the text has been looked at, where the first and the last whole records end in it. */
  #seen = 0;
  #firstEnd = 0;
  #lastEnd = 0;
  #isQuoted = false;

  get length(): number {
    return this.#text.length;
  }

  add(text: string): void {
    this.#text += text;
    for (; this.#seen < this.#text.length; this.#seen++) {
      const code = this.#text.charCodeAt(this.#seen);
      if (code === QUOTE) this.#isQuoted = !this.#isQuoted;
      else if (code === LINE_FEED && !this.#isQuoted) {
        this.#lastEnd = this.#seen + 1;
        if (this.#firstEnd === 0) this.#firstEnd = this.#lastEnd;
      }
    }
  }

  /** The first record, once it is whole. */
  takeFirst(): string | undefined {
    return this.#firstEnd === 0 ? undefined : this.#take(this.#firstEnd);
  }

  /** All whole records; empty when there is none. */
  takeWhole(): string {
    return this.#take(this.#lastEnd);
  }

  /** Whatever is left: the last record needs no line end. */
  takeRest(): string {
    return this.#take(this.#text.length);
  }

  #take(end: number): string {
    const taken = this.#text.slice(0, end);
    this.#text = this.#text.slice(end);
    this.#seen -= end;
    this.#lastEnd = Math.max(0, this.#lastEnd - end);
    this.#firstEnd = 0;
    return taken;
  }
}

async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw unparsable("Cannot read the CSV: it is not UTF-8 text", { cause });
  }
}
