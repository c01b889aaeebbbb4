// Reads NumPy's array files (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html), as far as numbers go.
import { type Coded, unparsable } from "../../errors/index.ts";

/** An array of numbers, in row-major order. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const MAGIC = "\u0093NUMPY";
const MAX_AXES = 8;

interface ElementType {
  readonly sizeBytes: number;
  read(view: DataView, at: number): number;
}

/** By NumPy's description: little-endian floats and integers, and truths. */
const ELEMENT_TYPES: ReadonlyMap<string, ElementType> = new Map([
  ["<f8", { sizeBytes: 8, read: (view, at) => view.getFloat64(at, true) }],
  ["<f4", { sizeBytes: 4, read: (view, at) => view.getFloat32(at, true) }],
  ["<i8", { sizeBytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
  ["<i4", { sizeBytes: 4, read: (view, at) => view.getInt32(at, true) }],
  ["|b1", { sizeBytes: 1, read: (view, at) => view.getUint8(at) }],
]);

/**
 * Reads an array.
 *
 * @param bytes The file.
 * @param where What it is called in messages.
 * @throws SyntaxError when it is no such file, or holds no numbers.
 */
export function readNpy(bytes: Uint8Array, where: string): NpyArray {
  const broken = (): Coded<SyntaxError> => unparsable(`Cannot read ${where}: it is no array of numbers`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 12 || buffer.toString("latin1", 0, MAGIC.length) !== MAGIC) throw broken();
  const isFirstVersion = buffer[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const end = start + (isFirstVersion ? buffer.readUInt16LE(8) : buffer.readUInt32LE(8));
  if (end > buffer.length) throw broken();
  const header = buffer.toString("latin1", start, end);
  const type = ELEMENT_TYPES.get(/'descr': *'([^']*)'/.exec(header)?.[1] ?? "");
  const shapeText = /'shape': *\(([\d, ]*)\)/.exec(header)?.[1];
  const isFortran = /'fortran_order': *True/.test(header);
  if (type === undefined || shapeText === undefined) throw broken();
  const shape = shapeText
    .split(",")
    .filter((text) => text.trim() !== "")
    .map(Number);
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.length > MAX_AXES || end + size * type.sizeBytes !== buffer.length) throw broken();
  const view = new DataView(bytes.buffer, bytes.byteOffset + end, size * type.sizeBytes);
  const values = Float64Array.from({ length: size }, (_, i) => type.read(view, i * type.sizeBytes));
  return { shape, values: isFortran && shape.length > 1 ? rowMajor(values, shape, broken) : values };
}

function rowMajor(values: Float64Array, shape: readonly number[], broken: () => Error): Float64Array {
  const [nRows = 1, nColumns = 1, more] = shape;
  if (more !== undefined) throw broken();
  return values.map((_, k) => values[(k % nColumns) * nRows + Math.floor(k / nColumns)]!);
}
