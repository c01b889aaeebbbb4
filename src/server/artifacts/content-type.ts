// The content type a file is sent with, by its extension.

/** What browsers may show by itself: pictures, sound, PDF. Everything that could run is sent as plain text. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["svg", "image/svg+xml"],
  ["pdf", "application/pdf"],
  ["mp4", "video/mp4"],
  ["wav", "audio/wav"],
  ["mp3", "audio/mpeg"],
]);

const TEXTS: ReadonlySet<string> = new Set(
  "txt log md rst py js ts css html htm xml json jsonl yaml yml toml ini cfg csv tsv sql sh r ipynb MLmodel MLproject".split(
    " ",
  ),
);

/** The content type for a file at this path: never one that a browser would run. */
export function contentTypeOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const extension = name.slice(name.lastIndexOf(".") + 1);
  if (TEXTS.has(extension) || TEXTS.has(extension.toLowerCase())) return "text/plain; charset=utf-8";
  return TYPES.get(extension.toLowerCase()) ?? "application/octet-stream";
}
