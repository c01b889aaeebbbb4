// The language of the page: what the user chose, or what the browser asks for.
import { effect, type Signal, signal } from "@preact/signals";
import { store, stored } from "../browser/stored.ts";

/** The languages there are messages in. */
export type Language = "en" | "ko";

/** The languages by their own names. */
export const LANGUAGES: ReadonlyMap<Language, string> = new Map([
  ["en", "English"],
  ["ko", "한국어"],
]);

/** The language of the page. Reading it in a component draws the component anew when it changes. */
export const language: Signal<Language> = signal(preferredLanguage());

/** Changes the language, for this visit and the next ones. */
export function setLanguage(choice: Language): void {
  language.value = choice;
  store("language", choice);
}

/** Tells the browser the language of the page, so that it is spoken and broken right. */
export function announceLanguage(): void {
  effect(() => {
    document.documentElement.lang = language.value;
  });
}

function preferredLanguage(): Language {
  const choice = stored("language") ?? globalThis.navigator?.language ?? "en";
  return choice.startsWith("ko") ? "ko" : "en";
}
