// Which names of a list are not distinct.

/** The names that come more than once, each time they come again. */
export function repeatedNames(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  });
}
