// The project as the house rules see it: its sources parsed, its documents as text.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { type Comment, type ParseResult, parseSync } from "oxc-parser";

/** One import, static, dynamic or re-exporting. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The path of the file inside the project; undefined for packages and Node's own modules. */
  readonly target: string | undefined;
  /** The names that are more than types; empty for an import of types alone. */
  readonly values: readonly string[];
  readonly isReExport: boolean;
}

/** One source file. */
export interface SourceFile {
  /** From the project's root, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly program: ParseResult["program"];
  readonly comments: readonly Comment[];
}

/** What the rules are held against. */
export interface Project {
  readonly sources: readonly SourceFile[];
  readonly readme: string;
  readonly changelog: string;
  readonly packageJson: {
    readonly version: string;
    readonly dependencies: readonly string[];
    readonly devDependencies: readonly string[];
  };
}

/** A rule: what it finds wrong, each finding one line that begins with the file at fault. */
export type Rule = (project: Project) => readonly string[];

const FOLDERS = ["src", "test", "examples", "benchmarks"];
/** Recorded data, not code of ours. */
const GOLDEN = "test/golden";
/** What an example of its own has installed. */
const INSTALLED = "node_modules";

/** Reads the project this file belongs to. */
export function readProject(): Project {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string> & string>;
  const paths = FOLDERS.flatMap((folder) => walk(root, folder)).filter((path) => /\.tsx?$/.test(path));
  return {
    sources: paths.map((path) => parseSource(path, read(path))),
    readme: read("README.md"),
    changelog: read("CHANGELOG.md"),
    packageJson: {
      version: manifest["version"]!,
      dependencies: Object.keys(manifest["dependencies"]!),
      devDependencies: Object.keys(manifest["devDependencies"]!),
    },
  };
}

function walk(root: string, folder: string): readonly string[] {
  if (folder === GOLDEN) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === INSTALLED) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** Parses one file. */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]!.message}`);
  const made = (
    specifier: string,
    isReExport: boolean,
    entries: readonly { readonly isType: boolean; readonly importName: { readonly name: string | null } }[],
  ): Import => ({
    specifier,
    target: specifier.startsWith(".") ? posix.join(dirname(path), specifier) : undefined,
    values: entries.filter(({ isType }) => !isType).map(({ importName }) => importName.name ?? "*"),
    isReExport,
  });
  const imports = module.staticImports.map(({ moduleRequest, entries }) =>
    made(moduleRequest.value, false, entries),
  );
  const reExports = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      entry.moduleRequest === null ? [] : [made(entry.moduleRequest.value, true, [entry])],
    );
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    made(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), false, [
      { isType: false, importName: { name: "*" } },
    ]),
  );
  return { path, text, imports: [...imports, ...reExports, ...dynamic], program, comments };
}

/** What stands in a Markdown text below a heading, down to the next one; empty without that heading. */
export function sectionOf(markdown: string, heading: string): string {
  const start = `\n${markdown}`.indexOf(`\n${heading}\n`);
  return start < 0 ? "" : (markdown.slice(start).split(/\n#+ /)[0] ?? "");
}
