// A load generator for one kind of request: connections that each send the next request when the answer to the last has come.
import { connect, type Socket } from "node:net";

/** What came of a time under load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Where the requests go and what they hold. */
export interface LoadTarget {
  readonly port: number;
  readonly path: string;
  /** JSON. */
  readonly body: string;
}

const HEAD_END = "\r\n\r\n";

/**
 * Keeps some connections busy for some time.
 *
 * Written on bare sockets, as a client that takes longer than the server would measure itself.
 *
 * @throws Error when an answer has another status than 200.
 */
export async function underLoad(
  target: LoadTarget,
  connections: number,
  durationMs: number,
): Promise<LoadResult> {
  const times: number[] = [];
  const startMs = performance.now();
  const endMs = startMs + durationMs;
  await Promise.all(Array.from({ length: connections }, () => keepBusy(target, endMs, times)));
  const seconds = (performance.now() - startMs) / 1000;
  times.sort((a, b) => a - b);
  const quantile = (q: number): number =>
    times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0;
  return { requestsPerSecond: times.length / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}

async function keepBusy(target: LoadTarget, endMs: number, times: number[]): Promise<void> {
  const request = requestOf(target);
  const socket = await connected(target.port);
  await new Promise<void>((resolve, reject) => {
    let sentMs = 0;
    let missingBytes = 0;
    const send = (): void => {
      sentMs = performance.now();
      missingBytes = 0;
      socket.write(request);
    };
    socket.on("error", reject);
    socket.on("data", (data) => {
      try {
        missingBytes = missingBytes > 0 ? missingBytes - data.length : bytesMissing(data);
      } catch (error) {
        socket.destroy();
        reject(error);
        return;
      }
      if (missingBytes > 0) return;
      const nowMs = performance.now();
      times.push(nowMs - sentMs);
      if (nowMs < endMs) send();
      else socket.end(() => resolve());
    });
    send();
  });
}

/** How much of the body is still to come after the first piece of an answer. */
function bytesMissing(data: Buffer): number {
  const end = data.indexOf(HEAD_END);
  const head = data.toString("latin1", 0, end);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (!head.startsWith("HTTP/1.1 200") || length === undefined)
    throw new Error(`Unexpected answer: ${data.toString()}`);
  return end + HEAD_END.length + Number(length) - data.length;
}

function requestOf({ path, body }: LoadTarget): Buffer {
  const lines = [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(lines.join("\r\n") + HEAD_END + body);
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}
