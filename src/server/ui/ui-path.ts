// Where the calls that only the user interface makes are found.

/** The addresses of a call. */
export function uiPath(path: string): readonly string[] {
  return [`/ajax-api/ui/${path}`];
}
