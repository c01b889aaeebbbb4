// Model documents as JSON text, byte for byte as XGBoost writes them, and back.
import { unparsable } from "../../../errors/index.ts";
import { scientificText } from "./float-text.ts";
import { isList, isTypedArray, type ModelDocument, sortedEntries } from "./model-document.ts";

/** The JSON text of a document: no spaces, float32 numbers in shortest scientific form. */
export function writeJson(document: ModelDocument): string {
  if (typeof document === "string") return JSON.stringify(document);
  if (typeof document === "number") return String(document);
  if (document instanceof Float32Array) return `[${Array.from(document, scientificText).join(",")}]`;
  if (isTypedArray(document)) return `[${document.join(",")}]`;
  if (isList(document)) return `[${document.map(writeJson).join(",")}]`;
  const entries = sortedEntries(document).map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`);
  return `{${entries.join(",")}}`;
}

/** Texts and, outside of them, the words that XGBoost writes for numbers JSON has no form for. */
const NON_FINITE = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/**
 * Parses the JSON of a model file. Numbers that are not finite come back as texts.
 *
 * @throws SyntaxError when it is not JSON.
 */
export function parseJson(text: string): unknown {
  const plain = /NaN|Infinity/.test(text)
    ? text.replace(NON_FINITE, (token) => (token.startsWith('"') ? token : `"${token}"`))
    : text;
  try {
    return JSON.parse(plain);
  } catch (cause) {
    throw unparsable("Cannot read the model: it is not JSON", { cause });
  }
}
