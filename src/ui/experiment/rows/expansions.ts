// Where rows stand when some of them have others below them.

/** Rows that stand below one of the main rows. */
export interface Expansion<T> {
  /** The main row they stand below. */
  readonly below: number;
  readonly lines: readonly T[];
}

/** What stands in a place: a main row, or a line below one. */
export type Place<T> = { readonly main: number } | { readonly line: T };

/** How many places there are. */
export function placeCount<T>(mainRows: number, expansions: readonly Expansion<T>[]): number {
  return expansions.reduce((sum, { lines }) => sum + lines.length, mainRows);
}

/**
 * What stands in a place.
 *
 * @param expansions In the order of the main rows they stand below.
 */
export function atPlace<T>(place: number, expansions: readonly Expansion<T>[]): Place<T> {
  let before = 0;
  for (const { below, lines } of expansions) {
    const first = below + before + 1;
    if (place < first) break;
    const line = lines[place - first];
    if (line !== undefined) return { line };
    before += lines.length;
  }
  return { main: place - before };
}

/** The place of a main row. */
export function placeOf<T>(main: number, expansions: readonly Expansion<T>[]): number {
  return expansions.reduce((place, { below, lines }) => (below < main ? place + lines.length : place), main);
}

/** The main rows that a range of places shows. */
export function mainRange<T>(
  range: { readonly start: number; readonly end: number },
  expansions: readonly Expansion<T>[],
): { readonly start: number; readonly end: number } {
  const first = mainUpTo(range.start, expansions);
  return { start: first, end: Math.max(first, mainUpTo(range.end - 1, expansions) + 1) };
}

/** The main row in a place, or the one that the line there stands below. */
function mainUpTo<T>(place: number, expansions: readonly Expansion<T>[]): number {
  let before = 0;
  for (const { below, lines } of expansions) {
    const first = below + before + 1;
    if (place < first) break;
    if (place < first + lines.length) return below;
    before += lines.length;
  }
  return place - before;
}
