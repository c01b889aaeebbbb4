// The model registry: registered models, their versions and aliases.
export { ensureRegisteredModel } from "./ensure-registered-model.ts";
export type { ModelStage, ModelVersion, RegisteredModel } from "./entities.ts";
export { openFileRegistry, openMemoryRegistry, openRegistry } from "./open-registry.ts";
export { registerModelVersion } from "./register-version.ts";
export { modelVersionToJson, registeredModelToJson } from "./registry-json.ts";
export type { NewModelVersion, NewRegisteredModel, RegistryStore } from "./registry-store.ts";
export { currentRegistry, findModelVersion, withModel } from "./with-model.ts";
