// What the calls of the user interface work on, besides what every call has.
import type { Awaitable, Damage, DoctorReport, Purged, PurgeOptions } from "../../tracking/index.ts";
import type { ModelInsight, TreeInsight } from "./model-insight.ts";

/** Looks after the store as a whole; a store in a folder can. */
export interface StoreKeeper {
  damage(): readonly Damage[];
  examine(): Awaitable<DoctorReport>;
  purgeTrash(options: PurgeOptions): readonly Purged[];
}

/** Loads models and asks them; given by whoever starts the server, for the server itself knows no model. */
export interface ModelDoor {
  /** What the model in a folder takes and gives. */
  describe(folder: string): Promise<ModelDescription>;
  /**
   * The answer of the model in a folder.
   *
   * @param body The body of a request as a scoring server takes it, JSON or CSV.
   * @returns JSON: `{"predictions": …}`.
   * @throws A coded error for whatever is wrong with the request.
   */
  predict(folder: string, type: "application/json" | "text/csv", body: Buffer): Promise<string>;
  /** The inside of the model in a folder; undefined when its flavor keeps only how to predict. */
  inspect(folder: string): Promise<ModelInsight | undefined>;
  /** One of its trees; undefined when there is none of that number. */
  tree(folder: string, index: number): Promise<TreeInsight | undefined>;
}

/** What is known of a model without asking it. */
export interface ModelDescription {
  readonly flavors: readonly string[];
  /** Its `inputs`, `outputs` and `params`; undefined for a model without signature. */
  readonly signature: object | undefined;
  /** An example of a request, JSON as a scoring server takes it. */
  readonly example: string | undefined;
  /** Why it cannot be asked here, if it cannot. */
  readonly refusal: string | undefined;
  readonly sizeBytes: number | undefined;
}

/** What only the user interface needs. */
export interface UiParts {
  /** Where the web app was built to. */
  readonly folder?: string | undefined;
  readonly keeper?: StoreKeeper | undefined;
  readonly models?: ModelDoor | undefined;
}
