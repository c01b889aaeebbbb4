// Registries on this machine.
import { DamageLog } from "../tracking/index.ts";
import { LocalRegistry } from "./local-registry.ts";
import type { RegistryStore } from "./registry-store.ts";
import { FileRegistryStorage } from "./storage/file-registry-storage.ts";
import { MemoryRegistryStorage } from "./storage/memory-registry-storage.ts";

/**
 * The registry in the folder of a file store.
 *
 * @param folder The store's root, such as `mlruns`; it need not exist yet.
 */
export function openFileRegistry(folder: string): RegistryStore {
  return new LocalRegistry(new FileRegistryStorage(folder, new DamageLog()));
}

/** A registry that lives as long as this process. */
export function openMemoryRegistry(): RegistryStore {
  return new LocalRegistry(new MemoryRegistryStorage());
}
