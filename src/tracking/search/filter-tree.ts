// The filter language: from words to a tree of AND, OR, NOT and clauses.
import { MAX_FILTER_CHARACTERS, MAX_FILTER_CLAUSES, MAX_FILTER_DEPTH } from "../limits.ts";
import { filterError } from "./filter-error.ts";
import { type FilterToken, filterTokens } from "./filter-tokens.ts";

/** How a clause compares. */
export type Comparator =
  | "="
  | "!="
  | ">"
  | ">="
  | "<"
  | "<="
  | "LIKE"
  | "ILIKE"
  | "IN"
  | "NOT IN"
  | "IS NULL"
  | "IS NOT NULL";

/** The right side of a clause as it stands. What it may be depends on the field. */
export type FilterValue =
  | { readonly kind: "text" | "number" | "word"; readonly raw: string }
  | { readonly kind: "list"; readonly raw: string; readonly items: readonly FilterToken[] }
  | { readonly kind: "none"; readonly raw: "" };

/** One comparison. */
export interface FilterClause {
  readonly kind: "clause";
  /** The name on the left, as it stands. */
  readonly name: string;
  readonly comparator: Comparator | "==";
  readonly value: FilterValue;
}

/** A filter as a tree. */
export type FilterTree =
  | FilterClause
  | { readonly kind: "and" | "or"; readonly parts: readonly FilterTree[] }
  | { readonly kind: "not"; readonly part: FilterTree };

const COMPARATORS: ReadonlySet<string> = new Set(["=", "!=", ">", ">=", "<", "<=", "=="]);

function isComparator(raw: string): raw is FilterClause["comparator"] {
  return COMPARATORS.has(raw);
}

/**
 * Reads a filter. NOT binds before AND, AND before OR; keywords may be in any case.
 *
 * @returns The tree, or undefined for an empty filter, which everything passes.
 * @throws RangeError `INVALID_PARAMETER_VALUE` that points at the column where the grammar is broken.
 */
export function parseFilter(filter: string): FilterTree | undefined {
  if (filter === "") return undefined;
  if (filter.length > MAX_FILTER_CHARACTERS) {
    throw filterError(
      `Invalid filter: it has ${filter.length} characters, at most ${MAX_FILTER_CHARACTERS} are allowed`,
    );
  }
  if (filter.trim() === "") throw filterError(`Invalid filter '${filter}'. Could not be parsed.`);
  return new FilterParser(filter).parse();
}

class FilterParser {
  readonly #filter: string;
  readonly #tokens: readonly FilterToken[];
  #next = 0;
  #clauses = 0;
  #depth = 0;

  constructor(filter: string) {
    this.#filter = filter;
    this.#tokens = filterTokens(filter);
  }

  parse(): FilterTree {
    const tree = this.#or();
    if (this.#token().kind !== "end") throw this.#fault("AND, OR or the end was expected here");
    return tree;
  }

  #or(): FilterTree {
    return this.#chain("or", () => this.#chain("and", () => this.#not()));
  }

  #chain(kind: "and" | "or", part: () => FilterTree): FilterTree {
    const first = part();
    if (!this.#isKeyword(kind)) return first;
    const parts = [first];
    while (this.#takeKeyword(kind)) parts.push(part());
    return { kind, parts };
  }

  #not(): FilterTree {
    let isNegated = false;
    while (this.#takeKeyword("not")) isNegated = !isNegated;
    const part = this.#token().kind === "(" ? this.#group() : this.#clause();
    return isNegated ? { kind: "not", part } : part;
  }

  #group(): FilterTree {
    if (++this.#depth > MAX_FILTER_DEPTH)
      throw this.#fault(`parentheses are nested over ${MAX_FILTER_DEPTH} deep`);
    this.#next++;
    const tree = this.#or();
    if (this.#token().kind !== ")") throw this.#fault("')' was expected here");
    this.#next++;
    this.#depth--;
    return tree;
  }

  #clause(): FilterClause {
    if (++this.#clauses > MAX_FILTER_CLAUSES)
      throw this.#fault(`there are over ${MAX_FILTER_CLAUSES} clauses`);
    const { kind, raw: name } = this.#token();
    if (kind !== "word") throw this.#fault("a name such as metrics.rmse was expected here");
    this.#next++;
    const comparator = this.#comparator(name);
    return { kind: "clause", name, comparator, value: this.#value(comparator) };
  }

  #comparator(name: string): FilterClause["comparator"] {
    const token = this.#token();
    if (token.kind === "comparator" && isComparator(token.raw)) {
      this.#next++;
      return token.raw;
    }
    if (this.#takeKeyword("like")) return "LIKE";
    if (this.#takeKeyword("ilike")) return "ILIKE";
    if (this.#takeKeyword("in")) return "IN";
    if (this.#isKeyword("not") && this.#isKeyword("in", 1)) {
      this.#next += 2;
      return "NOT IN";
    }
    if (this.#takeKeyword("is")) {
      const isNegated = this.#takeKeyword("not");
      if (this.#takeKeyword("null")) return isNegated ? "IS NOT NULL" : "IS NULL";
      throw this.#fault("NULL or NOT NULL was expected here");
    }
    throw this.#fault(`a comparator such as = or LIKE was expected after ${name}`);
  }

  #value(comparator: FilterClause["comparator"]): FilterValue {
    if (comparator === "IS NULL" || comparator === "IS NOT NULL") return { kind: "none", raw: "" };
    const token = this.#token();
    if (token.kind === "(") return this.#list();
    if (token.kind !== "text" && token.kind !== "number" && token.kind !== "word") {
      throw this.#fault(`a value was expected after ${comparator}`);
    }
    this.#next++;
    return { kind: token.kind, raw: token.raw };
  }

  #list(): FilterValue {
    const start = this.#token().at;
    const items: FilterToken[] = [];
    do {
      this.#next++;
      const token = this.#token();
      if (token.kind === ")" && items.length > 0) break;
      if (token.kind !== "text" && token.kind !== "number" && token.kind !== "word") {
        throw this.#fault("a value was expected here");
      }
      items.push(token);
      this.#next++;
    } while (this.#token().kind === ",");
    const end = this.#token();
    if (end.kind !== ")") throw this.#fault("',' or ')' was expected here");
    this.#next++;
    return { kind: "list", raw: this.#filter.slice(start, end.at + 1), items };
  }

  #token(ahead = 0): FilterToken {
    const token = this.#tokens[this.#next + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error("A filter has at least its end token");
    return token;
  }

  #isKeyword(keyword: string, ahead = 0): boolean {
    const { kind, raw } = this.#token(ahead);
    return kind === "word" && raw.toLowerCase() === keyword;
  }

  #takeKeyword(keyword: string): boolean {
    if (!this.#isKeyword(keyword)) return false;
    this.#next++;
    return true;
  }

  #fault(expectation: string): RangeError {
    return filterError(`Invalid clause(s) in filter string: ${expectation}`, this.#filter, this.#token().at);
  }
}
