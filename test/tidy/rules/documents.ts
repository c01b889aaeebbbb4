// README and CHANGELOG keep up with the package.
import { type Project, sectionOf } from "../project.ts";

const DEPENDENCY_ROW = /^\| `([^`]+)` \|/gm;
const SECTIONS = new Set(["Added", "Changed", "Fixed", "Removed"]);

/** Dependencies that README's table does not explain, and rows for what is no dependency. */
export function dependencyTable({ readme, packageJson }: Project): readonly string[] {
  const rows = sectionOf(readme, "### Dependencies").matchAll(DEPENDENCY_ROW);
  const listed = new Set(Array.from(rows, (match) => match[1]!));
  const used = [...packageJson.dependencies, ...packageJson.devDependencies];
  return [
    ...used.filter((name) => !listed.has(name)).map((name) => `README.md: does not say why ${name} is used`),
    ...[...listed].filter((name) => !used.includes(name)).map((name) => `README.md: ${name} is not used`),
  ];
}

/** Deviations from the form: versions, newest first; known sections; entries as whole sentences. */
export function changelogForm({ changelog, packageJson }: Project): readonly string[] {
  const found: string[] = [];
  const [title = "", ...lines] = changelog.split("\n");
  if (title !== "# Changelog") found.push(`CHANGELOG.md: begins with ${JSON.stringify(title)}`);
  const versions = lines.filter((line) => line.startsWith("## "));
  for (const line of versions) {
    if (!/^## (Unreleased|\d+\.\d+\.\d+ \(\d{4}-\d{2}-\d{2}\))$/.test(line)) {
      found.push(`CHANGELOG.md: ${JSON.stringify(line)} is no version with its day`);
    }
  }
  const isCurrent = versions[0] === "## Unreleased" || versions[0]?.startsWith(`## ${packageJson.version} (`);
  if (isCurrent !== true) found.push(`CHANGELOG.md: does not begin with version ${packageJson.version}`);
  for (const line of lines) {
    if (line.startsWith("### ") && !SECTIONS.has(line.slice(4))) {
      found.push(`CHANGELOG.md: ${JSON.stringify(line)} is no known section`);
    }
  }
  for (const entry of entriesOf(lines)) {
    if (!/^(\*\*|`|[A-Z]).*[.!]$/.test(entry)) {
      found.push(`CHANGELOG.md: ${JSON.stringify(entry.slice(0, 60))} is no sentence`);
    }
  }
  return found;
}

/** The list items, their continuation lines joined. */
function entriesOf(lines: readonly string[]): readonly string[] {
  return lines
    .join("\n")
    .split(/\n(?=- |#|\n)/)
    .filter((block) => block.startsWith("- "))
    .map((block) =>
      block
        .slice(2)
        .replace(/\s*\n\s*/g, " ")
        .trim(),
    );
}
