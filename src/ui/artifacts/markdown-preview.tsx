// A Markdown file as it is meant, or its source.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type ArtifactOwner, fetchBytes } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { lazy } from "../components/lazy.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { PreviewBody } from "./preview-body.tsx";
import { TextPreview } from "./text-preview.tsx";

const text = translator(artifactTexts);
const Markdown = lazy(async () => (await import("../components/markdown.tsx")).Markdown);

/** What of a file is drawn. */
const MAX_BYTES = 500_000;

/** A Markdown file. */
export function MarkdownPreview(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
}): VNode {
  const { owner, path, sizeBytes } = props;
  const [isSource, setSource] = useState(false);
  const loaded = useLoad(
    async (signal) =>
      new TextDecoder().decode(
        await fetchBytes(owner, path, { from: 0, to: Math.min(sizeBytes, MAX_BYTES) }, signal),
      ),
    sizeBytes === 0 ? undefined : JSON.stringify([owner, path]),
  );
  if (sizeBytes === 0) return <TextPreview {...props} />;
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  return (
    <>
      <div class="preview-foot no-print">
        <Button small pressed={!isSource} onClick={() => setSource(false)}>
          {text("rendered")}
        </Button>
        <Button small pressed={isSource} onClick={() => setSource(true)}>
          {text("source")}
        </Button>
      </div>
      {isSource ? (
        <TextPreview {...props} />
      ) : (
        <PreviewBody label={path}>
          {loaded.value === undefined ? <LoadingState /> : <Markdown text={loaded.value} />}
        </PreviewBody>
      )}
    </>
  );
}
