// Asks before something is done that cannot be undone.
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** A question with a way back and a way on, which is named by the title. */
export function SureDialog(props: {
  readonly title: string;
  readonly question: string;
  readonly onClose: () => void;
  readonly onSure: () => void;
}): VNode {
  const { title, question, onClose, onSure } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text("cancel")}</Button>
          <Button
            kind="danger"
            icon="trash"
            onClick={() => {
              onClose();
              onSure();
            }}
          >
            {title}
          </Button>
        </>
      }
    >
      <p>{question}</p>
    </Dialog>
  );
}
