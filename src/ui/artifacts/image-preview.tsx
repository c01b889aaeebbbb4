// A picture, fitted or pixel by pixel.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ArtifactOwner, fetchBytes } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { PreviewBody } from "./preview-body.tsx";
import { imageType } from "./preview-kind.ts";

const text = translator(artifactTexts);

/** A picture. It is fetched as data, so that a server with tokens gives it too. */
export function ImagePreview({
  owner,
  path,
}: {
  readonly owner: ArtifactOwner;
  readonly path: string;
}): VNode {
  const [isFit, setFit] = useState(true);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | undefined>(
    undefined,
  );
  const [url, setUrl] = useState<string | undefined>(undefined);
  const loaded = useLoad(
    (signal) => fetchBytes(owner, path, undefined, signal),
    JSON.stringify([owner, path]),
  );
  useEffect(() => {
    if (loaded.value === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([loaded.value], { type: imageType(path) }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [loaded.value]);
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (url === undefined || loaded.value === undefined) return <LoadingState />;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    <>
      <div class="preview-foot no-print">
        <Button small pressed={isFit} onClick={() => setFit(true)}>
          {text("fit")}
        </Button>
        <Button small pressed={!isFit} onClick={() => setFit(false)}>
          {text("original")}
        </Button>
        {size !== undefined && <span class="quiet">{text("pixels", size)}</span>}
      </div>
      <PreviewBody label={path} kind={isFit ? "picture fit" : "picture"}>
        <img
          src={url}
          alt={name}
          onLoad={({ currentTarget }) =>
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
        />
      </PreviewBody>
    </>
  );
}
