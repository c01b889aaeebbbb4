// The artifacts of a run, a logged model or a registered version: files at the left, one of them at the right.
import "./artifacts.css";
import type { VNode } from "preact";
import { type ArtifactOwner, fetchArtifacts } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { queryValue, setQuery } from "../app/location.ts";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { FilePreview } from "./file-preview.tsx";
import { FileTree } from "./file-tree.tsx";

const text = translator(artifactTexts);

/** Files of an owner; the one that is shown stands in the address. */
export function ArtifactBrowser({ owner }: { readonly owner: ArtifactOwner }): VNode {
  const loaded = useLoad((signal) => fetchArtifacts(owner, signal), JSON.stringify(owner));
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <LoadingState />;
  const { files, truncated, total_bytes } = loaded.value;
  const plain = files.filter(({ is_dir }) => !is_dir);
  if (plain.length === 0) {
    return (
      <EmptyState icon="folder" title={text("none")}>
        <p>{text("noneWhy")}</p>
      </EmptyState>
    );
  }
  const path = queryValue("path");
  const file = plain.find((one) => one.path === path);
  return (
    <div class="artifacts">
      <div>
        <FileTree
          files={files}
          path={path}
          onChoose={(chosen) => setQuery({ path: chosen }, { push: true })}
        />
        <p class="preview-note quiet">
          {text("total", { n: plain.length, size: formatBytes(total_bytes) })}
          {truncated && ` ${text("truncated", { n: plain.length })}`}
        </p>
      </div>
      {file === undefined ? (
        <EmptyState icon="file" title={text("choose")} />
      ) : (
        <FilePreview owner={owner} file={file} />
      )}
    </div>
  );
}
