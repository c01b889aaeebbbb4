// Puts an item into a set, or takes it out.

/** A copy of a set in which an item is there if it was not, and gone if it was. */
export function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
