// Unpacks a compressed body, never to more than the limit: a few kilobytes can hold gigabytes of zeros.
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { hasCode } from "../../system/index.ts";
import { type Answer, faultAnswer, textAnswer } from "../answers.ts";
import { tooLarge } from "../read-body.ts";

type Unpack = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const ENCODINGS: ReadonlyMap<string, Unpack> = new Map([
  ["gzip", promisify(gunzip) as Unpack],
  ["deflate", promisify(inflate) as Unpack],
  ["br", promisify(brotliDecompress) as Unpack],
]);

/**
 * Unpacks the body of a request.
 *
 * @param body As it came.
 * @param encoding The header Content-Encoding; undefined when there is none.
 * @param maxBytes The most that may come out.
 * @returns The body, or the answer that refuses it.
 */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer | Answer> {
  if (encoding === undefined || encoding === "identity") return body;
  const unpack = ENCODINGS.get(encoding.trim().toLowerCase());
  if (unpack === undefined) {
    return textAnswer(415, `A request may be packed by one of ${[...ENCODINGS.keys()].join(", ")}.`);
  }
  try {
    return await unpack(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (hasCode(error, "ERR_BUFFER_TOO_LARGE")) return tooLarge(maxBytes);
    return faultAnswer(
      400,
      "BAD_REQUEST",
      `Invalid input. The body is not packed by ${encoding}, or cut off`,
    );
  }
}
