// Puts values into a message: `{n}` is a value, `{n|run|runs}` one of two words by whether the value is 1.

/** What a message may speak of. */
export type MessageValues = Readonly<Record<string, string | number>>;

const PLACE = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** The message with its values; a place without a value stays as it is. */
export function fillMessage(message: string, values: MessageValues): string {
  return message.replace(PLACE, (place: string, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (one === undefined || many === undefined) return String(value);
    return value === 1 || value === "1" ? one : many;
  });
}

/** The names of the values that a message asks for, sorted, each once. */
export function placesOf(message: string): readonly string[] {
  return [...new Set(Array.from(message.matchAll(PLACE), ([, name]) => name ?? ""))].sort();
}
