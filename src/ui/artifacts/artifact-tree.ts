// A flat list of paths as a tree of folders, as lines that can be drawn and walked through.
import type { ArtifactFile } from "../api/artifacts.ts";

/** One line of the tree. */
export interface TreeLine {
  readonly path: string;
  readonly name: string;
  /** How deep, from 1. */
  readonly level: number;
  readonly isFolder: boolean;
  readonly isOpen: boolean;
  /** Of a file its size, of a folder that of all files in it. */
  readonly sizeBytes: number;
}

/** The lines that are in sight: folders first, then files, each by name; what is in a closed folder is left out. */
export function treeLines(
  files: readonly ArtifactFile[],
  isOpen: (folder: string) => boolean,
  search = "",
): readonly TreeLine[] {
  const wanted = search.toLowerCase();
  const found =
    wanted === ""
      ? files
      : files.filter(({ path, is_dir }) => !is_dir && path.toLowerCase().includes(wanted));
  const children = new Map<string, Set<string>>();
  const sizes = new Map<string, number>();
  const folders = new Set<string>();
  for (const { path, size, is_dir } of found) {
    if (is_dir) folders.add(path);
    for (let at = path; at !== ""; at = parentOf(at)) {
      const parent = parentOf(at);
      const siblings = children.get(parent) ?? new Set();
      siblings.add(at);
      children.set(parent, siblings);
      if (parent !== "") folders.add(parent);
      if (!is_dir) sizes.set(at, (sizes.get(at) ?? 0) + (size ?? 0));
    }
  }
  const lines: TreeLine[] = [];
  const walk = (folder: string, level: number): void => {
    const paths = [...(children.get(folder) ?? [])].sort(
      (a, b) =>
        Number(folders.has(b)) - Number(folders.has(a)) || a.localeCompare(b, "en", { numeric: true }),
    );
    for (const path of paths) {
      const isFolder = folders.has(path);
      const open = isFolder && (wanted !== "" || isOpen(path));
      lines.push({
        path,
        name: path.slice(folder === "" ? 0 : folder.length + 1),
        level,
        isFolder,
        isOpen: open,
        sizeBytes: sizes.get(path) ?? 0,
      });
      if (open) walk(path, level + 1);
    }
  };
  walk("", 1);
  return lines;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
