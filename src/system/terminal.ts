// The door to the terminal: what people read on stdout and stderr, styled only where it will be seen as such.
import { styleText } from "node:util";
import { environmentText } from "./environment.ts";

/** The two streams a person may be reading. */
export type TerminalStream = "out" | "error";

function streamOf(name: TerminalStream): NodeJS.WriteStream {
  return name === "out" ? process.stdout : process.stderr;
}

/** Writes text to stdout, followed by a newline. */
export function writeOut(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes text to stderr, followed by a newline. */
export function writeError(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes text to stdout as it is, and waits while the reader is slower than the writer. */
export function writePart(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

/** Shows how far a long task has come, on one line of stderr that each call writes anew; nowhere if that is no terminal. */
export function writeProgress(text: string): void {
  if (isTerminal("error")) process.stderr.write(`\r${text}\x1b[K`);
}

/** What another program or a person types, or what a file holds that is piped in. */
export function standardInput(): AsyncIterable<Uint8Array> {
  return process.stdin;
}

/** Lets a reader close its end (`… | head`) without an error: what it did not want to read is dropped. For commands only. */
export function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** Whether a stream goes to a terminal that a person looks at, rather than to a file or another program. */
function isTerminal(stream: TerminalStream): boolean {
  return streamOf(stream).isTTY === true;
}

/**
 * Text in a style for one of the streams; left as it is when the stream is no terminal, or `NO_COLOR` is set
 * (https://no-color.org).
 */
export function styled(style: "bold" | "red", text: string, stream: TerminalStream): string {
  if (!isTerminal(stream) || environmentText("NO_COLOR") !== undefined) return text;
  return styleText(style, text);
}
