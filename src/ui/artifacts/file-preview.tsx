// Looks at a file in the way that suits it.
import "./artifacts.css";
import type { VNode } from "preact";
import { type ArtifactFile, type ArtifactOwner, artifactAddress, fetchBytes } from "../api/artifacts.ts";
import { errorText } from "../api/request-error.ts";
import { downloadUrl } from "../browser/download.ts";
import { sessionToken } from "../browser/session.ts";
import { Button } from "../components/button.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { notify } from "../components/toast.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { HtmlPreview } from "./html-preview.tsx";
import { ImagePreview } from "./image-preview.tsx";
import { JsonPreview } from "./json-preview.tsx";
import { MarkdownPreview } from "./markdown-preview.tsx";
import { PreviewBody } from "./preview-body.tsx";
import { previewKind } from "./preview-kind.ts";
import { TablePreview } from "./table-preview.tsx";
import { TextPreview } from "./text-preview.tsx";

const text = translator(artifactTexts);

/** A file with its name, its size, a download, and what is in it. */
export function FilePreview({
  owner,
  file,
}: {
  readonly owner: ArtifactOwner;
  readonly file: ArtifactFile;
}): VNode {
  const { path } = file;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    <section class="panel preview" aria-label={path}>
      <header class="preview-head">
        <h2>{path}</h2>
        <span class="quiet">{formatBytes(file.size ?? 0)}</span>
        <CopyButton text={path} label={text("copyPath")} />
        {sessionToken() === undefined ? (
          <Button small icon="download" href={artifactAddress(owner, path)} download={name}>
            {text("download")}
          </Button>
        ) : (
          <Button small icon="download" onClick={() => void downloadWithToken(owner, path, name)}>
            {text("download")}
          </Button>
        )}
      </header>
      <Content key={path} owner={owner} path={path} sizeBytes={file.size ?? 0} />
    </section>
  );
}

function Content(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
}): VNode {
  const kind = previewKind(props.path);
  if (kind === "image") return <ImagePreview {...props} />;
  if (kind === "csv" || kind === "parquet") return <TablePreview {...props} isParquet={kind === "parquet"} />;
  if (kind === "json") {
    return (
      <PreviewBody label={props.path}>
        <JsonPreview {...props} />
      </PreviewBody>
    );
  }
  if (kind === "markdown") return <MarkdownPreview {...props} />;
  if (kind === "html") return <HtmlPreview {...props} />;
  if (kind === "binary") return <p class="preview-note quiet">{text("binary")}</p>;
  return (
    <PreviewBody label={props.path}>
      <TextPreview {...props} />
    </PreviewBody>
  );
}

/** A link cannot send a token, so the file is fetched first. */
async function downloadWithToken(owner: ArtifactOwner, path: string, name: string): Promise<void> {
  try {
    const url = URL.createObjectURL(new Blob([await fetchBytes(owner, path, undefined)]));
    downloadUrl(name, url);
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (error) {
    notify(errorText(error));
  }
}
