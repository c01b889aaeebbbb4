// Finds metrics by parts of their names.

/** Whether a name has every word of a search in it, whatever their case. */
export function matchesSearch(name: string, search: string): boolean {
  const lower = name.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
