// Params are texts; those that say a number can be drawn and averaged as one.

/** The number that a text says as a whole; undefined when it says none. */
export function numberInText(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}
