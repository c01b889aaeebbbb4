// The keyboard: what can be pressed now, said by the parts that are shown, heard in one place.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { monotonicMs } from "../browser/clock.ts";
import { store, stored } from "../browser/stored.ts";
import { KeySequence } from "./key-sequence.ts";

/** Something a key does. */
export interface Shortcut {
  /** Keys with spaces between: `x`, `?`, `g e`. */
  readonly keys: string;
  /** What it does, for the list. */
  readonly label: string;
  readonly scope: "everywhere" | "here";
  readonly run: () => void;
}

const active: Signal<readonly Shortcut[]> = signal([]);

/** What can be pressed now. */
export const shortcuts: ReadonlySignal<readonly Shortcut[]> = active;

/** Whether single keys do anything; those who dictate to their computer switch them off (WCAG 2.1.4). */
export const areShortcutsOn: Signal<boolean> = signal(stored("shortcuts") !== "off");

/** Switches single keys on or off, for this visit and the next ones. */
export function switchShortcuts(isOn: boolean): void {
  areShortcutsOn.value = isOn;
  store("shortcuts", isOn ? undefined : "off");
}

/** Offers shortcuts as long as the component is shown. The latest one wins a key. */
export function useShortcuts(offered: readonly Shortcut[]): void {
  const latest = useRef(offered);
  latest.current = offered;
  const names = offered.map(({ keys, label }) => `${keys} ${label}`).join("\n");
  useEffect(() => {
    const added = latest.current.map(({ keys, label, scope }) => ({
      keys,
      label,
      scope,
      run: () => latest.current.find((shortcut) => shortcut.keys === keys)?.run(),
    }));
    active.value = [...added, ...active.value];
    return () => {
      active.value = active.value.filter((shortcut) => !added.includes(shortcut));
    };
  }, [names]);
}

/** Listens to the keyboard from now on. */
export function listenToKeys(openPalette: () => void): void {
  const sequence = new KeySequence();
  document.addEventListener("keydown", (event) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k" && !event.altKey) {
      event.preventDefault();
      openPalette();
      return;
    }
    if (!areShortcutsOn.value || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey)
      return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
    const known = active.value.map(({ keys }) => keys);
    const outcome = sequence.press(event.key, monotonicMs(), known);
    if (outcome.kind === "none") return;
    event.preventDefault();
    if (outcome.kind === "shortcut") active.value.find(({ keys }) => keys === outcome.keys)?.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
