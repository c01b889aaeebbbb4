// Lets the pages of the tracking server ask models: the server itself knows none.
import type { LoadedModel, printSignature } from "../models/index.ts";
import type { ModelDescription, ModelDoor } from "../server/index.ts";
import type { Scorer } from "../serving/index.ts";
import { type FileStamp, isSameStamp, stampOf } from "../system/index.ts";

/** Models that are kept loaded, and descriptions that are kept. */
const MAX_LOADED = 4;
const MAX_DESCRIPTIONS = 500;
const MLMODEL = "MLmodel";

/** A door that loads nothing before the first model is asked for: most servers are never asked. */
export function lazyModelDoor(): ModelDoor {
  const descriptions = new FolderMemory(MAX_DESCRIPTIONS, describe);
  const loaded = new FolderMemory(MAX_LOADED, load);
  return {
    describe: (folder) => descriptions.get(folder),
    predict: async (folder, type, body) => (await loaded.get(folder)).scorer.score(type, body),
    inspect: async (folder) => {
      const { fittedModel, insight } = await loaded.get(folder);
      return fittedModel && insight.modelInsight(fittedModel);
    },
    tree: async (folder, index) => {
      const { fittedModel, insight } = await loaded.get(folder);
      return fittedModel && insight.treeInsight(fittedModel, index);
    },
  };
}

async function describe(folder: string): Promise<ModelDescription> {
  const { inspectModel, printSignature } = await import("../models/index.ts");
  const { info, servingExample, isLoadable } = inspectModel(folder);
  const flavors = [...info.flavors.keys()];
  return {
    flavors,
    signature: info.signature && listsOf(printSignature(info.signature)),
    example: servingExample,
    refusal: isLoadable
      ? undefined
      : `Only Python can load this model: it has the flavors ${flavors.join(", ")}`,
    sizeBytes: info.modelSizeBytes,
  };
}

/** The lists of a signature, which MLmodel keeps as texts. */
function listsOf({ inputs, outputs, params }: ReturnType<typeof printSignature>): object {
  const list = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return { inputs: list(inputs), outputs: list(outputs), params: list(params) };
}

/** A model that is kept loaded, and what tells of its inside. */
interface OpenModel {
  readonly scorer: Scorer;
  readonly fittedModel: LoadedModel["fittedModel"];
  readonly insight: typeof import("./model-insight.ts");
}

async function load(folder: string): Promise<OpenModel> {
  const [{ loadModel }, { Scorer }, insight] = await Promise.all([
    import("../models/index.ts"),
    import("../serving/index.ts"),
    import("./model-insight.ts"),
  ]);
  const model = await loadModel(folder);
  return { scorer: new Scorer(model), fittedModel: model.fittedModel, insight };
}

/** What was made of model folders, as long as their MLmodel stays the same. */
class FolderMemory<T> {
  readonly #most: number;
  readonly #make: (folder: string) => Promise<T>;
  readonly #made = new Map<string, { readonly stamp: FileStamp | undefined; readonly value: Promise<T> }>();

  constructor(most: number, make: (folder: string) => Promise<T>) {
    this.#most = most;
    this.#make = make;
  }

  async get(folder: string): Promise<T> {
    const stamp = stampOf(`${folder}/${MLMODEL}`);
    const known = this.#made.get(folder);
    this.#made.delete(folder);
    const isSame = known?.stamp !== undefined && stamp !== undefined && isSameStamp(known.stamp, stamp);
    const entry = isSame ? known : { stamp, value: this.#make(folder) };
    this.#made.set(folder, entry);
    const [oldest] = this.#made.keys();
    if (this.#made.size > this.#most && oldest !== undefined) this.#made.delete(oldest);
    try {
      return await entry.value;
    } catch (error) {
      this.#made.delete(folder);
      throw error;
    }
  }
}
