// Which features may be asked on a path, given those asked above: sets of features that may interact.

/** Remembers for each node of one tree which features it may split on. */
export class InteractionConstraints {
  readonly #sets: readonly ReadonlySet<number>[];
  readonly #used: ReadonlySet<number>[] = [new Set()];
  readonly #allowed: (ReadonlySet<number> | undefined)[] = [undefined];

  /** @param sets Sets of features; a feature in none of them may stand only with itself. */
  constructor(sets: readonly (readonly number[])[]) {
    this.#sets = sets.map((set) => new Set(set));
  }

  /** Whether a node may split on a feature. */
  allows(node: number, feature: number): boolean {
    return this.#allowed[node]?.has(feature) ?? true;
  }

  /** Works out what the children of a node may split on. */
  recordSplit(node: number, leftChild: number, feature: number): void {
    const used = new Set(this.#used[node]).add(feature);
    const allowed = new Set(used);
    for (const set of this.#sets) {
      if ([...used].every((one) => set.has(one))) for (const one of set) allowed.add(one);
    }
    for (const child of [leftChild, leftChild + 1]) {
      this.#used[child] = used;
      this.#allowed[child] = allowed;
    }
  }
}
