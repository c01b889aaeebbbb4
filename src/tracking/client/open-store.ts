// From a tracking URI to the store behind it; one store for each place, whoever asks.

import { ServerConnection } from "../http/server-connection.ts";
import { openFileStore } from "../stores/file-store.ts";
import { RestStore } from "../stores/rest/rest-store.ts";
import type { TrackingStore } from "../stores/tracking-store.ts";
import { parseTrackingUri } from "./tracking-uri.ts";

const opened = new Map<string, TrackingStore>();

/**
 * The store a tracking URI names.
 *
 * @param uri See {@link parseTrackingUri}.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the URI is not one of a store.
 */
export function openTrackingStore(uri: string): TrackingStore {
  const location = parseTrackingUri(uri);
  const key = location.kind === "folder" ? location.folder : location.url;
  const known = opened.get(key);
  if (known !== undefined) return known;
  const store =
    location.kind === "folder"
      ? openFileStore(location.folder)
      : new RestStore(new ServerConnection(location.url));
  opened.set(key, store);
  return store;
}
