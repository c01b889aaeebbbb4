// From a place to the registry there.
import { DamageLog, parseTrackingUri, ServerConnection } from "../tracking/index.ts";
import { LocalRegistry } from "./local-registry.ts";
import type { RegistryStore } from "./registry-store.ts";
import { RestRegistry } from "./rest-registry.ts";
import { FileRegistryStorage } from "./storage/file-registry-storage.ts";
import { MemoryRegistryStorage } from "./storage/memory-registry-storage.ts";

/**
 * The registry that belongs to a tracking URI.
 *
 * @param trackingUri A folder (a path or `file:///…`) or a tracking server (`http://…`).
 * @throws RangeError `INVALID_PARAMETER_VALUE` when it is neither.
 */
export function openRegistry(trackingUri: string): RegistryStore {
  const location = parseTrackingUri(trackingUri);
  if (location.kind === "folder") return openFileRegistry(location.folder);
  return new RestRegistry(new ServerConnection(location.url));
}

/**
 * The registry in the folder of a file store.
 *
 * @param folder The store's root, such as `mlruns`; it need not exist yet.
 */
export function openFileRegistry(folder: string): LocalRegistry {
  return new LocalRegistry(new FileRegistryStorage(folder, new DamageLog()));
}

/** A registry that lives as long as this process. */
export function openMemoryRegistry(): LocalRegistry {
  return new LocalRegistry(new MemoryRegistryStorage());
}
