// Every flavor, best first: a model that is there in several forms is read from the first that is in this list.
import type { Flavor } from "./flavor.ts";

/** A line of the catalogue: the name, and how to get the flavor when it is needed. */
export interface FlavorEntry {
  readonly name: string;
  /** Whether models are saved in this form, and not only read from it. */
  readonly isWritten: boolean;
  load(): Promise<Flavor>;
}

/** The flavors, one line for each file of this folder. */
export const FLAVORS: readonly FlavorEntry[] = [
  {
    name: "traintracks",
    isWritten: true,
    load: async () => (await import("./traintracks.ts")).traintracksFlavor,
  },
  { name: "sklearn", isWritten: false, load: async () => (await import("./sklearn.ts")).sklearnFlavor },
  { name: "xgboost", isWritten: true, load: async () => (await import("./xgboost.ts")).xgboostFlavor },
  { name: "lightgbm", isWritten: false, load: async () => (await import("./lightgbm.ts")).lightgbmFlavor },
  { name: "onnx", isWritten: true, load: async () => (await import("./onnx.ts")).onnxFlavor },
];
