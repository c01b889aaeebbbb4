// Lists that come in pages, read to their end or to a limit.
import type { Page } from "../tracking/index.ts";

const PAGE_SIZE = 1000;

/**
 * The items of all pages.
 *
 * @param limit The most items to read.
 * @param read Reads one page of at most so many items.
 */
export async function everyPage<T>(
  limit: number,
  read: (page: { readonly maxResults: number; readonly pageToken: string | undefined }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  do {
    const page = await read({ maxResults: Math.min(PAGE_SIZE, limit - items.length), pageToken });
    items.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && items.length < limit);
  return items;
}
