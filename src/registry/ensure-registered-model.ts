// A registered model that is there, whoever made it.
import { errorCode } from "../errors/index.ts";
import type { RegistryStore } from "./registry-store.ts";

/** Makes a registered model unless there is one of that name. */
export async function ensureRegisteredModel(registry: RegistryStore, name: string): Promise<void> {
  try {
    await registry.createRegisteredModel({ name });
  } catch (error) {
    if (errorCode(error) !== "RESOURCE_ALREADY_EXISTS") throw error;
  }
}
