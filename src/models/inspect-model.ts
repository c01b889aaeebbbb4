// What the files of a saved model say, without loading what they hold.
import { FLAVORS } from "./flavors/catalogue.ts";
import { MAX_MLMODEL_BYTES, MLMODEL, parseMlmodel } from "./mlmodel-file.ts";
import { openModelFolder } from "./model-folder.ts";
import type { ModelInfo } from "./model-info.ts";

/** What can be told of a model without loading it. */
export interface ModelInspection {
  readonly info: ModelInfo;
  /** The input example as the body of a request, JSON; undefined when the model has none. */
  readonly servingExample: string | undefined;
  /** Whether it has a flavor that can be loaded here. */
  readonly isLoadable: boolean;
}

const MAX_EXAMPLE_BYTES = 1024 * 1024;

/**
 * Looks at a model folder.
 *
 * @param folder The local folder that holds MLmodel.
 * @throws As `loadModel` does for a missing or damaged MLmodel.
 */
export function inspectModel(folder: string): ModelInspection {
  const files = openModelFolder(folder);
  const info = parseMlmodel(files.readText(MLMODEL, MAX_MLMODEL_BYTES), files.pathOf(MLMODEL));
  const path = info.inputExample?.servingPath;
  return {
    info,
    servingExample: path === undefined ? undefined : files.readText(path, MAX_EXAMPLE_BYTES),
    isLoadable: FLAVORS.some(({ name }) => info.flavors.has(name)),
  };
}
