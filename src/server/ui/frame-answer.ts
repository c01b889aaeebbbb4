// HTML that somebody has logged, for a frame in the user interface: it belongs to no origin and reaches nothing.
import type { FastifyReply } from "fastify";
import { fileSize, fileStream } from "../../system/index.ts";

/** An HTML file as a page of a frame. */
export class FrameAnswer {
  /** The local file. */
  readonly path: string;
  /** Whether its scripts may run: in a world of their own, without network. */
  readonly runsScripts: boolean;

  constructor(path: string, runsScripts: boolean) {
    this.path = path;
    this.runsScripts = runsScripts;
  }
}

const NOTHING =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; frame-ancestors 'self'";

/** Sends the page. */
export function sendFrame({ path, runsScripts }: FrameAnswer, reply: FastifyReply): FastifyReply {
  const policy = runsScripts
    ? `sandbox allow-scripts; script-src 'unsafe-inline' 'unsafe-eval' data: blob:; worker-src blob:; ${NOTHING}`
    : `sandbox; ${NOTHING}`;
  const sizeBytes = fileSize(path);
  reply.headers({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-length": sizeBytes,
  });
  return reply.send(sizeBytes === 0 ? Buffer.alloc(0) : fileStream(path, 0, sizeBytes - 1));
}
