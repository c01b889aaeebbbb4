// The answer that is a file: sent as a download, piece by piece, and never run by a browser in our origin.
import type { FastifyReply } from "fastify";
import { failure, invalidValue } from "../../errors/index.ts";
import { fileSize, fileStream, kindOf } from "../../system/index.ts";
import { parseRange } from "./byte-range.ts";
import { contentTypeOf } from "./content-type.ts";

/** A route's answer that is the content of a file. */
export class FileAnswer {
  /** The local file. */
  readonly path: string;
  /** How messages call it: relative to what the client asked for. */
  readonly shownPath: string;

  constructor(path: string, shownPath: string) {
    this.path = path;
    this.shownPath = shownPath;
  }
}

/**
 * Sends a file, or the part of it that the Range header asks for.
 *
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is none (clients probe for that), RangeError for a folder.
 */
export function sendFile(
  answer: FileAnswer,
  rangeHeader: string | undefined,
  reply: FastifyReply,
): FastifyReply {
  const { path, shownPath } = answer;
  const kind = kindOf(path);
  if (kind === "absent") throw failure("RESOURCE_DOES_NOT_EXIST", `No such artifact: '${shownPath}'`);
  if (kind === "folder") {
    throw invalidValue(`Artifact path refers to a directory, not a file: '${shownPath}'`);
  }
  const sizeBytes = fileSize(path);
  const range = parseRange(rangeHeader, sizeBytes);
  reply.headers({
    "content-type": contentTypeOf(shownPath),
    "content-disposition": attachment(shownPath),
    "content-security-policy": "sandbox; default-src 'none'",
    "accept-ranges": "bytes",
  });
  if (range === "unsatisfiable") {
    return reply.code(416).header("content-range", `bytes */${sizeBytes}`).send();
  }
  const { first, last } = range ?? { first: 0, last: sizeBytes - 1 };
  reply.header("content-length", last - first + 1);
  if (range !== undefined) reply.code(206).header("content-range", `bytes ${first}-${last}/${sizeBytes}`);
  return reply.send(sizeBytes === 0 ? Buffer.alloc(0) : fileStream(path, first, last));
}

/** `attachment` with the base name, quoted as RFC 6266 asks: plain names as they are, others percent-encoded. */
function attachment(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^[\w.+-]+$/.test(name)) return `attachment; filename=${name}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
