// Where this page is served from: what code snippets and requests begin with.

/** The address of the server, as programs name it, without a slash at its end. */
export function serverAddress(): string {
  return new URL(".", document.baseURI).href.replace(/\/$/, "");
}

/** The whole address of a path of this server. */
export function serverUrl(path: string): URL {
  return new URL(path, new URL(".", document.baseURI));
}
