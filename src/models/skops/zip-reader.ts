// Reads the files in a ZIP archive (PKWARE APPNOTE 6.3) that may be broken or hostile: never more than it says, and never much.
import { inflateRawSync } from "node:zlib";
import { type Coded, unparsable } from "../../errors/index.ts";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const FILE_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const FILE_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;
const MAX_ENTRIES = 10_000;
/** What all files of an archive may unpack to. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/**
 * Unpacks an archive.
 *
 * @param bytes The archive.
 * @param where What it is called in messages.
 * @returns The files by name.
 * @throws SyntaxError when it is no archive, or too big.
 */
export function readZip(bytes: Uint8Array, where: string): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const broken = (): Coded<SyntaxError> =>
    unparsable(`Cannot read ${where}: it is no ZIP archive, or a broken one`);
  const end = findEnd(view);
  if (end === undefined) throw broken();
  const nEntries = view.getUint16(end + 10, true);
  if (nEntries > MAX_ENTRIES) throw unparsable(`Cannot read ${where}: it has more than ${MAX_ENTRIES} files`);
  const files = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  let unpackedBytes = 0;
  for (let i = 0; i < nEntries; i++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw broken();
    const nameBytes = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)).toString("utf8");
    const sizeBytes = view.getUint32(at + 24, true);
    unpackedBytes += sizeBytes;
    if (unpackedBytes > MAX_UNPACKED_BYTES) {
      throw unparsable(`Cannot read ${where}: its files have more than ${MAX_UNPACKED_BYTES} bytes`);
    }
    const packed = packedBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true));
    const file = packed && unpack(packed, view.getUint16(at + 10, true), sizeBytes);
    if (file === undefined) throw broken();
    files.set(name, file);
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

/** The record at the end of the archive, behind which only a comment may stand. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return undefined;
}

/** The packed bytes of a file, whose own header tells how long its name is. */
function packedBytes(
  bytes: Uint8Array,
  view: DataView,
  header: number,
  sizeBytes: number,
): Uint8Array | undefined {
  if (header + FILE_BYTES > bytes.length || view.getUint32(header, true) !== FILE_SIGNATURE) return undefined;
  const start = header + FILE_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  return start + sizeBytes > bytes.length ? undefined : bytes.subarray(start, start + sizeBytes);
}

function unpack(packed: Uint8Array, method: number, sizeBytes: number): Uint8Array | undefined {
  if (method === STORED) return packed.length === sizeBytes ? packed : undefined;
  if (method !== DEFLATED) return undefined;
  try {
    const file = inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeBytes) });
    return file.length === sizeBytes ? file : undefined;
  } catch {
    return undefined; // cut off, or more than it says
  }
}
