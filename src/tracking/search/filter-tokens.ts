// The words of the filter language: identifiers, texts, numbers, comparators and parentheses, each with its place.
import { filterError } from "./filter-error.ts";

/** One word of a filter. */
export interface FilterToken {
  readonly kind: "word" | "text" | "number" | "comparator" | "(" | ")" | "," | "end";
  /** As it stands in the filter, quotes included. */
  readonly raw: string;
  /** Its first character, counted from 0. */
  readonly at: number;
}

const BLANK = /\s/;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const COMPARATOR = /==|!=|>=|<=|=|>|</y;
/** A name: entity and key, with parts in backticks or double quotes behind a dot. */
const WORD = /(?:`[^`]*`|[\p{L}_])(?:[\p{L}\p{N}_/-]|\.(?:`[^`]*`|"[^"]*")?)*/uy;
/** A word after a number, such as `1abc`, makes the number a word. */
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/**
 * Splits a filter.
 *
 * A text in single or double quotes ends at the first such quote that is not doubled; there is no other escape.
 *
 * @returns The tokens, the last one of kind `end`.
 * @throws RangeError `INVALID_PARAMETER_VALUE` that points at the column of a character that cannot stand there.
 */
export function filterTokens(filter: string): readonly FilterToken[] {
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < filter.length) {
    const char = filter.charAt(at);
    if (BLANK.test(char)) {
      at++;
      continue;
    }
    const token = tokenAt(filter, at, char);
    tokens.push(token);
    at += token.raw.length;
  }
  tokens.push({ kind: "end", raw: "", at: filter.length });
  return tokens;
}

function tokenAt(filter: string, at: number, char: string): FilterToken {
  if (char === "(" || char === ")" || char === ",") return { kind: char, raw: char, at };
  if (char === "'" || char === '"') return { kind: "text", raw: quotedText(filter, at, char), at };
  if (char === ";") {
    throw filterError(
      `Search filter contained multiple expression '${filter}'. Provide AND-ed expression list.`,
    );
  }
  const number = matchAt(NUMBER, filter, at);
  if (number !== undefined && !WORD_CHARACTER.test(filter.charAt(at + number.length))) {
    return { kind: "number", raw: number, at };
  }
  const comparator = matchAt(COMPARATOR, filter, at);
  if (comparator !== undefined) return { kind: "comparator", raw: comparator, at };
  const word = matchAt(WORD, filter, at);
  if (word !== undefined) return { kind: "word", raw: word, at };
  throw filterError(`Invalid clause(s) in filter string: ${unexpected(char)}`, filter, at);
}

function unexpected(char: string): string {
  if (char === "`") return "this backtick is never closed";
  if (/[\d+.-]/.test(char))
    return "this is neither a number nor a name; put names that start so in backticks";
  return `the character ${JSON.stringify(char)} cannot stand here; put names that hold it in backticks`;
}

function quotedText(filter: string, at: number, quote: string): string {
  let end = filter.indexOf(quote, at + 1);
  while (end >= 0 && filter.charAt(end + 1) === quote) end = filter.indexOf(quote, end + 2);
  if (end < 0)
    throw filterError("Invalid clause(s) in filter string: this quote is never closed", filter, at);
  return filter.slice(at, end + 1);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
