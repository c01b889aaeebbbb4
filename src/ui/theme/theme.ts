// Light, dark, or as the system has it.
import { effect, type Signal, signal } from "@preact/signals";
import { store, stored } from "../browser/stored.ts";

/** What the user may choose. */
export type Theme = "system" | "light" | "dark";

/** The choices, in the order in which they are offered. */
export const THEMES: readonly Theme[] = ["system", "light", "dark"];

/** The choice. */
export const theme: Signal<Theme> = signal(THEMES.find((known) => known === stored("theme")) ?? "system");

/** Whether the page is dark now. Canvases read it, which cannot use CSS. */
export const isDark: Signal<boolean> = signal(false);

/** Changes the theme, for this visit and the next ones. */
export function setTheme(choice: Theme): void {
  theme.value = choice;
  store("theme", choice === "system" ? undefined : choice);
}

/** Keeps the page in the chosen theme from now on, also when the system changes. */
export function applyTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const systemIsDark = signal(system.matches);
  system.addEventListener("change", () => {
    systemIsDark.value = system.matches;
  });
  effect(() => {
    const root = document.documentElement;
    if (theme.value === "system") root.removeAttribute("data-theme");
    else root.dataset["theme"] = theme.value;
    isDark.value = theme.value === "dark" || (theme.value === "system" && systemIsDark.value);
  });
}
