// Selection without sorting: C. Hoare's "Find", Communications of the ACM 4(7), 1961. Allocates nothing, throws nothing.

/**
 * The n-th largest of some values, in a time that grows with their number alone.
 *
 * @param values At least n. Their order is lost.
 * @param n From 1 on.
 */
export function nthLargest(values: Float64Array, n: number): number {
  const wanted = n - 1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! > pivot) i++;
      while (values[j]! < pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted]!;
}
