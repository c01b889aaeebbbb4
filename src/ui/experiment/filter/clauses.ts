// A filter as the clauses that must all hold, each shown as a chip; and a word or two as a search by name.
import { isKeyword, looseTokens } from "./loose-tokens.ts";

/** The parts of a filter that AND joins. A filter that OR joins at its top is one part. */
export function clausesOf(filter: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const token of looseTokens(filter)) {
    if (token.kind === "(") depth++;
    else if (token.kind === ")") depth--;
    else if (depth > 0) continue;
    else if (isKeyword(token, "OR")) return [filter.trim()].filter((part) => part !== "");
    else if (isKeyword(token, "AND")) {
      parts.push(filter.slice(start, token.start).trim());
      start = token.end;
    }
  }
  parts.push(filter.slice(start).trim());
  return parts.filter((part) => part !== "");
}

/** The filter that holds when all parts do. */
export function joinClauses(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? "";
  return parts.map((part) => (isChoice(part) ? `(${part})` : part)).join(" AND ");
}

/** What was typed as a filter: a text without any comparison looks for runs by name. */
export function asFilter(typed: string): string {
  const text = typed.trim();
  const isComparison = looseTokens(text).some(
    (token) => token.kind === "comparator" || isKeyword(token, "LIKE", "ILIKE", "IN", "IS"),
  );
  if (text === "" || isComparison) return text;
  return `attributes.run_name ILIKE '%${text.replaceAll("'", "''")}%'`;
}

function isChoice(part: string): boolean {
  let depth = 0;
  return looseTokens(part).some((token) => {
    if (token.kind === "(") depth++;
    else if (token.kind === ")") depth--;
    return depth === 0 && isKeyword(token, "OR");
  });
}
