// Reads CSV and TSV page by page: as many bytes as a page needs, and no more.
import { inferSchema, initParser } from "udsv";
import { type ByteReader, PAGE_ROWS, type RowPage, type RowSource } from "./row-source.ts";

const PART_BYTES = 256 * 1024;
/** A page is cut off here even if no line ends: the file is hardly a table. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** The rows of a CSV file; the first line names the columns. */
export function csvRows(read: ByteReader, sizeBytes: number): RowSource {
  let columns: readonly string[] | undefined;
  const rows: (readonly unknown[])[] = [];
  let at = 0;
  let rest = "";
  let head = "";
  const decoder = new TextDecoder();

  const readMore = async (signal: AbortSignal): Promise<void> => {
    const end = Math.min(sizeBytes, at + PART_BYTES);
    const bytes = await read(at, end, signal);
    at = end;
    const text = rest + decoder.decode(bytes, { stream: at < sizeBytes });
    const cut = at >= sizeBytes ? text.length : lastWholeLine(text);
    if (cut === 0 && text.length < MAX_LINE_BYTES) {
      rest = text;
      return;
    }
    rest = text.slice(cut);
    const part = text.slice(0, cut === 0 ? text.length : cut);
    if (columns === undefined) head = part.slice(0, part.indexOf("\n") + 1 || part.length);
    const source = columns === undefined ? part : head + part;
    if (source.trim() === "") return;
    const schema = inferSchema(source);
    const parsed = initParser(schema).stringArrs(source);
    columns ??= schema.cols.map(({ name }) => name);
    rows.push(...parsed);
  };

  return {
    page: async (index, signal) => {
      const from = index * PAGE_ROWS;
      while (rows.length < from + PAGE_ROWS + 1 && at < sizeBytes) await readMore(signal);
      const isWhole = at >= sizeBytes;
      const page: RowPage = {
        columns: columns ?? [],
        rows: rows.slice(from, from + PAGE_ROWS),
        from,
        total: isWhole ? rows.length : undefined,
        hasMore: rows.length > from + PAGE_ROWS || !isWhole,
      };
      return page;
    },
  };
}

/** Where the last line that is whole ends: behind a line break with as many quotes before it as close each other. */
function lastWholeLine(text: string): number {
  let quotes = 0;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '"') quotes++;
    else if (char === "\n" && quotes % 2 === 0) end = i + 1;
  }
  return end;
}
