// The native flavor: all of a fitted model, as `model.json` and, for long arrays, `model.bin`.
import { predictFitted } from "../fitted-prediction.ts";
import { asText, field } from "../json-fields.ts";
import { packModel, unpackModel } from "../packed-model.ts";
import type { Flavor } from "./flavor.ts";

const DATA = "model.json";
const BINARY = "model.bin";
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** The flavor `traintracks`. */
export const traintracksFlavor: Flavor = {
  name: "traintracks",
  pack: (model) => {
    const { json, binary } = packModel(model);
    return {
      attributes: { data: DATA, estimator: model.estimatorName },
      files: new Map<string, string | Uint8Array>([
        [DATA, json],
        ...(binary === undefined ? [] : ([[BINARY, binary]] as const)),
      ]),
      python: undefined,
    };
  },
  load: (folder, attributes) => {
    const data = asText(
      field(attributes, "data"),
      `data of flavor traintracks in ${folder.pathOf("MLmodel")}`,
    );
    const json = folder.readText(data, MAX_JSON_BYTES);
    const model = unpackModel(json, (sizeBytes) => folder.read(BINARY, sizeBytes), folder.pathOf(data));
    return {
      fittedModel: model,
      acceptsMissing: model.acceptsMissing ?? false,
      predict: (input) => predictFitted(model, input),
    };
  },
};
