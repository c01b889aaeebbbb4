// Copies a text, and says that it did.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { copyText } from "../browser/clipboard.ts";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { componentTexts } from "./messages.ts";
import { notify } from "./toast.tsx";

const text = translator(componentTexts);
const SHOWN_MS = 1_500;

/** A button that copies; `label` says what, for those who do not see what it stands beside. */
export function CopyButton(props: {
  readonly text: string;
  readonly label: string;
  readonly children?: string;
}): VNode {
  const [isDone, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(props.text))) return notify(text("copyFailed"), { isFault: true });
    setDone(true);
    setTimeout(() => setDone(false), SHOWN_MS);
  };
  return (
    <Button
      kind="quiet"
      small
      icon={isDone ? "check" : "copy"}
      label={isDone ? text("copied") : props.label}
      onClick={() => void copy()}
    >
      {props.children}
    </Button>
  );
}
