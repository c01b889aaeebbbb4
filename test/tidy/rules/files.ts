// Each file says first what it is for, is short, and has a name that says what is in it.
import type { Project } from "../project.ts";

const MAX_LINES = 400;
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EMPTY_NAMES = new Set([
  "utils",
  "util",
  "helpers",
  "helper",
  "types",
  "misc",
  "common",
  "shared",
  "lib",
]);

/** Files whose first line is not a comment. Tests are told by their names. */
export function firstLines({ sources }: Project): readonly string[] {
  return sources
    .filter(({ path }) => !path.endsWith(".test.ts"))
    .filter(({ text }) => !/^(#!.*\n)?\/\/ \S/.test(text))
    .map(({ path }) => `${path}: its first line does not say what it is for`);
}

/** Files that are too long. */
export function lengths({ sources }: Project): readonly string[] {
  return sources.flatMap(({ path, text }) => {
    const count = text.trimEnd().split("\n").length;
    return count > MAX_LINES ? [`${path}: has ${count} lines, ${MAX_LINES} are allowed`] : [];
  });
}

/** Folders and files that are not in kebab-case, or named by a word that says nothing. */
export function names({ sources }: Project): readonly string[] {
  return sources.flatMap(({ path }) => {
    const parts = path.split("/").flatMap((part) => part.replace(/\.tsx?$/, "").split("."));
    const bad = parts.filter((part) => !KEBAB_CASE.test(part) || EMPTY_NAMES.has(part));
    return bad.map((part) => `${path}: ${part} is not a name in kebab-case that says something`);
  });
}

/** Files that put off work. */
export function unfinished({ sources }: Project): readonly string[] {
  return sources.flatMap(({ path, comments }) =>
    comments.some(({ value }) => /\b(TODO|FIXME|XXX)\b/.test(value))
      ? [`${path}: puts off work in a comment`]
      : [],
  );
}
