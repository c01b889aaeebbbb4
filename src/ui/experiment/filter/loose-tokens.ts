// The words of a filter while it is being typed: nothing in it is an error yet.

/** One word of a filter. */
export interface LooseToken {
  readonly kind: "word" | "text" | "number" | "comparator" | "(" | ")" | "," | "other";
  readonly raw: string;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
}

const TOKEN =
  /(?<blank>\s+)|(?<text>'(?:[^']|'')*'?|"(?:[^"]|"")*"?)|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_]))|(?<comparator>==|!=|>=|<=|=|>|<)|(?<word>(?:`[^`]*`?|[\p{L}_])(?:[\p{L}\p{N}_/-]|\.(?:`[^`]*`?|"[^"]*"?)?)*)|(?<sign>[(),])|(?<other>.)/gsu;

/** Splits a filter, whatever state it is in. */
export function looseTokens(filter: string): readonly LooseToken[] {
  const tokens: LooseToken[] = [];
  for (const match of filter.matchAll(TOKEN)) {
    const [raw] = match;
    const { blank, text, number, comparator, word, sign } = match.groups ?? {};
    if (blank !== undefined) continue;
    const place = { raw, start: match.index, end: match.index + raw.length };
    if (text !== undefined) tokens.push({ kind: "text", ...place });
    else if (number !== undefined) tokens.push({ kind: "number", ...place });
    else if (comparator !== undefined) tokens.push({ kind: "comparator", ...place });
    else if (word !== undefined) tokens.push({ kind: "word", ...place });
    else if (sign === "(" || sign === ")" || sign === ",") tokens.push({ kind: sign, ...place });
    else tokens.push({ kind: "other", ...place });
  }
  return tokens;
}

/** Whether a token is a keyword, in any case. */
export function isKeyword(token: LooseToken | undefined, ...keywords: readonly string[]): boolean {
  return token?.kind === "word" && keywords.includes(token.raw.toUpperCase());
}
