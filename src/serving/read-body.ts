// Receives the body of a request with bounded memory: for one request, and for all at once.
import type { IncomingMessage } from "node:http";
import { type Answer, faultAnswer } from "./answers.ts";

/** How much of what clients send may be in memory. */
export interface BodyLimits {
  /** The largest body. */
  readonly maxBodyBytes: number;
  /** All bodies that are being received. */
  readonly maxPendingBytes: number;
}

/** Receives the bodies of one server's requests. */
export class BodyReader {
  readonly #limits: BodyLimits;
  #pendingBytes = 0;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
  }

  /**
   * @param request A request of which nothing has been read yet.
   * @returns The body, or the answer that refuses it; stays unsettled when the client goes away.
   */
  read(request: IncomingMessage): Promise<Buffer | Answer> {
    const announcedBytes = Number(request.headers["content-length"] ?? 0);
    if (announcedBytes > this.#limits.maxBodyBytes)
      return Promise.resolve(tooLarge(this.#limits.maxBodyBytes));
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      const release = (): void => {
        this.#pendingBytes -= sizeBytes;
        sizeBytes = 0;
        chunks.length = 0;
      };
      const refuse = (answer: Answer): void => {
        request.removeAllListeners("data").resume(); // the rest is read and dropped
        release();
        resolve(answer);
      };
      request.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        sizeBytes += chunk.length;
        this.#pendingBytes += chunk.length;
        if (sizeBytes > this.#limits.maxBodyBytes) refuse(tooLarge(this.#limits.maxBodyBytes));
        else if (this.#pendingBytes > this.#limits.maxPendingBytes) refuse(tooBusy());
      });
      request.once("end", () => {
        const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
        release();
        resolve(body); // no effect after a refusal
      });
      request.once("close", release);
    });
  }
}

/** The answer to a body above the limit. */
export function tooLarge(maxBodyBytes: number): Answer {
  return faultAnswer(
    413,
    "BAD_REQUEST",
    `The body of a request may have at most ${maxBodyBytes} bytes; send the rows in several requests`,
  );
}

function tooBusy(): Answer {
  return faultAnswer(
    503,
    "TEMPORARILY_UNAVAILABLE",
    "Too many large requests at once; try again in a moment",
  );
}
