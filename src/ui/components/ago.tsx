// A time as people say it, with the exact one behind it; it keeps itself true.
import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import { nowMs } from "../browser/clock.ts";
import { formatAgo, formatTime } from "../formats/time.ts";
import { language } from "../i18n/language.ts";

const TICK_MS = 10_000;

/** The time of day, kept true to ten seconds while the page is looked at. */
export const now: Signal<number> = signal(nowMs());

setInterval(() => {
  if (!document.hidden) now.value = nowMs();
}, TICK_MS);

/** How long ago a time was. */
export function Ago({ timeMs }: { readonly timeMs: number }): VNode {
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formatTime(timeMs, language.value)}>
      {formatAgo(timeMs, Math.max(now.value, timeMs), language.value)}
    </time>
  );
}
