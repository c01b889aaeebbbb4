// Colours that the user gave to runs, kept in this browser; runs without one have that of their id.
import { type Signal, signal } from "@preact/signals";
import { store, stored } from "../browser/stored.ts";
import { RUN_COLORS, type RunColor, runColor } from "./run-colors.ts";
import { isDark } from "./theme.ts";

/** So many choices are kept; the oldest go first. */
const MAX_CHOICES = 500;

const choices: Signal<ReadonlyMap<string, number>> = signal(readChoices());

/** The colour of a run in the present theme, as CSS and canvases take it. */
export function colorOf(runId: string): string {
  const color = colorPairOf(runId);
  return isDark.value ? color.dark : color.light;
}

/** The colour of a run in both themes. */
export function colorPairOf(runId: string): RunColor {
  const choice = choices.value.get(runId);
  return (choice === undefined ? undefined : RUN_COLORS[choice]) ?? runColor(runId);
}

/** Gives a run the colour of that number; undefined gives it back its own. */
export function chooseColor(runId: string, color: number | undefined): void {
  const next = new Map(choices.value);
  next.delete(runId);
  if (color !== undefined) next.set(runId, color);
  const kept = [...next].slice(-MAX_CHOICES);
  choices.value = new Map(kept);
  store("run-colors", kept.length === 0 ? undefined : JSON.stringify(kept));
}

function readChoices(): ReadonlyMap<string, number> {
  try {
    const pairs: unknown = JSON.parse(stored("run-colors") ?? "[]");
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.filter(
        (pair): pair is [string, number] =>
          Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "number",
      ),
    );
  } catch {
    return new Map();
  }
}
