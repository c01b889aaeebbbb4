// Sends a file of any size over HTTP with bounded memory; fetch() would first read it whole.
import type { IncomingMessage } from "node:http";
import { fileSize, fileStream } from "../../system/index.ts";

/** A file on its way. */
export interface FileTransfer {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The local file; not empty. */
  readonly file: string;
  /** For how long the connection may stand still. */
  readonly idleTimeoutMs: number;
}

/**
 * Sends a file as the body of a request, and reads the answer.
 *
 * @throws The error of the connection, or of the file.
 */
export async function sendFile({
  url,
  method,
  headers,
  file,
  idleTimeoutMs,
}: FileTransfer): Promise<Response> {
  // Loaded when first needed: most programs have no tracking server.
  const { request } = await (url.startsWith("https:") ? import("node:https") : import("node:http"));
  const sizeBytes = fileSize(file);
  const source = fileStream(file, 0, sizeBytes - 1);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(url, { method, headers: { ...headers, "Content-Length": sizeBytes } }, resolve);
      sent.setTimeout(idleTimeoutMs, () => sent.destroy(new DOMException("standing still", "TimeoutError")));
      sent.on("error", reject);
      source.on("error", (error) => sent.destroy(error));
      source.pipe(sent);
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    const retryAfter = answer.headers["retry-after"];
    return new Response(Buffer.concat(chunks), {
      status: answer.statusCode ?? 0,
      headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
    });
  } finally {
    source.destroy(); // a server that refuses may answer before it has everything
  }
}
