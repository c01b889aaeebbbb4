// An HTML file as a page that belongs to no site: it sees nothing of this one and reaches no network.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type ArtifactOwner, frameAddress } from "../api/artifacts.ts";
import { sessionToken } from "../browser/session.ts";
import { Button } from "../components/button.tsx";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { TextPreview } from "./text-preview.tsx";

const text = translator(artifactTexts);

/** An HTML file in a sandbox, or its source. */
export function HtmlPreview(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
}): VNode {
  const { owner, path } = props;
  const [runsScripts, setRunsScripts] = useState(false);
  const [isSource, setSource] = useState(false);
  // A frame cannot send a token.
  const canFrame = sessionToken() === undefined;
  return (
    <>
      <div class="preview-foot no-print">
        <Button small pressed={isSource || !canFrame} onClick={() => setSource(!isSource)}>
          {text("source")}
        </Button>
        {canFrame && (
          <Button small pressed={runsScripts} onClick={() => setRunsScripts(!runsScripts)}>
            {text("runScripts")}
          </Button>
        )}
        <span class="quiet">{text(canFrame ? "frameWhy" : "needsNoToken")}</span>
      </div>
      {isSource || !canFrame ? (
        <TextPreview {...props} />
      ) : (
        <iframe
          key={String(runsScripts)}
          class="page-frame"
          title={text("frameTitle", { name: path })}
          sandbox={runsScripts ? "allow-scripts" : ""}
          src={frameAddress(owner, path, runsScripts)}
        />
      )}
    </>
  );
}
