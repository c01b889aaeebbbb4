// How well a name answers what was typed.

/**
 * The larger the better: whole beginnings before beginnings of words, those before letters that only come in this order.
 *
 * @returns 0 when the name does not answer.
 */
function rank(name: string, typed: string): number {
  const word = typed.trim().toLowerCase();
  const text = name.toLowerCase();
  if (word === "") return 1;
  if (text === word) return 100;
  if (text.startsWith(word)) return 80;
  const place = text.indexOf(word);
  if (place > 0) return /[\p{L}\p{N}]/u.test(text.charAt(place - 1)) ? 40 : 60;
  let from = 0;
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 10;
}

/** Those that answer, the best first; equals stay in their order. */
export function ranked<T>(items: readonly T[], nameOf: (item: T) => string, typed: string): readonly T[] {
  return items
    .map((item) => ({ item, worth: rank(nameOf(item), typed) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth)
    .map(({ item }) => item);
}
