// The small YAML files of the store: sorted keys, block style, as PyYAML writes them; read as text, typed by the caller.
import { isAlias, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { messageOf, quote, unparsable } from "../../errors/index.ts";
import { formatYamlText, isTypedPlainText } from "./yaml-scalar.ts";

/** A scalar as it stands: its text, and whether it stood without quotes (then it may mean null or a number). */
export interface YamlScalar {
  readonly text: string;
  readonly plain: boolean;
}

/** A value of such a file. */
export type YamlValue = YamlScalar | YamlMap | readonly YamlValue[];

/** A map of such a file. */
export type YamlMap = ReadonlyMap<string, YamlValue>;

const NULL_TEXT = /^(?:|~|null|Null|NULL)$/;
const MAX_DEPTH = 20;
/** The full parser takes some 10 µs for each item of a list. */
const MAX_CHARACTERS = 262_144;
const MAX_BRACKETS = 1000;
const MANY_INDICATORS = /(?:(?:[-?:]|[&!]\S*)[ \t]+){100}/;

/** A scalar that is text. */
export function yamlText(text: string): YamlScalar {
  return { text, plain: false };
}

/** A scalar that is text, or null when there is none. */
export function yamlTextOrNull(text: string | undefined): YamlScalar {
  return text === undefined ? { text: "null", plain: true } : yamlText(text);
}

/** A scalar that is a whole number, or null when there is none. */
export function yamlIntegerOrNull(number: number | undefined): YamlScalar {
  return { text: number === undefined ? "null" : String(number), plain: true };
}

/** Whether a value is a scalar that means null. */
export function isYamlNull(value: YamlValue | undefined): boolean {
  return isYamlScalar(value) && value.plain && NULL_TEXT.test(value.text);
}

/** Whether a value is a scalar. */
export function isYamlScalar(value: YamlValue | undefined): value is YamlScalar {
  return value !== undefined && "text" in value;
}

/** Whether a value is a map. */
export function isYamlMap(value: YamlValue | undefined): value is YamlMap {
  return value instanceof Map;
}

/** The text of a whole file. */
export function formatYaml(map: YamlMap): string {
  return map.size === 0 ? "{}\n" : formatMap(map, 0);
}

function formatMap(map: YamlMap, indent: number): string {
  let text = "";
  for (const key of [...map.keys()].sort()) {
    const head = `${" ".repeat(indent)}${formatYamlText(key, indent)}:`;
    const value = map.get(key);
    if (value !== undefined) text += head + formatAfterKey(value, head.length + 1, indent);
  }
  return text;
}

function formatAfterKey(value: YamlValue, column: number, indent: number): string {
  if (isYamlScalar(value)) return ` ${formatScalar(value, column, indent + 2)}\n`;
  if (isYamlMap(value)) return value.size === 0 ? " {}\n" : `\n${formatMap(value, indent + 2)}`;
  return value.length === 0 ? " []\n" : `\n${value.map((item) => formatItem(item, indent)).join("")}`;
}

function formatItem(item: YamlValue, indent: number): string {
  const head = `${" ".repeat(indent)}- `;
  if (isYamlScalar(item)) return `${head}${formatScalar(item, indent + 2, indent + 2)}\n`;
  if (isYamlMap(item)) {
    return item.size === 0 ? `${head}{}\n` : head + formatMap(item, indent + 2).slice(indent + 2);
  }
  if (item.length === 0) return `${head}[]\n`;
  return (
    head +
    item
      .map((inner) => formatItem(inner, indent + 2))
      .join("")
      .slice(indent + 2)
  );
}

function formatScalar(scalar: YamlScalar, column: number, indent: number): string {
  if (scalar.plain && isTypedPlainText(scalar.text)) return scalar.text;
  return formatYamlText(scalar.text, column, indent);
}

/**
 * Reads a whole file whose top is a map. Aliases, tags and nesting beyond 20 levels are refused, so that no file can
 * grow in memory beyond its size on disk.
 *
 * @throws SyntaxError `BAD_REQUEST` that says what is wrong.
 */
export function parseYaml(text: string): YamlMap {
  return parseFlatYaml(text) ?? parseAnyYaml(text);
}

const FLAT_LINE = /^( {2})?([A-Za-z_][A-Za-z0-9_.]*):(?: (.*))?$/;
const PLAIN_VALUE = /^[A-Za-z0-9_/.(<~+-][^#:]*$|^[A-Za-z0-9_/][^\s]*$/;

/**
 * Reads what nearly every file of a store is, maps of scalars at most two levels deep, some ten times faster than the
 * full parser; undefined for anything else, which is then left to that parser.
 */
function parseFlatYaml(text: string): YamlMap | undefined {
  if (!text.endsWith("\n") || text.includes("\r")) return undefined;
  const top = new Map<string, YamlValue>();
  let inner: Map<string, YamlValue> | undefined;
  for (const line of unfoldedLines(text.slice(0, -1).split("\n"))) {
    const [, indent, key, valueText] = FLAT_LINE.exec(line) ?? [];
    const target = indent === undefined ? top : inner;
    if (key === undefined || target === undefined || target.has(key)) return undefined;
    if (valueText === undefined) {
      if (target !== top) return undefined;
      inner = new Map();
      top.set(key, inner);
    } else {
      const value = flatValue(valueText);
      if (value === undefined) return undefined;
      if (target === top) inner = undefined;
      target.set(key, value);
    }
  }
  // An empty inner map would have been a null; leave such files to the full parser.
  for (const value of top.values()) if (isYamlMap(value) && value.size === 0) return undefined;
  return top;
}

/** Joins the lines of texts in single quotes that were folded; a blank line within one is left to the full parser. */
function unfoldedLines(lines: readonly string[]): readonly string[] {
  const unfolded: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const parts = [lines[i] ?? ""];
    if (parts[0]?.includes(": '")) {
      let isOpen = quoteCount(parts[0].slice(parts[0].indexOf(": '"))) % 2 === 1;
      while (isOpen && i + 1 < lines.length && lines[i + 1]?.trim() !== "") {
        const next = lines[++i]?.trimStart() ?? "";
        parts.push(next);
        isOpen = quoteCount(next) % 2 === 0;
      }
    }
    unfolded.push(parts.join(" "));
  }
  return unfolded;
}

function quoteCount(text: string): number {
  let count = 0;
  for (let at = text.indexOf("'"); at >= 0; at = text.indexOf("'", at + 1)) count++;
  return count;
}

function flatValue(text: string): YamlValue | undefined {
  if (text === "[]") return [];
  if (text === "{}") return new Map();
  if (text.startsWith("'")) {
    const inner = text.slice(1, -1).replaceAll("''", "\0");
    const isWhole = text.length > 1 && text.endsWith("'") && !inner.includes("'") && !text.includes("\0");
    return isWhole ? yamlText(inner.replaceAll("\0", "'")) : undefined;
  }
  if (!PLAIN_VALUE.test(text) || text.endsWith(" ") || text.endsWith(":") || /^[-?](?:\s|$)/.test(text)) {
    return undefined;
  }
  return { text, plain: true };
}

function parseAnyYaml(text: string): YamlMap {
  if (text.length > MAX_CHARACTERS) throw unparsable("not readable as YAML: too long for its form");
  if (looksDeep(text)) throw unparsable("not readable as YAML: too many levels");
  let contents: unknown;
  try {
    const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    contents = document.contents;
  } catch (error) {
    throw unparsable(`not readable as YAML: ${messageOf(error)}`, { cause: error });
  }
  const value = fromNode(contents, 0);
  if (!isYamlMap(value)) throw unparsable("not readable as YAML: the file must hold a map");
  return value;
}

/** Brackets, dashes and the like in such numbers would keep the parser busy for seconds before it says no. */
function looksDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > MAX_BRACKETS) return true;
  }
  return MANY_INDICATORS.test(text);
}

function fromNode(node: unknown, depth: number): YamlValue {
  if (depth > MAX_DEPTH) throw unparsable(`not readable as YAML: more than ${MAX_DEPTH} levels`);
  if (node === null || node === undefined) return { text: "", plain: true };
  if (isAlias(node)) throw unparsable("not readable as YAML: aliases are refused");
  if (isScalar(node)) return { text: String(node.value ?? ""), plain: node.type === "PLAIN" };
  if (isSeq(node)) return node.items.map((item) => fromNode(item, depth + 1));
  if (!isMap(node)) throw unparsable("not readable as YAML: unknown kind of node");
  const map = new Map<string, YamlValue>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) throw unparsable("not readable as YAML: a key must be a text");
    const name = String(key.value ?? "");
    if (map.has(name)) throw unparsable(`not readable as YAML: the key ${quote(name)} stands there twice`);
    map.set(name, fromNode(value, depth + 1));
  }
  return map;
}
