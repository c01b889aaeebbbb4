// Typed reading of a meta.yaml: each field as what it must be, with an error that names the field.
import { quote, unparsable } from "../../errors/index.ts";
import { isYamlMap, isYamlNull, isYamlScalar, type YamlMap } from "./yaml-file.ts";

const WHOLE_NUMBER = /^-?\d{1,16}$/;

/** A text; a number that stands without quotes counts as its text, for ids are written so by some. */
export function textField(meta: YamlMap, name: string): string {
  const text = optionalTextField(meta, name);
  if (text === undefined) throw unparsable(`the field ${name} is missing`);
  return text;
}

/** A text, or undefined when it is null or missing. */
export function optionalTextField(meta: YamlMap, name: string): string | undefined {
  const value = meta.get(name);
  if (value === undefined || isYamlNull(value)) return undefined;
  if (!isYamlScalar(value)) throw unparsable(`the field ${name} must be a text`);
  return value.text;
}

/** A whole number. */
export function integerField(meta: YamlMap, name: string): number {
  const number = optionalIntegerField(meta, name);
  if (number === undefined) throw unparsable(`the field ${name} is missing`);
  return number;
}

/** A whole number, or undefined when it is null or missing. */
export function optionalIntegerField(meta: YamlMap, name: string): number | undefined {
  const text = optionalTextField(meta, name);
  if (text === undefined) return undefined;
  const number = WHOLE_NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) {
    throw unparsable(`the field ${name} must be a whole number: current value is ${quote(text)}`);
  }
  return number;
}

/** A map of texts; empty when it is null or missing. */
export function textMapField(meta: YamlMap, name: string): ReadonlyMap<string, string> {
  const value = meta.get(name);
  if (value === undefined || isYamlNull(value)) return new Map();
  if (!isYamlMap(value)) throw unparsable(`the field ${name} must be a map`);
  const texts = new Map<string, string>();
  for (const key of value.keys()) texts.set(key, optionalTextField(value, key) ?? "");
  return texts;
}
