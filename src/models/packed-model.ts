// The native model file: a versioned `model.json` that a person can read, and `model.bin` for long arrays.
import { createHash } from "node:crypto";
import { failure, quote, unparsable } from "../errors/index.ts";
import { type FittedModel, MODEL_CODECS, type ModelCodec } from "../estimators/index.ts";
import { asInteger, asRecord, asText, field, parseJson, unexpected } from "./json-fields.ts";
import { packArrays, unpackArrays } from "./packed-arrays.ts";

/** The first field of every `model.json`. */
const FORMAT = "traintracks-model";
/** Goes up when a reader of the old version would misread the file. */
const FORMAT_VERSION = 1;

/** A fitted model as the content of its two files. */
export interface PackedModel {
  /** The text of `model.json`. */
  readonly json: string;
  /** The bytes of `model.bin`; undefined when there is no need of it. */
  readonly binary: Uint8Array | undefined;
}

/**
 * Turns a fitted model into the content of its files. The same model gives the same bytes.
 *
 * @throws Error `INVALID_PARAMETER_VALUE` when its estimator is not one of the catalogue.
 */
export function packModel(model: FittedModel): PackedModel {
  const codec = codecOf(model.estimatorName);
  if (codec === undefined) {
    throw failure(
      "INVALID_PARAMETER_VALUE",
      `Cannot save the model: its estimator must be one of ${MODEL_CODECS.map((known) => known.estimatorName).join(", ")}: ` +
        `current value is ${quote(model.estimatorName)}`,
    );
  }
  const { state, arrays } = codec.encode(model);
  const { entries, binary } = packArrays(arrays);
  const file = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    estimator: codec.estimatorName,
    estimatorVersion: codec.version,
    state,
    arrays: entries,
    ...(binary.length > 0 && { binary: { sizeBytes: binary.length, sha256: sha256Of(binary) } }),
  };
  return { json: `${JSON.stringify(file, null, 2)}\n`, binary: binary.length > 0 ? binary : undefined };
}

/**
 * Puts a fitted model together from files that may be broken or hostile.
 *
 * @param json The text of `model.json`.
 * @param readBinary Reads `model.bin`; called only when the JSON says there is one, with its size in bytes.
 * @param where The JSON file, for messages.
 * @throws SyntaxError naming the file and the part at fault.
 */
export function unpackModel(
  json: string,
  readBinary: (sizeBytes: number) => Uint8Array,
  where: string,
): FittedModel {
  const file = asRecord(parseJson(json, where), where);
  const format = field(file, "format");
  if (format !== FORMAT) throw unexpected(`format in ${where}`, quote(FORMAT), format);
  checkVersion(field(file, "formatVersion"), FORMAT_VERSION, `formatVersion in ${where}`);
  const codec = knownCodec(field(file, "estimator"), `estimator in ${where}`);
  checkVersion(field(file, "estimatorVersion"), codec.version, `estimatorVersion in ${where}`);
  const state = asRecord(field(file, "state"), `state in ${where}`);
  const binary = checkedBinary(field(file, "binary"), readBinary, where);
  const arrays = unpackArrays(field(file, "arrays"), binary, where);
  return codec.decode({ state, arrays });
}

function codecOf(estimatorName: unknown): ModelCodec | undefined {
  return MODEL_CODECS.find((codec) => codec.estimatorName === estimatorName);
}

function knownCodec(estimatorName: unknown, where: string): ModelCodec {
  const codec = codecOf(asText(estimatorName, where));
  if (codec !== undefined) return codec;
  throw unexpected(
    where,
    `one of ${MODEL_CODECS.map((known) => known.estimatorName).join(", ")}`,
    estimatorName,
  );
}

function checkVersion(version: unknown, newest: number, where: string): void {
  const given = asInteger(version, where, 1, Number.MAX_SAFE_INTEGER);
  if (given <= newest) return;
  throw unparsable(
    `Cannot read ${where}: this version of traintracks reads up to ${newest}, a newer one wrote the file: current value is ${given}`,
  );
}

function checkedBinary(
  entry: unknown,
  readBinary: (sizeBytes: number) => Uint8Array,
  where: string,
): Uint8Array {
  if (entry === undefined) return new Uint8Array(0);
  const at = `binary in ${where}`;
  const record = asRecord(entry, at);
  const sizeBytes = asInteger(field(record, "sizeBytes"), `sizeBytes of ${at}`, 1, Number.MAX_SAFE_INTEGER);
  const sha256 = asText(field(record, "sha256"), `sha256 of ${at}`);
  const binary = readBinary(sizeBytes);
  if (binary.byteLength !== sizeBytes || sha256Of(binary) !== sha256) {
    throw unparsable(`Cannot read ${where}: the binary file beside it is not the one it was written with`);
  }
  return binary;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
