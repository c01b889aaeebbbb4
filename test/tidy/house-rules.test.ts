import { describe, expect, it } from "vitest";
import { type Project, parseSource, type Rule, readProject } from "./project.ts";
import { catalogues } from "./rules/catalogues.ts";
import { cycles } from "./rules/cycles.ts";
import { docstrings } from "./rules/docstrings.ts";
import { changelogForm, dependencyTable } from "./rules/documents.ts";
import { doors } from "./rules/doors.ts";
import { firstLines, lengths, names, unfinished } from "./rules/files.ts";
import { layers } from "./rules/layers.ts";
import { reExports } from "./rules/re-exports.ts";
import { wholeTests } from "./rules/tests.ts";

const RULES: Readonly<Record<string, Rule>> = {
  "imports between areas follow the layer table": layers,
  "no file imports itself by way of others": cycles,
  "the world is reached through src/system": doors,
  "exported symbols have a docstring": docstrings,
  "files begin by saying what they are for": firstLines,
  "files are short": lengths,
  "names say something": names,
  "no work is put off": unfinished,
  "only index.ts re-exports": reExports,
  "catalogues know their folders": catalogues,
  "tests run, against the code itself": wholeTests,
  "README explains every dependency": dependencyTable,
  "the changelog is a list of sentences by version": changelogForm,
};

describe("the project keeps its house rules", () => {
  const project = readProject();
  it.each(Object.entries(RULES))("%s", (_, rule) => {
    expect(rule(project)).toEqual([]);
  });
});

const README = `
### Layers

| area | what it holds | may import |
| --- | --- | --- |
| \`low\` | | nothing |
| \`high\` | | \`low\` |

### Dependencies

| package | why |
| --- | --- |
| \`used\` | it works |
`;
const CHANGELOG = `# Changelog

## 1.0.0 (2026-01-02)

### Added

- A first thing
  over two lines.
`;

/** A small project that keeps every rule, with some files and facts changed. */
function planted(
  files: Readonly<Record<string, string>>,
  changes: {
    readonly readme?: string;
    readonly changelog?: string;
    readonly dependencies?: readonly string[];
  } = {},
): Project {
  return {
    sources: Object.entries(files).map(([path, text]) => parseSource(path, text)),
    readme: changes.readme ?? README,
    changelog: changes.changelog ?? CHANGELOG,
    packageJson: {
      version: "1.0.0",
      dependencies: changes.dependencies ?? ["used"],
      devDependencies: [],
    },
  };
}

