// Where this process tracks to.

import { openTrackingStore } from "./open-store.ts";
import { TrackingClient } from "./tracking-client.ts";
import { trackingUriFromEnvironment } from "./tracking-uri.ts";

let chosenUri: string | undefined;

/**
 * Sets where runs are kept from now on; runs that are open stay where they are.
 *
 * @param uri A folder (a path or `file:///…`) or a tracking server (`http://…`); empty: back to what the environment says.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when there can be no store at that address.
 */
export function setTrackingUri(uri: string): void {
  if (uri !== "") openTrackingStore(uri);
  chosenUri = uri === "" ? undefined : uri;
}

/** Where runs are kept: what was set, else MLFLOW_TRACKING_URI, else the folder `mlruns` below the working folder; as a full URI. */
export function getTrackingUri(): string {
  return trackingClient().store.uri;
}

/** A client for where runs are kept now. */
export function trackingClient(): TrackingClient {
  return new TrackingClient(chosenUri ?? trackingUriFromEnvironment());
}
