// The items of all pages of a search, whatever it searches.
import type { Page } from "../entities.ts";

/** Reads page after page to the last. */
export async function everyItem<T>(
  read: (pageToken: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  do {
    const page = await read(pageToken);
    for (const item of page.items) items.push(item);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return items;
}
