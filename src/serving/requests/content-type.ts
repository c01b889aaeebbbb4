// The Content-Type of a request: which of the forms its body has, or why it cannot be read.
import { quote } from "../../errors/index.ts";

/** The media types that are text. */
export type TextFormat = "application/json" | "text/csv";

/** The media types that are not. */
export type BinaryFormat =
  | "application/vnd.apache.parquet"
  | "application/vnd.apache.arrow.stream"
  | "application/vnd.apache.arrow.file";

/** The media types that are read. */
export type BodyFormat = TextFormat | BinaryFormat;

const FORMATS: readonly BodyFormat[] = [
  "text/csv",
  "application/json",
  "application/vnd.apache.parquet",
  "application/vnd.apache.arrow.stream",
  "application/vnd.apache.arrow.file",
];

/** Whether a form is text. */
export function isText(format: BodyFormat): format is TextFormat {
  return format === "application/json" || format === "text/csv";
}

/** What became of the header: a form, or the text of a 415 answer. */
export type ContentType =
  | { readonly format: BodyFormat; readonly refusal?: undefined }
  | { readonly format?: undefined; readonly refusal: string };

const JSON_TYPE: ContentType = { format: "application/json" };

/** Reads the header by MLflow's rules: `charset=utf-8` is the only parameter there may be. */
export function parseContentType(header: string | undefined): ContentType {
  if (header === "application/json") return JSON_TYPE;
  const [type = "", ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
  const format = FORMATS.find((known) => known === type);
  if (format === undefined)
    return { refusal: unsupported(header === undefined ? "no Content-Type" : quote(type)) };
  for (const parameter of parameters) {
    const [name = "", value = ""] = parameter.split("=");
    if (name !== "charset") {
      return { refusal: `Unrecognized content type parameters: ${name}. Send ${format} alone.` };
    }
    if (value.replaceAll('"', "") !== "utf-8") {
      return { refusal: "The scoring server only supports UTF-8" };
    }
  }
  return { format };
}

function unsupported(got: string): string {
  const types = FORMATS.map((known) => `'${known}'`).join(", ");
  return (
    `This predictor only supports the following content types: Types: [${types}]. Got ${got}. ` +
    "With curl, add -H 'Content-Type: application/json'."
  );
}
