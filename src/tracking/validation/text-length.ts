// Lengths of texts as Python counts them, in code points, and texts no file or wire can carry.
import { invalidValue, quote } from "../../errors/index.ts";

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether `text` has more than `limit` code points. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  return codePointCount(text) > limit;
}

/** The first `limit` code points of `text`. */
export function cutTo(text: string, limit: number): string {
  let units = 0;
  let count = 0;
  for (const char of text) {
    if (count++ === limit) break;
    units += char.length;
  }
  return text.slice(0, units);
}

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * Refuses a text that is too long, in MLflow's words.
 *
 * @param what Such as `Param key` or `name`.
 */
export function checkLength(what: string, text: string, limit: number): void {
  if (isLongerThan(text, limit))
    throw invalidValue(`'${what}' exceeds the maximum length of ${limit} characters`);
}

/** Refuses a text with half of a surrogate pair: written as UTF-8 it would silently become another. */
export function checkEncodable(what: string, text: string): void {
  if (LONE_SURROGATE.test(text)) {
    throw invalidValue(
      `Cannot write ${what}: it holds half of a surrogate pair: current value is ${quote(text)}`,
    );
  }
}
