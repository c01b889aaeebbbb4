// The stores of this machine against the contract.
import { describe } from "vitest";
import { openFileStore, openMemoryStore } from "../../src/tracking/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testTrackingStore } from "./tracking-store-contract.ts";

describe("a store in memory", () => {
  testTrackingStore(openMemoryStore);
});

describe("a store in files", () => {
  testTrackingStore(() => openFileStore(temporaryFolder()));
});
