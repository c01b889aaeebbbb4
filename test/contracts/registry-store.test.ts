// The registries against the contract: in memory, in files, and behind our own server.
import { describe } from "vitest";
import { openFileRegistry, openMemoryRegistry, openRegistry } from "../../src/registry/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testServer } from "../support/tracking-test-server.ts";
import { testRegistryStore } from "./registry-store-contract.ts";

describe("a registry in memory", () => {
  testRegistryStore(openMemoryRegistry);
});

describe("a registry in files", () => {
  testRegistryStore(() => openFileRegistry(temporaryFolder()));
});

describe("a registry over REST", () => {
  testRegistryStore(async () => {
    const { server } = testServer();
    return openRegistry(await server.listen({ host: "127.0.0.1", port: 0 }));
  });
});
