// Times and durations as people read them.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * DAY_MS],
  ["month", 30 * DAY_MS],
  ["day", DAY_MS],
  ["hour", HOUR_MS],
  ["minute", MINUTE_MS],
  ["second", SECOND_MS],
];

/** How long ago a time was: "3 min. ago". */
export function formatAgo(timeMs: number, nowMs: number, language: string): string {
  const distance = timeMs - nowMs;
  const [unit, unitMs] = STEPS.find(([, size]) => Math.abs(distance) >= size) ?? ["second", SECOND_MS];
  return new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }).format(
    Math.trunc(distance / unitMs),
    unit,
  );
}

/** The day and the time to the second, in the user's time zone. */
export function formatTime(timeMs: number, language: string): string {
  return new Date(timeMs).toLocaleString(language, { dateStyle: "medium", timeStyle: "medium" });
}

const UNITS: Readonly<Record<string, readonly [ms: string, s: string, m: string, h: string, d: string]>> = {
  en: ["ms", "s", "min", "h", "d"],
  ko: ["밀리초", "초", "분", "시간", "일"],
};

/** A duration in its two largest units: "3 min 4 s". */
export function formatDuration(durationMs: number, language: string): string {
  const units = UNITS[language] ?? UNITS["en"];
  if (units === undefined || !(durationMs >= 0)) return "–";
  const [ms, s, min, h, d] = units;
  const gap = language === "ko" ? "" : " ";
  if (durationMs < SECOND_MS) return `${Math.round(durationMs)}${gap}${ms}`;
  if (durationMs < 10 * SECOND_MS) return `${(durationMs / SECOND_MS).toFixed(1)}${gap}${s}`;
  const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
    small === 0 ? `${large}${gap}${largeUnit}` : `${large}${gap}${largeUnit} ${small}${gap}${smallUnit}`;
  if (durationMs < MINUTE_MS) return `${Math.floor(durationMs / SECOND_MS)}${gap}${s}`;
  const minutes = Math.floor(durationMs / MINUTE_MS);
  if (minutes < 60) return two(minutes, min, Math.floor((durationMs % MINUTE_MS) / SECOND_MS), s);
  const hours = Math.floor(durationMs / HOUR_MS);
  if (hours < 24) return two(hours, h, minutes % 60, min);
  return two(Math.floor(hours / 24), d, hours % 24, h);
}
