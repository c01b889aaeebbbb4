// Whether a path fits the pattern of a route, and what its named parts are.

/** The named parts of a path; undefined when the pattern does not fit. */
export function matchRoute(
  pattern: string,
  path: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parts = pattern === "" ? [] : pattern.split("/");
  if (path.length > parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = path[i];
    const isOptional = part.endsWith("?");
    if (value === undefined) {
      if (!isOptional) return undefined;
    } else if (part.startsWith(":")) params[part.slice(1).replace("?", "")] = value;
    else if (part !== value) return undefined;
  }
  return params;
}
