// What could come next in a filter, by what stands before the caret.
import { isKeyword, type LooseToken, looseTokens } from "./loose-tokens.ts";

/** The names a filter can speak of. */
export interface Vocabulary {
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly tags: readonly string[];
}

/** One thing that could come next. */
export interface Suggestion {
  /** What is put in. */
  readonly insert: string;
  readonly kind: "metric" | "param" | "tag" | "attribute" | "comparator" | "keyword" | "value";
}

/** What could come next, and which part of the text it would take the place of. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
  /** The column whose values could stand here; they are known to the server alone. */
  readonly valuesOf?: {
    readonly kind: "param" | "tag" | "attribute";
    readonly key: string;
    readonly prefix: string;
  };
}

const MAX_SUGGESTIONS = 60;
const ATTRIBUTES = [
  "run_name",
  "status",
  "start_time",
  "end_time",
  "duration",
  "run_id",
  "user_id",
  "source",
  "note",
];
const NUMBER_ATTRIBUTES = new Set(["start_time", "end_time", "duration"]);
const NUMBER_COMPARATORS = ["<", "<=", ">", ">=", "=", "!="];
const TEXT_COMPARATORS = ["=", "!=", "LIKE", "ILIKE"];
const NULL_COMPARATORS = ["IS NULL", "IS NOT NULL"];
const STATS = ["min", "max", "mean", "first", "count"];

type Want = "name" | "comparator" | "value" | "list" | "null" | "joint";

/** What could come next at the caret. */
export function complete(text: string, caret: number, vocabulary: Vocabulary): Completion {
  const tokens = looseTokens(text.slice(0, caret));
  const last = tokens.at(-1);
  // A word that touches the caret is still being typed.
  const isTyping =
    last !== undefined && last.end === caret && last.kind !== "(" && last.kind !== ")" && last.kind !== ",";
  const before = isTyping ? tokens.slice(0, -1) : tokens;
  const typed = isTyping ? last.raw : "";
  const from = isTyping ? last.start : caret;
  const to = isTyping ? caret + restOfWord(text.slice(caret)) : caret;
  const { want, name } = wanted(before);
  const place = { from, to };
  switch (want) {
    case "name":
      return { ...place, suggestions: starting(typed, names(typed, vocabulary)) };
    case "comparator":
      return { ...place, suggestions: starting(typed, comparators(name)) };
    case "null":
      return { ...place, suggestions: starting(typed, keywords("NULL", "NOT NULL")) };
    case "joint":
      return { ...place, suggestions: starting(typed, keywords("AND", "OR")) };
    case "value":
    case "list":
      return { ...place, suggestions: [], ...valuesOf(name, typed) };
    default:
      return want satisfies never;
  }
}

/** A value as it stands in a filter. */
export function quoteValue(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as it stands in a filter behind its dot. */
export function quoteName(key: string): string {
  return /^[\p{L}_][\p{L}\p{N}_/.-]*$/u.test(key) ? key : key.includes("`") ? `"${key}"` : `\`${key}\``;
}

function wanted(tokens: readonly LooseToken[]): { readonly want: Want; readonly name: string } {
  let want: Want = "name";
  let name = "";
  for (const token of tokens) {
    switch (want) {
      case "name":
        if (token.kind === "word" && !isKeyword(token, "NOT")) {
          name = token.raw;
          want = "comparator";
        }
        break;
      case "comparator":
        if (isKeyword(token, "IS")) want = "null";
        else if (isKeyword(token, "IN")) want = "list";
        else if (!isKeyword(token, "NOT")) want = "value";
        break;
      case "null":
        if (isKeyword(token, "NULL")) want = "joint";
        break;
      case "list":
        if (token.kind === ")") want = "joint";
        break;
      case "value":
        want = "joint";
        break;
      case "joint":
        if (isKeyword(token, "AND", "OR")) want = "name";
        break;
      default:
        return want satisfies never;
    }
  }
  return { want, name };
}

function names(typed: string, { metrics, params, tags }: Vocabulary): readonly Suggestion[] {
  const made = (kind: Suggestion["kind"], word: string, keys: readonly string[]): readonly Suggestion[] =>
    keys.map((key) => ({ kind, insert: `${word}.${quoteName(key)}` }));
  // The other numbers of a metric's history are offered once its name is there.
  const chosen = metrics.filter((key) =>
    typed.toLowerCase().startsWith(`metrics.${quoteName(key)}`.toLowerCase()),
  );
  const stats = chosen.flatMap((key) => STATS.map((stat) => `metrics.${quoteName(key)}.${stat}`));
  return [
    ...made("metric", "metrics", metrics),
    ...stats.map((insert): Suggestion => ({ kind: "metric", insert })),
    ...made("param", "params", params),
    ...made("attribute", "attributes", ATTRIBUTES),
    ...made("tag", "tags", tags),
    ...keywords("NOT"),
  ];
}

function comparators(name: string): readonly Suggestion[] {
  const { kind, key } = nameParts(name);
  const isNumber = kind === "metric" || (kind === "attribute" && NUMBER_ATTRIBUTES.has(key));
  const words = isNumber
    ? NUMBER_COMPARATORS
    : kind === "param"
      ? [...TEXT_COMPARATORS, "<", ">", "IN", ...NULL_COMPARATORS]
      : [...TEXT_COMPARATORS, "IN", ...NULL_COMPARATORS];
  return words.map((insert) => ({ kind: "comparator", insert }));
}

function keywords(...words: readonly string[]): readonly Suggestion[] {
  return words.map((insert) => ({ kind: "keyword", insert }));
}

function valuesOf(name: string, typed: string): Pick<Completion, "valuesOf"> {
  const { kind, key } = nameParts(name);
  if (kind === "metric" || key === "" || NUMBER_ATTRIBUTES.has(key)) return {};
  const prefix = typed.replace(/^['"]/, "").replace(/['"]$/, "");
  return { valuesOf: { kind, key, prefix } };
}

function nameParts(name: string): {
  readonly kind: "metric" | "param" | "tag" | "attribute";
  readonly key: string;
} {
  const dot = name.indexOf(".");
  const word = dot < 0 ? "attributes" : name.slice(0, dot).toLowerCase();
  const key = name
    .slice(dot + 1)
    .replace(/^[`"]/, "")
    .replace(/[`"]$/, "");
  if (word.startsWith("metric")) return { kind: "metric", key };
  if (word.startsWith("param")) return { kind: "param", key };
  if (word.startsWith("tag")) return { kind: "tag", key };
  return { kind: "attribute", key };
}

/** Those that hold what was typed; those that begin with it, or whose key does, first. */
function starting(typed: string, suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const word = typed.toLowerCase();
  const ranked = suggestions.flatMap((suggestion) => {
    const text = suggestion.insert.toLowerCase();
    if (text === word) return [];
    const key = text.slice(text.indexOf(".") + 1);
    if (text.startsWith(word)) return { suggestion, rank: 0 };
    if (key.startsWith(word)) return { suggestion, rank: 1 };
    return text.includes(word) ? { suggestion, rank: 2 } : [];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_SUGGESTIONS)
    .map(({ suggestion }) => suggestion);
}

function restOfWord(text: string): number {
  return /^[\p{L}\p{N}_/.`'"-]*/u.exec(text)?.[0].length ?? 0;
}
