// HTML in which everything that is put in is text, unless it is HTML of this kind itself.

/** A piece of HTML that is safe to put into another. */
export interface Html {
  readonly html: string;
}

/** What may be put into HTML. */
export type HtmlPart = string | number | Html | readonly HtmlPart[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template whose values are escaped; nothing stands for undefined. */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { html: texts.map((text, i) => text + printed(parts[i])).join("") };
}

function printed(part: HtmlPart): string {
  if (part === undefined) return "";
  if (typeof part === "string") return part.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
  if (typeof part === "number") return String(part);
  return isList(part) ? part.map(printed).join("") : part.html;
}

function isList(part: Html | readonly HtmlPart[]): part is readonly HtmlPart[] {
  return Array.isArray(part);
}
