// The parts that every plot is drawn of: the sheet with its titles, lines, texts, and their measures in pixels.

/** The width of the sheet. */
export const WIDTH = 960;
/** The height of the sheet. */
export const HEIGHT = 600;
/** Around everything. */
export const MARGIN = 24;
/** From the middle of a line of text down to its baseline. */
export const TO_BASELINE = 5;
/** The colour of what should not be seen first. */
export const QUIET = "#5c5c5c";
/** The colour of the grid. */
export const GRID = "#e6e6e6";
/** The colour of the axes. */
export const AXIS = "#8c8c8c";

const INK = "#1a1a1a";
const FONT = 15;
/** The mean width of a character of Inter in ems, on the wide side: room is made by it, nothing is placed by it. */
const CHARACTER_EM = 0.6;
const MAX_NAME_CHARACTERS = 24;

/**
 * A whole document: white sheet, title, subtitle, and the elements.
 *
 * @param elements SVG elements; empty texts are left out.
 */
export function svgDocument(
  { title, subtitle }: { readonly title: string; readonly subtitle?: string | undefined },
  elements: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter" font-size="${FONT}" fill="${INK}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(MARGIN, 40, title, 'font-size="22" font-weight="600"'),
    subtitle === undefined ? "" : text(MARGIN, 64, subtitle, `fill="${QUIET}"`),
    ...elements,
    "</svg>",
  ]
    .filter((element) => element !== "")
    .join("\n");
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${colour}"/>`;
}

/** A text that begins, ends or is centred at a point, as its attributes say; markup in it is only text. */
export function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(content)}</text>`;
}

/** As many digits as a pixel needs. */
export function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

/** The room that the longest of some texts takes. */
export function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((t) => t.length)) * FONT * CHARACTER_EM;
}

/** A name of at most 24 characters. */
export function shorten(name: string): string {
  const characters = Array.from(name);
  return characters.length <= MAX_NAME_CHARACTERS
    ? name
    : `${characters.slice(0, MAX_NAME_CHARACTERS - 1).join("")}…`;
}

/** Text for XML: markup escaped, and characters that XML forbids replaced. */
function escapeXml(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
