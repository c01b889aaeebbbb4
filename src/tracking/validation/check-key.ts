// The rules for keys of params, metrics and tags: they become file names.
import { invalidValue } from "../../errors/index.ts";
import { MAX_KEY_CHARACTERS } from "../limits.ts";
import { checkLength } from "./text-length.ts";

const ALLOWED = /^[\p{L}\p{N}_\-. :/]+$/u;
const CHARACTER_RULE =
  "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).";
const PATH_RULE =
  "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to";

/** What a key is the key of. */
export type KeyKind = "Metric name" | "Param key" | "Tag key";

/**
 * Refuses a key that is no name, or that would be another name as a path.
 *
 * @param kind For the message about its length.
 * @param parameter The name of the request's field, for the other messages: `key`, or `params[0].key` in a batch.
 * @throws RangeError `INVALID_PARAMETER_VALUE`.
 */
export function checkKey(kind: KeyKind, key: string, parameter: string): void {
  if (key.length > MAX_KEY_CHARACTERS) checkLength(kind, key, MAX_KEY_CHARACTERS);
  if (key === "") throw invalidValue(`Missing value for required parameter '${parameter}'`);
  if (!ALLOWED.test(key)) throw invalidKey(key, parameter, CHARACTER_RULE);
  const normalized = normalizePath(key);
  if (normalized !== key || key === "." || key.startsWith("..") || key.startsWith("/")) {
    throw invalidKey(key, parameter, `${PATH_RULE} '${normalized}'`);
  }
}

function invalidKey(key: string, parameter: string, rule: string): RangeError {
  return invalidValue(`Invalid value ${JSON.stringify(key)} for parameter '${parameter}' supplied: ${rule}`);
}

/** The path a key stands for, as Python's `posixpath.normpath` has it: no empty parts, no `.`, `..` taken up where it can be. */
function normalizePath(key: string): string {
  if (!key.includes("/") && key !== "." && key !== "..") return key;
  const parts: string[] = [];
  const isAbsolute = key.startsWith("/");
  for (const part of key.split("/")) {
    if (part === "" || part === ".") continue;
    const climbs = part === ".." && parts.length > 0 && parts.at(-1) !== "..";
    if (climbs) parts.pop();
    else if (part !== ".." || !isAbsolute) parts.push(part);
  }
  const path = parts.join("/");
  return isAbsolute ? `/${path}` : path === "" ? "." : path;
}
