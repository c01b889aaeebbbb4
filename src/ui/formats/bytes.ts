// Sizes of files as people read them.

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** A size in the largest unit that leaves at least one whole: "1.2 MB". */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}
