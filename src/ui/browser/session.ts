// What a tab keeps until it is closed: the token of a server that asks for one.

const TOKEN = "traintracks.token";

/** The token typed in this tab; undefined when there is none. */
export function sessionToken(): string | undefined {
  try {
    return sessionStorage.getItem(TOKEN) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the token for this tab; undefined forgets it. */
export function setSessionToken(token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, token);
  } catch {
    // The next request is refused again, and the page asks again.
  }
}
