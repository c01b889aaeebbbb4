// A dialog over the page: the browser keeps the focus inside and gives it back, and Escape closes.
import "./dialog.css";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);

/** A dialog that is there as long as it is drawn. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  /** Buttons at the foot. */
  readonly actions?: ComponentChildren;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      class={`dialog${props.wide === true ? " wide" : ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) props.onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={titleId}>{props.title}</h2>
          <Button kind="quiet" icon="close" label={text("close")} onClick={props.onClose} />
        </header>
        <div class="dialog-content">{props.children}</div>
        {props.actions !== undefined && <footer class="dialog-actions">{props.actions}</footer>}
      </div>
    </dialog>
  );
}
