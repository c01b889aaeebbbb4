// Addresses inside the app, which stand behind the # so that the server needs to know nothing of them.

/** A place in the app. */
export interface Address {
  /** The parts of the path, decoded: `["experiments", "3"]`. */
  readonly path: readonly string[];
  /** What is shown there and how; a name stands once. */
  readonly query: ReadonlyMap<string, string>;
}

/** Reads what stands behind the #, with or without it. What cannot be read is left as it is. */
export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#?\/?/, "");
  const mark = text.indexOf("?");
  const path = mark < 0 ? text : text.slice(0, mark);
  const query = new Map<string, string>();
  for (const pair of mark < 0 ? [] : text.slice(mark + 1).split("&")) {
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    if (name !== "") query.set(name, equals < 0 ? "" : decode(pair.slice(equals + 1)));
  }
  return {
    path: path
      .split("/")
      .filter((part) => part !== "")
      .map(decode),
    query,
  };
}

/** Writes an address, `#` included, with as few escapes as links in mails and chats survive. */
export function formatAddress({ path, query }: Address): string {
  const pairs = Array.from(query, ([name, value]) => `${encode(name)}=${encode(value)}`);
  const tail = pairs.length === 0 ? "" : `?${pairs.join("&")}`;
  return `#/${path.map((part) => encode(part).replaceAll("/", "%2F")).join("/")}${tail}`;
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** What has a meaning in an address, or would end a link in running text. */
const UNSAFE = /[%&#+=?\s"<>`\\^{}|[\]\p{Cc}]/gu;

function encode(text: string): string {
  return text.replace(UNSAFE, (char) =>
    char === " " ? "+" : char === "=" || char === "?" ? char : encodeURIComponent(char),
  );
}
