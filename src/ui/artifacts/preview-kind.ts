// How a file is looked at, by the end of its name, and by its first bytes when the name does not say.

/** A way to look at a file. */
export type PreviewKind =
  | "text"
  | "json"
  | "csv"
  | "parquet"
  | "image"
  | "markdown"
  | "html"
  | "binary"
  | "unknown";

const KINDS: Readonly<Record<string, PreviewKind>> = {
  json: "json",
  geojson: "json",
  ipynb: "json",
  csv: "csv",
  tsv: "csv",
  parquet: "parquet",
  png: "image",
  jpg: "image",
  jpeg: "image",
  gif: "image",
  webp: "image",
  avif: "image",
  bmp: "image",
  svg: "image",
  ico: "image",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  onnx: "binary",
  ubj: "binary",
  bin: "binary",
  pkl: "binary",
  npy: "binary",
  npz: "binary",
  zip: "binary",
  gz: "binary",
  pdf: "binary",
};

const TEXTS = new Set(
  "txt log yaml yml toml ini cfg xml py ts js mjs tsx jsx css sh sql rst diff patch r c h cpp go rs java lock env".split(
    " ",
  ),
);

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  svg: "image/svg+xml",
  ico: "image/x-icon",
};

/** How to look at a file of this name; `unknown` when its first bytes must tell. */
export function previewKind(path: string): PreviewKind {
  const ending = endingOf(path);
  return KINDS[ending] ?? (TEXTS.has(ending) ? "text" : "unknown");
}

/** Whether bytes look like text: no NUL among them, and few control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++;
  }
  return controls <= bytes.length / 50;
}

/** The media type of a picture by its name. */
export function imageType(path: string): string {
  const ending = endingOf(path);
  return IMAGE_TYPES[ending] ?? `image/${ending}`;
}

function endingOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}
