// The files of a run as a tree: arrow keys walk through it, Enter opens.
import "./artifacts.css";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ArtifactFile } from "../api/artifacts.ts";
import { Icon } from "../components/icon.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { treeLines } from "./artifact-tree.ts";

const text = translator(artifactTexts);

/** A tree of files. */
export function FileTree(props: {
  readonly files: readonly ArtifactFile[];
  readonly path: string | undefined;
  readonly onChoose: (path: string) => void;
}): VNode {
  const { files, path, onChoose } = props;
  const tree = useRef<HTMLDivElement>(null);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState("");
  const opensItself = files.length <= 60;
  const lines = treeLines(
    files,
    (folder) => opensItself !== toggled.has(folder) || isWithin(path, folder),
    search,
  );
  const cursor = Math.max(
    0,
    lines.findIndex((line) => line.path === path),
  );
  const toggle = (folder: string): void => {
    const next = new Set(toggled);
    if (!next.delete(folder)) next.add(folder);
    setToggled(next);
  };
  const focusLine = (index: number): void => {
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    const next = {
      ArrowDown: Math.min(lines.length - 1, index + 1),
      ArrowUp: Math.max(0, index - 1),
      Home: 0,
      End: lines.length - 1,
    }[event.key];
    if (next !== undefined) focusLine(next);
    else if (event.key === "ArrowRight" && line.isFolder && !line.isOpen) toggle(line.path);
    else if (event.key === "ArrowLeft" && line.isOpen) toggle(line.path);
    else if (event.key === "Enter" || event.key === " ")
      line.isFolder ? toggle(line.path) : onChoose(line.path);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="file-tree">
      {files.length > 12 && (
        <input
          class="input"
          type="search"
          placeholder={text("filter")}
          aria-label={text("filter")}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <div ref={tree} role="tree" aria-label={text("files")}>
        {lines.map((line, i) => (
          <div
            key={line.path}
            role="treeitem"
            aria-level={line.level}
            aria-expanded={line.isFolder ? line.isOpen : undefined}
            aria-selected={line.path === path}
            tabIndex={i === cursor ? 0 : -1}
            class={line.path === path ? "tree-line chosen" : "tree-line"}
            style={{ paddingInlineStart: `${line.level * 14 - 6}px` }}
            onClick={() => (line.isFolder ? toggle(line.path) : onChoose(line.path))}
            onKeyDown={(event) => onKeyDown(event, i)}
          >
            <Icon name={line.isFolder ? (line.isOpen ? "chevron-down" : "folder") : "file"} size={14} />
            <span class="tree-name" title={line.path}>
              {line.name}
            </span>
            <span class="quiet tree-size">{formatBytes(line.sizeBytes)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function isWithin(path: string | undefined, folder: string): boolean {
  return path?.startsWith(`${folder}/`) === true;
}
