// Which samples belong to each class.

/**
 * The rows of each class, ascending.
 *
 * @param codes Length n: the class of each sample, from 0.
 * @param counts How many samples each class has.
 */
export function rowsByClass(codes: Int32Array, counts: Int32Array): readonly Int32Array[] {
  const rows = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    const position = filled[code]!;
    rows[code]![position] = i;
    filled[code] = position + 1;
  }
  return rows;
}
