// JSON as a tree that opens part by part.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type ArtifactOwner, fetchBytes } from "../api/artifacts.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { formatBytes } from "../formats/bytes.ts";
import { translator } from "../i18n/translator.ts";
import { artifactTexts } from "./artifact-messages.ts";
import { TextPreview } from "./text-preview.tsx";

const text = translator(artifactTexts);

/** Larger files are shown as text. */
const MAX_TREE_BYTES = 8_000_000;
/** So many items are drawn at a time. */
const PART_ITEMS = 100;

/** A JSON file. One that is not JSON after all, or too large for a tree, is shown as text. */
export function JsonPreview(props: {
  readonly owner: ArtifactOwner;
  readonly path: string;
  readonly sizeBytes: number;
}): VNode {
  const { owner, path, sizeBytes } = props;
  const [isSource, setSource] = useState(false);
  const loaded = useLoad(
    async (signal) => parsed(new TextDecoder().decode(await fetchBytes(owner, path, undefined, signal))),
    sizeBytes === 0 || sizeBytes > MAX_TREE_BYTES ? undefined : JSON.stringify([owner, path]),
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (sizeBytes > MAX_TREE_BYTES) {
    return <TextPreview {...props} note={text("tooLarge", { size: formatBytes(sizeBytes) })} />;
  }
  if (sizeBytes === 0) return <TextPreview {...props} />;
  if (loaded.value === undefined) return <LoadingState />;
  if (loaded.value.isBroken) return <TextPreview {...props} />;
  return (
    <>
      <div class="preview-foot no-print">
        <Button small pressed={isSource} onClick={() => setSource(!isSource)}>
          {text("source")}
        </Button>
      </div>
      {isSource ? (
        <TextPreview {...props} />
      ) : (
        <div class="json-tree">
          <JsonNode name={undefined} value={loaded.value.value} isOpen />
        </div>
      )}
    </>
  );
}

function parsed(source: string): { readonly isBroken: boolean; readonly value: unknown } {
  try {
    return { isBroken: false, value: JSON.parse(source) };
  } catch {
    return { isBroken: true, value: undefined };
  }
}

/** One value; what is in it is drawn when it is opened. */
function JsonNode(props: {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly isOpen?: boolean;
}): VNode {
  const { name, value } = props;
  const [isOpen, setOpen] = useState(props.isOpen === true);
  const [shown, setShown] = useState(PART_ITEMS);
  const label = name === undefined ? null : <span class="json-key">{name}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div class="json-leaf">
        {label}
        <span class={typeof value === "number" ? "json-number" : ""}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  const items = Array.isArray(value)
    ? value.map((item, i): [string, unknown] => [String(i), item])
    : Object.entries(value);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {label}
        {Array.isArray(value) ? "[…]" : "{…}"} <span class="quiet">{text("items", { n: items.length })}</span>
      </summary>
      {isOpen &&
        items
          .slice(0, shown)
          .map(([key, item]) => <JsonNode key={key} name={key} value={item} isOpen={items.length <= 12} />)}
      {isOpen && items.length > shown && (
        <Button small onClick={() => setShown(shown + PART_ITEMS * 5)}>
          {text("more")}
        </Button>
      )}
    </details>
  );
}
