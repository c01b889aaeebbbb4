// What a browser keeps for its user between visits. A browser that keeps nothing is no reason to fail.

const PREFIX = "traintracks.";

/** What was kept under a name; undefined when there is nothing, or the browser does not tell. */
export function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text under a name; undefined forgets it. */
export function store(name: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
  } catch {
    // The choice then lasts as long as the page.
  }
}
