// Short notices at the foot of the page: what was done, and how to undo it.
import "./toast.css";
import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import { translator } from "../i18n/translator.ts";
import { Button } from "./button.tsx";
import { componentTexts } from "./messages.ts";

const text = translator(componentTexts);
const STAYS_MS = 4_000;
/** Time enough to read the notice, move to its button and press it. */
const UNDO_STAYS_MS = 12_000;
const MAX_TOASTS = 3;

/** One notice. */
interface Toast {
  readonly id: number;
  readonly message: string;
  readonly isFault: boolean;
  readonly undo: (() => void) | undefined;
}

const toasts: Signal<readonly Toast[]> = signal([]);
let lastId = 0;

/** Shows a notice for some seconds, with a button that takes back what was done where that is possible. */
export function notify(
  message: string,
  options: { readonly isFault?: boolean; readonly undo?: () => void } = {},
): void {
  const toast = { id: ++lastId, message, isFault: options.isFault === true, undo: options.undo };
  toasts.value = [...toasts.value, toast].slice(-MAX_TOASTS);
  setTimeout(() => dismiss(toast.id), options.undo || options.isFault ? UNDO_STAYS_MS : STAYS_MS);
}

/** Takes back the latest thing that can be, as if its button were pressed; whether there was one. */
export function undoLatest(): boolean {
  const toast = toasts.value.findLast(({ undo }) => undo !== undefined);
  if (toast === undefined) return false;
  dismiss(toast.id);
  toast.undo?.();
  return true;
}

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Where the notices are shown; once in the app. */
export function Toasts(): VNode {
  return (
    <div class="toasts no-print" role="status" aria-live="polite">
      {toasts.value.map(({ id, message, isFault, undo }) => (
        <div key={id} class={`toast${isFault ? " fault" : ""}`}>
          <span>{message}</span>
          {undo !== undefined && (
            <Button
              kind="quiet"
              small
              onClick={() => {
                dismiss(id);
                undo();
              }}
            >
              {text("undo")}
            </Button>
          )}
          <Button kind="quiet" small icon="close" label={text("close")} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
