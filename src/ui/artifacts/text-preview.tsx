// The text of a file, as much at a time as can be read.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ArtifactOwner, fetchBytes } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { looksLikeText } from "./preview-kind.ts";

const text = translator(artifactTexts);

/** Bytes that are shown at first, and that every press adds. */
const PART_BYTES = 256 * 1024;

/** The text of a file; a file that turns out to be none says so. */
export function TextPreview(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
  readonly note?: string;
}): VNode {
  const { owner, path, sizeBytes } = props;
  const [wanted, setWanted] = useState(PART_BYTES);
  useEffect(() => setWanted(PART_BYTES), [path]);
  const end = Math.min(sizeBytes, wanted);
  const loaded = useLoad(
    (signal) => fetchBytes(owner, path, { from: 0, to: end }, signal),
    sizeBytes === 0 ? undefined : JSON.stringify([owner, path, end]),
  );
  if (sizeBytes === 0) return <p class="preview-note quiet">{text("empty")}</p>;
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <LoadingState />;
  const bytes = new Uint8Array(loaded.value);
  if (!looksLikeText(bytes.subarray(0, 4096))) return <p class="preview-note quiet">{text("binary")}</p>;
  return (
    <>
      {props.note !== undefined && <p class="preview-note quiet">{props.note}</p>}
      <pre>{new TextDecoder().decode(bytes)}</pre>
      {end < sizeBytes && (
        <div class="preview-foot">
          <Button small onClick={() => setWanted(wanted * 4)}>
            {text("more")}
          </Button>
          <span class="quiet">
            {text("shownBytes", { shown: formatBytes(end), total: formatBytes(sizeBytes) })}
          </span>
        </div>
      )}
    </>
  );
}
