// Pages of a longer list: how many are asked for, and the token that leads to the next ones.
import { invalidValue } from "../../errors/index.ts";
import type { Page } from "../entities.ts";
import { MAX_PAGE_TOKEN_CHARACTERS, MAX_SEARCH_RESULTS } from "../limits.ts";

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Refuses a number of results that is not 1 to `limit`. */
export function checkMaxResults(maxResults: number, limit: number = MAX_SEARCH_RESULTS): void {
  if (!Number.isSafeInteger(maxResults) || maxResults < 1) {
    throw invalidValue(
      `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be a positive integer`,
    );
  }
  if (maxResults > limit) {
    throw invalidValue(
      `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be at most ${limit}`,
    );
  }
}

/** The page of `items` that starts where `pageToken` says. */
export function pageOf<T>(items: readonly T[], maxResults: number, pageToken: string | undefined): Page<T> {
  const offset = pageOffset(pageToken);
  const end = offset + maxResults;
  return {
    items: items.slice(offset, end),
    nextPageToken: end < items.length ? nextPageToken(end) : undefined,
  };
}

/** Where the page starts that a token leads to; 0 without one. */
export function pageOffset(pageToken: string | undefined): number {
  return pageToken === undefined || pageToken === "" ? 0 : offsetOf(readPageToken(pageToken));
}

/** The token of the page that starts at `offset`. */
export function nextPageToken(offset: number): string {
  return writePageToken(`{"offset": ${offset}}`);
}

/** A page token: JSON text in base64, as MLflow's are. */
export function writePageToken(json: string): string {
  return Buffer.from(json).toString("base64");
}

/**
 * The JSON value in a page token.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a token that none of our pages has had.
 */
export function readPageToken(token: string): unknown {
  if (token.length > MAX_PAGE_TOKEN_CHARACTERS || token.length % 4 !== 0 || !BASE64.test(token)) {
    throw invalidValue("Invalid page token, could not base64-decode");
  }
  try {
    return JSON.parse(Buffer.from(token, "base64").toString("utf8"));
  } catch (cause) {
    throw invalidValue("Invalid page token, could not parse JSON", { cause });
  }
}

/** The `offset` of a page token's value. */
export function offsetOf(value: unknown): number {
  const offset = typeof value === "object" && value !== null && "offset" in value ? value.offset : undefined;
  if (typeof offset === "number" && Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw invalidValue("Invalid page token, it holds no offset");
}
