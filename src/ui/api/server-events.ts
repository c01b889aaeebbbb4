// The text form of server-sent events (WHATWG HTML, section 9.2.6).

/** One event. */
export interface ServerEvent {
  /** `message` when the server gave no name. */
  readonly name: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** A reader that takes the stream in pieces and gives back the events that each piece completes. */
export function eventReader(): (piece: string) => readonly ServerEvent[] {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const event = readBlock(block);
      return event === undefined ? [] : [event];
    });
  };
}

function readBlock(block: string): ServerEvent | undefined {
  let name = "message";
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
    else if (field === "id") id = value;
  }
  return data.length === 0 ? undefined : { name, data: data.join("\n"), id };
}
