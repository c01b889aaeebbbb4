// SQL's LIKE without regular expressions: `%` is any run of characters, `_` one; the time is bounded by the lengths.

/** A pattern taken apart at its `%`, each piece in code units. */
interface Pieces {
  readonly first: string;
  readonly middle: readonly string[];
  readonly last: string;
}

/**
 * Makes a test for a LIKE pattern, anchored at both ends.
 *
 * Pieces between `%` are looked for from left to right, each at the first place behind the one before; the first place
 * is always as good as a later one, so nothing is ever tried twice.
 *
 * @param ignoreCase True for ILIKE.
 */
export function likeMatcher(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  const folded = ignoreCase ? pattern.toLowerCase() : pattern;
  if (!folded.includes("%")) {
    return (text) => {
      const candidate = ignoreCase ? text.toLowerCase() : text;
      return matchesAt(candidate, 0, folded) === candidate.length;
    };
  }
  const pieces = folded.split("%");
  const parts: Pieces = {
    first: pieces[0] ?? "",
    middle: pieces.slice(1, -1).filter((piece) => piece !== ""),
    last: pieces.at(-1) ?? "",
  };
  return (text) => matchesPieces(ignoreCase ? text.toLowerCase() : text, parts);
}

function matchesPieces(text: string, { first, middle, last }: Pieces): boolean {
  let at = matchesAt(text, 0, first);
  if (at < 0) return false;
  for (const piece of middle) {
    at = endOfFirst(text, at, piece);
    if (at < 0) return false;
  }
  return endsWithPiece(text, at, last);
}

/** Where `piece` ends if it stands at `start`; -1 if it does not. */
function matchesAt(text: string, start: number, piece: string): number {
  let at = start;
  for (let i = 0; i < piece.length; i++) {
    if (at >= text.length) return -1;
    const wanted = piece.charCodeAt(i);
    if (wanted === UNDERSCORE) at += isPairAt(text, at) ? 2 : 1;
    else if (wanted === text.charCodeAt(at)) at++;
    else return -1;
  }
  return at;
}

const UNDERSCORE = 0x5f;

function isPairAt(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

/** Where the first `piece` at or behind `start` ends; -1 if there is none. */
function endOfFirst(text: string, start: number, piece: string): number {
  if (!piece.includes("_")) {
    const at = text.indexOf(piece, start);
    return at < 0 ? -1 : at + piece.length;
  }
  for (let at = start; at < text.length; at += isPairAt(text, at) ? 2 : 1) {
    const end = matchesAt(text, at, piece);
    if (end >= 0) return end;
  }
  return -1;
}

function endsWithPiece(text: string, from: number, piece: string): boolean {
  if (!piece.includes("_")) return text.length - from >= piece.length && text.endsWith(piece);
  // `_` may stand for one or two code units, so the start follows from walking back a character a time.
  let start = text.length;
  for (const _ of piece) {
    start--;
    if (start > 0 && isPairAt(text, start - 1)) start--;
  }
  return start >= from && matchesAt(text, start, piece) === text.length;
}
