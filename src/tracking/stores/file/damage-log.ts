// What a store found damaged: skipped, remembered and told once, so that one bad file never hides the good ones.
import { warn } from "../../../errors/index.ts";

/** One damaged file or folder. */
export interface Damage {
  readonly path: string;
  readonly reason: string;
}

const MAX_REMEMBERED = 1000;
const MAX_WARNINGS = 20;

/** The damage one store has met so far. */
export class DamageLog {
  readonly #reasons = new Map<string, string>();
  readonly #tell: (message: string) => void;

  /** @param tell Told of each damaged path once. Default: a warning. */
  constructor(tell: (message: string) => void = (message) => warn("TrackingWarning", message)) {
    this.#tell = tell;
  }

  /** Remembers a damaged path, and warns the first time. */
  report(path: string, reason: string): void {
    if (this.#reasons.has(path) || this.#reasons.size >= MAX_REMEMBERED) return;
    this.#reasons.set(path, reason);
    const count = this.#reasons.size;
    if (count <= MAX_WARNINGS) this.#tell(`Skipped ${path}: ${reason}`);
    if (count === MAX_WARNINGS) {
      this.#tell("Skipped more than can be listed here: traintracks doctor shows all");
    }
  }

  /** All that was met, in order. */
  list(): readonly Damage[] {
    return [...this.#reasons].map(([path, reason]) => ({ path, reason }));
  }
}
