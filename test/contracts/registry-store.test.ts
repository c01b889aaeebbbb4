// The registries of this machine against the contract.
import { describe } from "vitest";
import { openFileRegistry, openMemoryRegistry } from "../../src/registry/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testRegistryStore } from "./registry-store-contract.ts";

describe("a registry in memory", () => {
  testRegistryStore(openMemoryRegistry);
});

describe("a registry in files", () => {
  testRegistryStore(() => openFileRegistry(temporaryFolder()));
});
