// Asks for a name, and says what is wrong with it when the server does not take it.
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** A dialog with one line of text; it closes when what is done with it works. */
export function NameDialog(props: {
  readonly title: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly start?: string;
  readonly action: string;
  readonly onClose: () => void;
  readonly onSubmit: (name: string) => Promise<void>;
}): VNode {
  const [name, setName] = useState(props.start ?? "");
  const [error, setError] = useState<unknown>(undefined);
  const [isBusy, setBusy] = useState(false);
  const fieldId = useId();
  const submit = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.onSubmit(name.trim());
      props.onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="field">
          <label for={fieldId}>{props.label}</label>
          <input
            id={fieldId}
            class="input"
            autocomplete="off"
            placeholder={props.placeholder}
            value={name}
            aria-invalid={error !== undefined}
            aria-describedby={`${fieldId}-fault`}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <span id={`${fieldId}-fault`} class="field-fault" role="alert">
            {error === undefined ? "" : errorText(error)}
          </span>
        </div>
        <div class="row row-end">
          <Button onClick={props.onClose}>{text("cancel")}</Button>
          <Button kind="primary" type="submit" disabled={name.trim() === "" || isBusy}>
            {props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
