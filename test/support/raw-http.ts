// One HTTP request byte by byte, so that nothing on the way makes a path or a header look better than it is.
import { connect } from "node:net";

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/**
 * Sends text to a port of this machine and reads until the other side closes.
 *
 * @param lines The request line and the headers; `Host` and `Connection: close` are added where they are missing.
 */
export function rawRequest(port: number, lines: readonly string[], body = ""): Promise<RawAnswer> {
  const head = [...lines];
  if (!head.some((line) => /^host:/i.test(line))) head.push(`Host: 127.0.0.1:${port}`);
  if (body !== "") head.push(`Content-Length: ${Buffer.byteLength(body)}`);
  head.push("Connection: close");
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${head.join("\r\n")}\r\n\r\n${body}`));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("end", () => {
      const text = Buffer.concat(chunks).toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
        head: text.slice(0, end),
        body: text.slice(end + 4),
      });
      socket.end();
    });
  });
}
