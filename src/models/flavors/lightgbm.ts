// The flavor `lightgbm`: LightGBM's text models that Python's MLflow has logged. It is only read.
import { unparsable } from "../../errors/index.ts";
import { Booster } from "../../estimators/index.ts";
import { predictTrees } from "../booster-prediction.ts";
import { asText, field } from "../json-fields.ts";
import type { Flavor } from "./flavor.ts";

const MAX_BYTES = 512 * 1024 * 1024;
const BOOSTER = "lightgbm.basic.Booster";

/** The flavor `lightgbm`. */
export const lightgbmFlavor: Flavor = {
  name: "lightgbm",
  pack: () => undefined,
  load: (folder, attributes) => {
    const data = asText(field(attributes, "data"), `data of flavor lightgbm in ${folder.pathOf("MLmodel")}`);
    if (field(attributes, "model_class") !== BOOSTER) {
      throw unparsable(
        `Cannot read ${folder.pathOf(data)}: only a Booster is kept as LightGBM's own text; log model.booster_ instead of the ` +
          "scikit-learn class",
      );
    }
    const booster = Booster.fromLightGBM(folder.readText(data, MAX_BYTES));
    return {
      fittedModel: undefined,
      acceptsMissing: true,
      predict: (input) => predictTrees(booster, input),
    };
  },
};