describe("each house rule finds what it is for", () => {
  const clean = {
    "src/low/index.ts": '// Low.\nexport { low } from "./low.ts";\n',
    "src/low/low.ts": "// Low.\n/** Low. */\nexport const low: number = new Date(0).getTime();\n",
    "src/high/high.ts":
      '// High.\nimport { createHash } from "node:crypto";\nimport { low } from "../low/index.ts";\n/** High. */\nexport const high = [low, createHash];\n',
  };

  it("nothing in overloads and blocks of constants that share a docstring", () => {
    const text =
      "/** F. */\nexport function f(): void;\nexport function f(a?: 1): void {}\n/** Limits. */\nexport const a = 1;\nexport const b = 2;\n";
    expect(docstrings(planted({ "src/low/a.ts": text }))).toEqual([]);
    expect(docstrings(planted({ "src/low/a.ts": text.replace("1;\n", "1;\n\n") }))).toHaveLength(1);
  });

  it("nothing in a project that keeps them", () => {
    for (const rule of Object.values(RULES)) expect(rule(planted(clean))).toEqual([]);
  });

  it.each([
    [
      "an import upwards",
      layers,
      { "src/low/a.ts": 'import "../high/index.ts";' },
      "low may not import high",
    ],
    [
      "an import of types upwards",
      layers,
      { "src/low/a.ts": 'import type { A } from "../high/index.ts";' },
      "low may not import high",
    ],
    [
      "a lazy import upwards",
      layers,
      { "src/low/a.ts": 'await import("../high/index.ts");' },
      "low may not import high",
    ],
    ["an import past an index", layers, { "src/high/a.ts": 'import "../low/low.ts";' }, "past its index.ts"],
    [
      "an import of the front door",
      layers,
      { "src/high/a.ts": 'import "../index.ts";' },
      "high may not import src/index.ts",
    ],
    ["an area without a row", layers, { "src/new/a.ts": "" }, "area new is not in README's layer table"],
    [
      "a cycle",
      cycles,
      { "src/low/a.ts": 'import "./b.ts";', "src/low/b.ts": 'import type { A } from "./a.ts";' },
      "src/low/a.ts → src/low/b.ts → src/low/a.ts",
    ],
    [
      "a read of the disk",
      doors,
      { "src/low/a.ts": 'import { readFileSync } from "node:fs";' },
      "readFileSync",
    ],
    ["a random id", doors, { "src/low/a.ts": 'import { randomUUID } from "node:crypto";' }, "randomUUID"],
    ["the console", doors, { "src/low/a.ts": "console.log(1);" }, "uses console"],
    ["an environment variable", doors, { "src/low/a.ts": "const a = process.env['A'];" }, "uses process"],
    ["the time of day", doors, { "src/low/a.ts": "const a = Date.now();" }, "uses Date.now"],
    ["today", doors, { "src/low/a.ts": "const a = new Date();" }, "uses new Date()"],
    ["unseeded randomness", doors, { "src/low/a.ts": "const a = Math.random();" }, "uses Math.random"],
    [
      "an export without a docstring",
      docstrings,
      { "src/low/a.ts": "// A.\nexport function a(): void {}" },
      "a has no docstring",
    ],
    [
      "a docstring that belongs to something else",
      docstrings,
      { "src/low/a.ts": "/** B. */\nconst b = 1;\nexport type A = 1;" },
      "A has no docstring",
    ],
    ["a list of exports", docstrings, { "src/low/a.ts": "const a = 1;\nexport { a };" }, "list of names"],
    ["a file that does not introduce itself", firstLines, { "src/low/a.ts": "\nconst a = 1;" }, "first line"],
    ["a long file", lengths, { "src/low/a.ts": "// A\n".repeat(401) }, "has 401 lines"],
    ["camel case", names, { "src/low/elasticNet.ts": "" }, "elasticNet"],
    ["a drawer for everything", names, { "src/low/utils.ts": "" }, "utils"],
    ["a folder for everything", names, { "src/low/common/a.ts": "" }, "common"],
    ["work put off", unfinished, { "src/low/a.ts": "// TODO later" }, "puts off work"],
    ["a re-export elsewhere", reExports, { "src/low/a.ts": 'export { low } from "./low.ts";' }, "re-exports"],
    [
      "an index that re-exports everything there is",
      reExports,
      { "src/low/index.ts": '// Low.\nexport * from "./low.ts";\nexport * as low from "./low.ts";' },
      "more than re-export",
    ],
    [
      "an index with code",
      reExports,
      { "src/low/index.ts": "export const a: number = 1;" },
      "more than re-export",
    ],
    [
      "a file missing in its catalogue",
      catalogues,
      {
        "src/low/kinds/catalogue.ts": 'const all = [() => import("./a.ts")];',
        "src/low/kinds/a.ts": "",
        "src/low/kinds/b.ts": "",
      },
      "src/low/kinds/b.ts: is not in src/low/kinds/catalogue.ts",
    ],
  ])("%s", (_, rule, files, finding) => {
    expect(rule(planted({ ...clean, ...files }))).toEqual([expect.stringContaining(finding)]);
  });

  it("a test that is alone, one that is left out, and a stand-in for a file of ours", () => {
    const text = `
      it.only("a", () => {});
      it.skip("b", () => {});
      // Windows has no such links.
      it.skipIf(process.platform === "win32")("c", () => {});
      vi.mock("../src/low/low.ts");
      vi.mock("node:fs");`;
    expect(wholeTests(planted({ "test/a.test.ts": text }))).toEqual([
      "test/a.test.ts: it.only without a reason above it",
      "test/a.test.ts: it.skip without a reason above it",
      "test/a.test.ts: puts something in the place of ../src/low/low.ts",
    ]);
  });

  it("a row of the layer table without an area", () => {
    expect(layers(planted({ "src/low/a.ts": "" }))).toEqual([
      "README.md: the layer table has a row for high, which does not exist",
    ]);
  });

  it("a dependency without a reason, and a reason without a dependency", () => {
    expect(dependencyTable(planted({}, { dependencies: ["other"] }))).toEqual([
      "README.md: does not say why other is used",
      "README.md: used is not used",
    ]);
  });

  it.each([
    ["no title", CHANGELOG.replace("# Changelog", "# News"), "begins with"],
    ["a version without its day", CHANGELOG.replace(" (2026-01-02)", ""), "no version with its day"],
    [
      "another version than the package's",
      CHANGELOG.replace("1.0.0", "0.9.0"),
      "does not begin with version 1.0.0",
    ],
    ["an unknown section", CHANGELOG.replace("Added", "Stuff"), "no known section"],
    ["an entry that is no sentence", CHANGELOG.replace("lines.", "lines"), "is no sentence"],
  ])("%s in the changelog", (_, changelog, finding) => {
    const findings = changelogForm(planted({}, { changelog }));
    expect(findings).toContainEqual(expect.stringContaining(finding));
  });
});
