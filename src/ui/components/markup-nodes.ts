// Reads the markup that micromark writes into a tree. It is well-formed and has no HTML of the author's in it; whatever
// else may turn up is dropped all the same.

/** An element, or text. */
export type MarkupNode = string | MarkupElement;

/** An element of the few that Markdown knows. */
export interface MarkupElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly MarkupNode[];
}

const TAGS = new Set("p h1 h2 h3 h4 h5 h6 pre code blockquote ol ul li hr em strong a img br".split(" "));
const ATTRIBUTES = new Set(["href", "src", "alt", "title", "start"]);
const EMPTY = new Set(["hr", "br", "img"]);
const PIECE = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*) ?\/?>|[^<]+|</g;
const ATTRIBUTE = / ([a-z]+)="([^"]*)"/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
};

/** The nodes of a piece of markup. */
export function markupNodes(markup: string): readonly MarkupNode[] {
  const root: MarkupNode[] = [];
  const open: { readonly tag: string; readonly children: MarkupNode[] }[] = [{ tag: "", children: root }];
  for (const [piece, slash, tag, attributes] of markup.matchAll(PIECE)) {
    const parent = open.at(-1);
    if (parent === undefined) break;
    if (tag === undefined) parent.children.push(plain(piece));
    else if (!TAGS.has(tag)) continue;
    else if (slash === "/") {
      if (open.length > 1 && parent.tag === tag) open.pop();
    } else {
      const children: MarkupNode[] = [];
      parent.children.push({ tag, attributes: attributesIn(attributes ?? ""), children });
      if (!EMPTY.has(tag)) open.push({ tag, children });
    }
  }
  return root;
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const pairs = Array.from(text.matchAll(ATTRIBUTE), ([, name = "", value = ""]) => [name, plain(value)]);
  return Object.fromEntries(pairs.filter(([name]) => ATTRIBUTES.has(name ?? "")));
}

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}
