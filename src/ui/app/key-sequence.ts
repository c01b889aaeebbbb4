// Tells when the keys pressed one after another make a shortcut such as `g e`.

/** So long the second key of a sequence may take. */
const NEXT_KEY_MS = 1_200;

/** What a key press was worth. */
export type KeyOutcome =
  | { readonly kind: "none" }
  /** The first key of a longer shortcut. */
  | { readonly kind: "waiting" }
  | { readonly kind: "shortcut"; readonly keys: string };

/** Remembers the key before, and matches it with the next one. */
export class KeySequence {
  #first: { readonly key: string; readonly atMs: number } | undefined;

  /**
   * Takes a key.
   *
   * @param key As the browser names it.
   * @param known The shortcuts there are: `x`, `?`, `g e`.
   */
  press(key: string, atMs: number, known: readonly string[]): KeyOutcome {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined && atMs - first.atMs <= NEXT_KEY_MS) {
      const both = `${first.key} ${key}`;
      if (known.includes(both)) return { kind: "shortcut", keys: both };
    }
    if (known.includes(key)) return { kind: "shortcut", keys: key };
    if (!known.some((keys) => keys.startsWith(`${key} `))) return { kind: "none" };
    this.#first = { key, atMs };
    return { kind: "waiting" };
  }
}
