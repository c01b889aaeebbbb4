// A command as a person would type it, for messages.

/** The words of a command in one line: quoted where a shell would read them otherwise, control characters shown as `?`. */
export function shownCommand(words: readonly string[]): string {
  return words
    .map((word) => word.replace(/\p{Cc}/gu, "?"))
    .map((word) => (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}
