// Answers that hold a long list: sent piece by piece, so that the whole text is never in memory.

const ITEMS_PER_PIECE = 200;

/** A route's answer that is JSON in pieces. */
export class LongAnswer {
  /** The text, in pieces of some hundred kilobytes. */
  readonly pieces: AsyncIterable<string>;

  constructor(pieces: AsyncIterable<string>) {
    this.pieces = pieces;
  }
}

/** A part of a list, and what else the answer holds: of the last part, that is sent. */
export interface ListPart<T> {
  readonly items: readonly T[];
  readonly rest: object;
}

/**
 * An answer `{[name]: [items…], …rest}`; a short one as an object, a long one in pieces. An empty list is left out.
 *
 * @param first The first part of the list.
 * @param more The parts after it, read one by one as the client takes them in; nothing may be wrong with them that the
 *   client could still be told by a status.
 */
export function listAnswer<T>(
  name: string,
  first: ListPart<T>,
  toJson: (item: T) => object,
  more?: AsyncIterable<ListPart<T>>,
): object {
  const { items, rest } = first;
  if (more === undefined && items.length <= ITEMS_PER_PIECE) {
    return items.length === 0 ? rest : { [name]: items.map(toJson), ...rest };
  }
  return new LongAnswer(pieces(name, first, toJson, more));
}

async function* pieces<T>(
  name: string,
  first: ListPart<T>,
  toJson: (item: T) => object,
  more: AsyncIterable<ListPart<T>> | undefined,
): AsyncGenerator<string> {
  let { rest } = first;
  yield `{${JSON.stringify(name)}:[`;
  yield* itemPieces(first.items, toJson, "");
  let isFirst = first.items.length === 0;
  for await (const part of more ?? []) {
    yield* itemPieces(part.items, toJson, isFirst ? "" : ",");
    isFirst &&= part.items.length === 0;
    rest = part.rest;
  }
  const tail = JSON.stringify(rest).slice(1);
  yield tail === "}" ? "]}" : `],${tail}`;
}

function* itemPieces<T>(items: readonly T[], toJson: (item: T) => object, before: string): Generator<string> {
  let separator = before;
  for (let start = 0; start < items.length; start += ITEMS_PER_PIECE) {
    const piece = items.slice(start, start + ITEMS_PER_PIECE).map(toJson);
    yield separator + JSON.stringify(piece).slice(1, -1);
    separator = ",";
  }
}
