// What every tracking store must do, wherever it keeps things.
import { testExperiments } from "./tracking-store/experiments-contract.ts";
import { testInputs } from "./tracking-store/inputs-contract.ts";
import { testLoggedModels } from "./tracking-store/logged-models-contract.ts";
import { testLogging } from "./tracking-store/logging-contract.ts";
import { testRunSearch } from "./tracking-store/run-search-contract.ts";
import { testRuns } from "./tracking-store/runs-contract.ts";
import type { StoreMaker } from "./tracking-store/store-maker.ts";

/**
 * Runs the contract against one kind of store.
 *
 * @param open Gives an empty store for one test.
 */
export function testTrackingStore(open: StoreMaker): void {
  testExperiments(open);
  testRuns(open);
  testLogging(open);
  testInputs(open);
  testRunSearch(open);
  testLoggedModels(open);
}
