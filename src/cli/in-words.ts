// Counts and sizes as people say them.

/** `1 run`, `2 runs`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

/** A number of bytes in the largest unit that it fills, such as `2.0 MB`. */
export function sizeInWords(sizeBytes: number): string {
  const unit = UNITS.find(([bytes]) => sizeBytes >= bytes);
  return unit === undefined ? counted(sizeBytes, "byte") : `${(sizeBytes / unit[0]).toFixed(1)} ${unit[1]}`;
}
