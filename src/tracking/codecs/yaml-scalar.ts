// How a text stands in a YAML file so that readers of YAML 1.1 and of 1.2 both take it for text, in PyYAML's style.

const WIDTH = 80;

/** What either version of YAML reads as something else than text when it stands unquoted. */
const TYPED: readonly RegExp[] = [
  /^(?:|~|null|Null|NULL)$/,
  /^(?:y|Y|n|N|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*)$/,
  /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt \t])/,
  /^(?:<<|=)$/,
];

const INDICATOR_AT_START = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/;
const INDICATOR_INSIDE = /:(?:\s|$)|\s#/;
/** Control characters, line breaks of any kind, the byte-order mark and lone surrogates: only double quotes can say them. */
const NEEDS_ESCAPE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Whether unquoted `text` means null, a truth value, a number or a time in some version of YAML. */
export function isTypedPlainText(text: string): boolean {
  return TYPED.some((pattern) => pattern.test(text));
}

/**
 * A text as a YAML scalar: plain where that is safe, else in single quotes, else in double quotes.
 *
 * @param column Characters already on the line, for folding near column 80 as PyYAML folds.
 * @param indent Blanks before a continued line; undefined for no folding.
 */
export function formatYamlText(text: string, column: number, indent?: number): string {
  if (NEEDS_ESCAPE.test(text)) return doubleQuoted(text);
  const plain =
    !isTypedPlainText(text) &&
    text.trim() === text &&
    !INDICATOR_AT_START.test(text) &&
    !INDICATOR_INSIDE.test(text);
  if (plain) return fold(text, column, indent);
  return `'${fold(text.replaceAll("'", "''"), column + 1, indent)}'`;
}

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Breaks at the first lone blank after column 80, which a reader turns back into that blank. */
function fold(text: string, column: number, indent: number | undefined): string {
  if (indent === undefined || column + text.length <= WIDTH) return text;
  const lineStart = `\n${" ".repeat(indent)}`;
  const words = text.split(" ");
  let folded = words[0] ?? "";
  let at = column + folded.length;
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? "";
    const loneBlank = word !== "" && words[i - 1] !== "";
    const broken = at > WIDTH && loneBlank;
    folded += broken ? lineStart + word : ` ${word}`;
    at = broken ? indent + word.length : at + 1 + word.length;
  }
  return folded;
}
