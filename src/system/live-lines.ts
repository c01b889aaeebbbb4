// The door to a part of the terminal that is drawn anew: a table that grows, a bar that fills.
import { stripVTControlCharacters } from "node:util";

const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

/** Some lines at the end of what stdout shows, where stdout is a terminal. */
export class LiveLines {
  #drawn = 0;

  /** Whether there is a terminal; where there is none, nothing is drawn. */
  get isLive(): boolean {
    return process.stdout.isTTY === true;
  }

  /** How many lines and columns can be drawn. */
  get size(): { readonly rows: number; readonly columns: number } {
    // A terminal that does not know its size says 0.
    return { rows: process.stdout.rows || DEFAULT_ROWS, columns: process.stdout.columns || DEFAULT_COLUMNS };
  }

  /** Draws lines in the place of those drawn before; what does not fit into the width is cut off. */
  draw(lines: readonly string[]): void {
    if (!this.isLive) return;
    const { columns } = this.size;
    const cut = lines.map((line) =>
      stripVTControlCharacters(line).length <= columns ? line : line.slice(0, columns),
    );
    const back = this.#drawn === 0 ? "\r" : `\x1b[${this.#drawn}A\r`;
    process.stdout.write(`${back}\x1b[0J${cut.join("\n")}\n`);
    this.#drawn = cut.length;
  }
}
