// What runs have used and put out: data sets once an experiment, links to them in each run.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { buildFolder, makeFoldersBelow, writeFileAtomic, writeNewFile } from "../../../system/index.ts";
import {
  formatDatasetMeta,
  formatInputMeta,
  formatOutputMeta,
  type InputLink,
  parseDatasetMeta,
  parseInputMeta,
  parseOutputMeta,
} from "../../codecs/input-meta.ts";
import type { DatasetInput, DatasetRecord, ModelOutput, Run } from "../../entities.ts";
import { MAX_DATASET_META_BYTES, MAX_META_BYTES } from "../../limits.ts";
import type { DamageLog } from "./damage-log.ts";
import { DATASETS_FOLDER, INPUTS_FOLDER, META_FILE, OUTPUTS_FOLDER } from "./layout.ts";
import { StampedFiles } from "./stamped-files.ts";

const MAX_REMEMBERED_DATASETS = 1000;
const MAX_REMEMBERED_LINKS = 20_000;
const ENTRY_META = /^[^/]+\/meta\.yaml$/;
const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** The inputs and outputs of the runs of one store. */
export class InputFolders {
  readonly #damage: DamageLog;
  readonly #datasets: StampedFiles<DatasetRecord>;
  readonly #links: StampedFiles<InputLink | undefined>;
  readonly #outputs: StampedFiles<ModelOutput>;

  constructor(damage: DamageLog) {
    this.#damage = damage;
    this.#datasets = new StampedFiles({
      parse: parseDatasetMeta,
      damage,
      maxBytes: MAX_DATASET_META_BYTES,
      maxFiles: MAX_REMEMBERED_DATASETS,
    });
    const small = { damage, maxBytes: MAX_META_BYTES, maxFiles: MAX_REMEMBERED_LINKS };
    this.#links = new StampedFiles({ parse: parseInputMeta, ...small });
    this.#outputs = new StampedFiles({ parse: parseOutputMeta, ...small });
  }

  /** Links data sets and models to a run; what is linked already stays as it is. */
  logInputs(
    runFolder: string,
    experimentFolder: string,
    runId: string,
    datasets: readonly DatasetInput[],
    modelIds: readonly string[],
  ): void {
    for (const { dataset, tags } of datasets) {
      const datasetId = md5(dataset.name + dataset.digest);
      makeEntry(experimentFolder, DATASETS_FOLDER, datasetId, () => formatDatasetMeta(dataset));
      this.#link(runFolder, runId, { kind: "DATASET", sourceId: datasetId, tags });
    }
    for (const modelId of modelIds) {
      this.#link(runFolder, runId, { kind: "MODEL", sourceId: modelId, tags: NO_TAGS });
    }
  }

  #link(runFolder: string, runId: string, link: InputLink): void {
    makeEntry(runFolder, INPUTS_FOLDER, md5(link.sourceId + runId), () => formatInputMeta(link));
  }

  /** Links models a run has made; one that is linked already gets the new step. */
  logOutputs(runFolder: string, outputs: readonly ModelOutput[]): void {
    for (const output of outputs) {
      const text = formatOutputMeta(output);
      const isNew = makeEntry(runFolder, OUTPUTS_FOLDER, output.modelId, () => text);
      if (!isNew)
        writeFileAtomic(join(runFolder, OUTPUTS_FOLDER, output.modelId, META_FILE), text, runFolder);
    }
  }

  /**
   * What a run has used.
   *
   * @param folder The run's folder of inputs.
   * @param keys The files in it.
   */
  readInputs(folder: string, keys: readonly string[], experimentFolder: string): Run["inputs"] {
    const datasets: DatasetInput[] = [];
    const modelIds: string[] = [];
    for (const path of metaFiles(folder, keys)) {
      const link = this.#links.get(path);
      if (link?.kind === "MODEL") modelIds.push(link.sourceId);
      if (link?.kind !== "DATASET") continue;
      const datasetPath = join(experimentFolder, DATASETS_FOLDER, link.sourceId, META_FILE);
      const dataset = this.#datasets.get(datasetPath);
      if (dataset !== undefined) datasets.push({ dataset, tags: link.tags });
      else this.#damage.report(path, `it is linked to ${datasetPath}, which cannot be read`);
    }
    return { datasets, modelIds };
  }

  /**
   * What a run has put out.
   *
   * @param folder The run's folder of outputs.
   * @param keys The files in it.
   */
  readOutputs(folder: string, keys: readonly string[]): readonly ModelOutput[] {
    return metaFiles(folder, keys).flatMap((path) => this.#outputs.get(path) ?? []);
  }
}

function metaFiles(folder: string, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => ENTRY_META.test(key)).map((key) => `${folder}/${key}`);
}

/** Makes `owner/folder/name/meta.yaml` if it is not there; returns whether this call made it. */
function makeEntry(owner: string, folder: string, name: string, text: () => string): boolean {
  makeFoldersBelow(owner, folder);
  return buildFolder(join(owner, folder, name), owner, (hidden) =>
    writeNewFile(join(hidden, META_FILE), text()),
  );
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
